import type { Handler, Party } from './matter.rules.ts'

/** Who stays with another part, as the fact of a change says it. */

/** "id:lead-co", for each of them. */
export const movedOf = (before: readonly Handler[], handlers: readonly Handler[]): string =>
  before
    .flatMap(({ departmentId: own, part }) => {
      const now = handlers.find(({ departmentId }) => departmentId === own)?.part ?? part
      return now === part ? [] : [`${own}:${part}-${now}`]
    })
    .join()

/** From which part to which one of them went; undefined: it did not. */
export function movedIn(data: Record<string, unknown>): (one: Party) => string | undefined {
  const said = typeof data.moved === 'string' ? data.moved.split(',') : []
  const moved = new Map(said.map((one) => one.split(':') as [string, string]))
  return (one) => (one.kind === 'department' ? moved.get(one.id) : undefined)
}
