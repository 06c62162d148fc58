import { CallFailure } from './call.ts'

/** Any error as a failure with a sentence to show. A programming error goes to the console as well. */
export function asFailure(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error
  console.error(error)
  return new CallFailure({
    status: 0,
    code: 'page.fault',
    message: '页面出了点问题，请刷新后再试。',
  })
}

/** The sentence for one field, or undefined. `path` may be a prefix: `to` finds `to.name`. */
export const fieldFault = (failure: CallFailure | null, path: string): string | undefined =>
  failure?.fields.find((f) => f.path === path || f.path.startsWith(`${path}.`))?.message
