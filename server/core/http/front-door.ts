import type {
  IncomingHttpHeaders,
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from 'node:http'
import proxyAddr from '@fastify/proxy-addr'
import type { FastifyInstance } from 'fastify'
import { newId } from '../ids.ts'
import type { OnAnswer } from './answers.ts'
import { hangUpOnWhoReadsNothing, hangUpOnWhoStillReads } from './patience.ts'

/** Somebody who asks for nothing but what everybody gets: signed in nowhere, with no words of their own. */
export interface Passer {
  method: 'GET'
  path: string
  headers: IncomingHttpHeaders
  /** Where they come from, as trusted proxies say. */
  readonly ip: string
  actor: null
}

/**
 * A class, because of an object that has a getter of its own V8 makes a shape of its own: where there
 * was one for each request, most of what had to be collected was not young any more.
 */
class AtTheDoor implements Passer {
  readonly method = 'GET'
  readonly actor = null
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly #request: IncomingMessage
  readonly #ipOf: (request: IncomingMessage) => string

  constructor(request: IncomingMessage, ipOf: (request: IncomingMessage) => string) {
    this.path = request.url ?? ''
    this.headers = request.headers
    this.#request = request
    this.#ipOf = ipOf
  }

  get ip(): string {
    return this.#ipOf(this.#request)
  }
}

/** Answers with what lies ready and names the route that it stood in for; null: nothing was done. */
export type AtOnce = (passer: Passer, response: ServerResponse) => string | null

declare module 'fastify' {
  interface FastifyInstance {
    /** Adds what is answered before the framework sees a request. */
    answerAtOnce(answer: AtOnce): void
  }
}

/** What carries words, knows an answer already or belongs to a session goes the long way. */
const isPlain = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'GET' &&
  !url.includes('?') &&
  headers.cookie === undefined &&
  headers['if-none-match'] === undefined &&
  headers['content-length'] === undefined &&
  headers['transfer-encoding'] === undefined

/**
 * A door in front of the framework, for answers that lie ready: of a page out of memory its part was
 * half of the cost. Whoever answers here keeps to what the long way would have said; log and figures
 * hear of it as of any other answer. Injected requests have no line and take the long way.
 */
export function openFrontDoor(
  app: FastifyInstance,
  trustedProxies: readonly string[],
  answered: OnAnswer,
): void {
  const answers: AtOnce[] = []
  app.decorate('answerAtOnce', (answer: AtOnce) => {
    answers.push(answer)
  })
  // Whoever is still on the line then is told that it closes, which the framework does.
  let closing = false
  app.addHook('preClose', (done) => {
    closing = true
    done()
  })
  const trusts = proxyAddr.compile([...trustedProxies])
  const ipOf = (request: IncomingMessage): string =>
    trustedProxies.length === 0
      ? (request.socket.remoteAddress ?? '')
      : (proxyAddr.all(request, trusts).at(-1) ?? '')
  // An unnamed proxy is warned about behind this door.
  const named = (headers: IncomingHttpHeaders): boolean =>
    trustedProxies.length > 0 || headers['x-forwarded-for'] === undefined

  const tell = (route: string, { statusCode: status }: ServerResponse, began: number): void =>
    answered({ id: newId(), method: 'GET', route, status, ms: performance.now() - began })

  const atOnce = (request: IncomingMessage, response: ServerResponse): boolean => {
    if (closing || !isPlain(request) || !named(request.headers)) return false
    const passer = new AtTheDoor(request, ipOf)
    const began = performance.now()
    for (const answer of answers) {
      const route = answer(passer, response)
      if (route === null) continue
      // What the system took whole has left, and needs neither listeners nor a timer.
      if (response.writableLength === 0) tell(route, response, began)
      else {
        hangUpOnWhoStillReads(response)
        response.once('close', () => tell(route, response, began))
      }
      return true
    }
    return false
  }

  const { server } = app
  const framework = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request').on('request', (request, response) => {
    if (atOnce(request, response)) return
    hangUpOnWhoReadsNothing(response)
    for (const listener of framework) listener.call(server, request, response)
  })
}
