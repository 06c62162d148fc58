import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What the next call is met with; then the peer takes what comes again. */
export type Meeting =
  | 'hang'
  | 'cut'
  | 'garbage'
  | 'twice'
  /** Takes it, and its answer is lost. */
  | 'take and cut'
  /** An answer without an end. */
  | 'flood'
  | { status?: number; body?: object; location?: string }

export interface Taken {
  path: string
  headers: IncomingHttpHeaders
  body: string
  json: Record<string, unknown>
}

export interface HttpPeer {
  origin: string
  /** What it took, oldest first. */
  taken: Taken[]
  calls: number
  meet(...next: Meeting[]): void
  /** As if nobody had called yet. */
  reset(): void
  /** Resolves when so many calls have come in. */
  called(times: number): Promise<void>
  close(): Promise<void>
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

/** Somebody on this machine who takes JSON by HTTP, and behaves as badly as told. */
export async function startHttpPeer(
  answer: object | ((call: Taken) => object) = { errcode: 0, errmsg: 'ok' },
): Promise<HttpPeer> {
  const queue: Meeting[] = []
  const taken: Taken[] = []
  const waiting: (() => void)[] = []
  let calls = 0
  const server = createServer((request, response) => {
    void (async () => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      calls += 1
      for (const wake of waiting.splice(0)) wake()
      const meeting = queue.shift()
      if (meeting === 'hang') return
      if (meeting === 'cut') return void request.socket.destroy()
      if (meeting === 'garbage') return void response.end('<html>502 {"errcode":0')
      if (meeting === 'flood') {
        const pour = (): void => {
          if (!response.destroyed && response.write('x'.repeat(64 * 1024))) setImmediate(pour)
          else response.once('drain', pour)
        }
        return pour()
      }
      if (typeof meeting === 'object') {
        response.writeHead(meeting.status ?? 200, {
          'content-type': 'application/json',
          ...(meeting.location === undefined ? {} : { location: meeting.location }),
        })
        return void response.end(JSON.stringify(meeting.body ?? {}))
      }
      const call: Taken = {
        path: request.url ?? '',
        headers: request.headers,
        body,
        json: body.startsWith('{') ? JSON.parse(body) : {},
      }
      taken.push(call)
      if (meeting === 'take and cut') return void request.socket.destroy()
      const text = JSON.stringify(typeof answer === 'function' ? answer(call) : answer)
      if (meeting === 'twice') {
        const whole = `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
        return void request.socket.end(whole + whole)
      }
      response.end(text)
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    taken,
    get calls() {
      return calls
    },
    meet: (...next) => {
      queue.push(...next)
    },
    reset() {
      queue.length = 0
      taken.length = 0
      calls = 0
    },
    async called(times) {
      while (calls < times) await new Promise<void>((wake) => waiting.push(wake))
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export interface Mail {
  from: string
  to: string[]
  headers: Record<string, string>
  subject: string
  text: string
}

export interface MailPeer {
  url: string
  mails: Mail[]
  /** The next mails are met with these; `'hang'` never answers, a number is the server's code. */
  meet(...next: ('hang' | number)[]): void
  reset(): void
  close(): Promise<void>
}

const decoded = (line: string): string =>
  line.replace(/=\?utf-8\?([bq])\?(.*?)\?=\s*/gi, (_, kind: string, text: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(text, 'base64').toString('utf8')
      : Buffer.from(
          text
            .replace(/_/g, ' ')
            .replace(/=([\dA-F]{2})/gi, (_all, hex: string) =>
              String.fromCharCode(Number.parseInt(hex, 16)),
            ),
          'latin1',
        ).toString('utf8'),
  )

function parsed(raw: string): Pick<Mail, 'headers' | 'subject' | 'text'> {
  const [head = '', body = ''] = raw.split(/\r\n\r\n([\s\S]*)/)
  const headers: Record<string, string> = {}
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name, text] = /^([\w-]+):\s*(.*)$/.exec(line) ?? []
    if (name !== undefined) headers[name.toLowerCase()] = decoded(text ?? '')
  }
  const text = /base64/i.test(headers['content-transfer-encoding'] ?? '')
    ? Buffer.from(body, 'base64').toString('utf8')
    : body
  return { headers, subject: headers.subject ?? '', text }
}

/** A mail server on this machine. */
export async function startMailPeer(): Promise<MailPeer> {
  const queue: ('hang' | number)[] = []
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onData(stream, session, done) {
      void (async () => {
        const chunks: Buffer[] = []
        for await (const chunk of stream) chunks.push(chunk as Buffer)
        const meeting = queue.shift()
        if (meeting === 'hang') return
        if (typeof meeting === 'number')
          return done(Object.assign(new Error('refused'), { responseCode: meeting }))
        mails.push({
          from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map(({ address }) => address),
          ...parsed(Buffer.concat(chunks).toString('utf8')),
        })
        done(null)
      })()
    },
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${portOf(server.server as unknown as Server)}`,
    mails,
    meet: (...next) => {
      queue.push(...next)
    },
    reset() {
      queue.length = 0
      mails.length = 0
    },
    close: () => new Promise((closed) => server.close(closed)),
  }
}
