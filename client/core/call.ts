import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import type { FieldProblem } from '@mashang/shared/core/errors.ts'
import type { z } from 'zod'
import { setServerTime } from './server-time.ts'

type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>
type Sent<T> = T extends z.ZodType ? z.input<T> : undefined
export type ReplyOf<E extends AnyEndpoint> = E extends { readonly reply?: infer R }
  ? R extends z.ZodType
    ? z.output<R>
    : undefined
  : undefined

export interface CallOptions<E extends AnyEndpoint> {
  params?: Record<string, string>
  query?: Partial<Record<string, string | number | boolean | null | undefined>>
  body?: Sent<NonNullable<E['body']>>
  headers?: Record<string, string>
  signal?: AbortSignal
  /** Milliseconds until giving up; 20 seconds when absent. */
  timeout?: number
}

/** The server said no (a problem document), or never answered (`status` 0). */
export class CallFailure extends Error {
  // Only declared: as fields they bring helpers along for old phones.
  declare readonly status: number
  declare readonly code: string
  declare readonly fields: FieldProblem[]
  declare readonly retryAfter: number | undefined
  /** The id of the matter that stands in the way. */
  declare readonly about: string | undefined

  constructor(of: {
    status: number
    code: string
    message: string
    fields?: FieldProblem[]
    retryAfter?: number
    about?: string
  }) {
    super(of.message)
    this.name = 'CallFailure'
    this.status = of.status
    this.code = of.code
    this.fields = of.fields ?? []
    this.retryAfter = of.retryAfter
    this.about = of.about
  }

  /** Trying the same again later may work: no signal, or the server is busy or restarting. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500
  }
}

export const offline = (): CallFailure =>
  new CallFailure({
    status: 0,
    code: 'network.unreachable',
    message: '没有连上，请看看有没有网络，再试一次。',
  })

interface Problem {
  title?: string
  detail?: string
  code?: string
  fields?: FieldProblem[]
  about?: string
}

/** Reads a problem document (RFC 9457); anything else becomes a plain sentence. */
export function failureFrom(status: number, body: string, retryAfter?: string | null): CallFailure {
  let problem: Problem = {}
  try {
    problem = JSON.parse(body) as Problem
  } catch {
    // A proxy's HTML page, not ours: the sentence below says what to do.
    problem = {}
  }
  return new CallFailure({
    status,
    code: problem.code ?? 'server.unknown',
    message: problem.detail ?? problem.title ?? '系统没有正常回应，请过一会儿再试。',
    fields: problem.fields,
    about: problem.about,
    retryAfter: retryAfter ? Number(retryAfter) || undefined : undefined,
  })
}

/** `/api/issues/:id` with its parameters and query filled in. */
export function addressOf(
  path: string,
  params: Record<string, string> = {},
  query: CallOptions<AnyEndpoint>['query'] = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const tail = search.toString()
  return tail ? `${filled}?${tail}` : filled
}

/** Sends a request and reads its answer; throws CallFailure when it is no success. */
async function exchange<E extends AnyEndpoint, Reply>(
  method: E['method'],
  path: string,
  options: CallOptions<E>,
  read: (response: Response) => Promise<Reply>,
): Promise<Reply> {
  const controller = new AbortController()
  const giveUp = setTimeout(() => controller.abort(), options.timeout ?? 20_000)
  const abort = (): void => controller.abort()
  options.signal?.addEventListener('abort', abort)
  try {
    const hasBody = options.body !== undefined
    const form = (options.body as unknown) instanceof FormData
    const response = await fetch(addressOf(path, options.params, options.query), {
      method,
      credentials: 'same-origin',
      signal: controller.signal,
      headers: {
        accept: 'application/json',
        ...(hasBody && !form ? { 'content-type': 'application/json' } : {}),
        ...options.headers,
      },
      ...(hasBody
        ? { body: form ? (options.body as unknown as FormData) : JSON.stringify(options.body) }
        : {}),
    })
    if (!response.ok) {
      const body = await response.text()
      throw failureFrom(response.status, body, response.headers.get('retry-after'))
    }
    return await read(response)
  } catch (error) {
    if (error instanceof CallFailure) throw error
    throw offline()
  } finally {
    clearTimeout(giveUp)
    options.signal?.removeEventListener('abort', abort)
  }
}

async function readReply<E extends AnyEndpoint>(response: Response): Promise<ReplyOf<E>> {
  const date = response.headers.get('date')
  const body = await response.text()
  if (body === '') return undefined as ReplyOf<E>
  const reply = JSON.parse(body) as ReplyOf<E>
  const told = (reply as { serverTime?: unknown }).serverTime
  if (typeof told === 'string') setServerTime(told)
  else if (date) setServerTime(date)
  return reply
}

/**
 * Calls one endpoint; the types come from its declaration, without its schemas in the bundle:
 * `call<typeof issuesApi.inbox>('GET', '/api/inbox')`. Throws CallFailure.
 */
export const call = <E extends AnyEndpoint>(
  method: E['method'],
  path: string,
  options: CallOptions<E> = {},
): Promise<ReplyOf<E>> => exchange(method, path, options, (response) => readReply<E>(response))

/** The same for an endpoint that answers with a file, such as a picture. */
export const callFile = <E extends AnyEndpoint>(
  method: E['method'],
  path: string,
  options: CallOptions<E> = {},
): Promise<Blob> =>
  exchange(
    method,
    path,
    { ...options, headers: { accept: '*/*', ...options.headers } },
    (response) => response.blob(),
  )
