import type { FastifyInstance } from 'fastify'

/** An answer that has left, as the log and the figures see it. */
export interface Answer {
  /** Of the request, in the log. */
  id: string
  method: string
  /** The pattern of the address, never the address itself. */
  route: string
  status: number
  /** How long it took, in milliseconds. */
  ms: number
}

export type OnAnswer = (answer: Answer) => void

/** What answers have in common that are counted and written together. */
type Kind = Pick<Answer, 'method' | 'route' | 'status'>

/** What is the same for all answers of one kind; of the kind that was last it is not even looked up. */
export function ofEachKind<T>(make: (kind: Kind) => T): (kind: Kind) => T {
  const kept = new Map<string, T>()
  let last: { kind: Kind; made: T } | undefined
  return ({ method, route, status }) => {
    if (
      last !== undefined &&
      last.kind.route === route &&
      last.kind.status === status &&
      last.kind.method === method
    )
      return last.made
    const kind = { method, route, status }
    const key = `${method} ${status} ${route}`
    const made = kept.get(key) ?? make(kind)
    kept.set(key, made)
    last = { kind, made }
    return made
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Adds whoever wants to hear of every answer. */
    onAnswered(hears: OnAnswer): void
  }
}

/** Tells everybody who wants to hear it of the framework's answers, and gives the same for others'. */
export function tellOfAnswers(app: FastifyInstance): OnAnswer {
  const hearing: OnAnswer[] = []
  const answered: OnAnswer = (answer) => {
    for (const hears of hearing) hears(answer)
  }
  app.decorate('onAnswered', (hears: OnAnswer) => {
    hearing.push(hears)
  })
  app.addHook('onResponse', (request, reply, done) => {
    answered({
      id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: reply.elapsedTime,
    })
    done()
  })
  return answered
}
