import { connect } from 'node:net'
import { problemDocument } from '@mashang/shared/core/schema.ts'
import { anyOf } from './mutate.ts'
import { naughty } from './naughty.ts'
import { watchAlone } from './proving.ts'

/** How long an answer may take to begin before it counts as none, in milliseconds on a free machine. */
const PATIENCE = 10_000
const LOOKED_EVERY = 500

/** A request for a stream as it stands on the line, and how whoever sent it goes away. */
export interface StreamCall {
  bytes: Buffer
  leaving: 'ends' | 'vanishes' | 'resets'
}

/** What may stand in a request for a stream. */
export interface StreamWords {
  port: number
  path: string
  /** Sessions: that of somebody who is signed in, and those of nobody. */
  cookies: readonly string[]
  /** Ids of notices: one's own, somebody else's. */
  notices: readonly string[]
}

const LAST = ['', '0', '*', 'x'.repeat(20_000), '01890000-0000-7000-8000-000000000000']
/** Other lines, and the body that belongs to them: one that does not come is the slow clients’ matter. */
const OTHERS: readonly (readonly [line: string, body?: string])[] = [
  ['Accept: text/event-stream'],
  ['Accept: */*'],
  ['Accept: application/json;q=0.1, x'],
  ['Accept-Encoding: gzip, br'],
  ['Cache-Control: no-cache'],
  ['Connection: close'],
  ['Connection: Upgrade\r\nUpgrade: websocket'],
  ['Content-Length: 3', 'abc'],
  ['Content-Type: application/json\r\nContent-Length: 2', '{}'],
  ['If-None-Match: *'],
  ['Range: bytes=0-1'],
  ['Transfer-Encoding: chunked', '0\r\n\r\n'],
  ['Expect: 100-continue'],
  ['X-Forwarded-For: 1.2.3.4'],
]

/** Mostly as a browser asks, with the last one it saw; often with something that no browser sends. */
export function streamCall(
  { port, path, cookies, notices }: StreamWords,
  random: () => number,
): StreamCall {
  const method = random() < 0.94 ? 'GET' : anyOf(random, ['HEAD', 'POST', 'OPTIONS', 'get', 'X'])
  const query =
    random() < 0.9 ? '' : `?${encodeURIComponent(anyOf(random, naughty).toWellFormed())}`
  const version = random() < 0.97 ? 'HTTP/1.1' : 'HTTP/1.0'
  const last = (): string => {
    const draw = random()
    if (draw < 0.5) return anyOf(random, notices)
    if (draw < 0.6) return crypto.randomUUID()
    const odd = draw < 0.8 ? anyOf(random, LAST) : anyOf(random, naughty)
    // What breaks a line is a header of its own, and then a request that is not understood.
    return random() < 0.9 ? odd.replaceAll(/[\r\n]/g, ' ') : odd
  }
  const names = Array.from({ length: random() < 0.2 ? 0 : random() < 0.9 ? 1 : 2 }, last)
  const session = random() < 0.85 ? (cookies[0] ?? '') : anyOf(random, [...cookies, ...naughty])
  const [other, body = ''] = random() < 0.5 ? [] : anyOf(random, OTHERS)
  const lines = [
    `${method} ${path}${query} ${version}`,
    `Host: 127.0.0.1:${port}`,
    ...(random() < 0.03 ? [] : [`Cookie: mashang=${session.replaceAll(/[\r\n]/g, ' ')}`]),
    ...names.map((name) => `${random() < 0.5 ? 'Last-Event-ID' : 'last-event-id'}: ${name}`),
    ...(other === undefined ? [] : [other]),
  ]
  return {
    bytes: Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`),
    leaving: anyOf(random, ['ends', 'vanishes', 'resets']),
  }
}

/** The body without what HTTP/1.1 puts around its pieces. */
function unchunked(body: string): string {
  let rest = body
  let text = ''
  for (;;) {
    const [line = '', length = ''] = /^([0-9a-f]+)\r\n/i.exec(rest) ?? []
    if (length === '') return text
    text += rest.slice(line.length, line.length + Number.parseInt(length, 16))
    rest = rest.slice(line.length + Number.parseInt(length, 16) + 2)
  }
}

interface Read {
  status: number
  head: string
  body: string
}

/** What has come so far; null: no whole head yet. */
function readOf(bytes: Buffer): Read | null {
  const text = bytes.toString('utf8')
  const [, status = ''] = /^HTTP\/1\.1 (\d{3}) /.exec(text) ?? []
  const end = text.indexOf('\r\n\r\n')
  if (status === '' || end < 0) return null
  if (status === '100') return readOf(Buffer.from(text.slice(end + 4)))
  const head = text.slice(0, end)
  const rest = text.slice(end + 4)
  const body = /^transfer-encoding: chunked/im.test(head) ? unchunked(rest) : rest
  return { status: Number(status), head, body }
}

const isStream = ({ head }: Read): boolean => /^content-type: text\/event-stream/im.test(head)
const wholeLength = ({ head }: Read): number =>
  Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)

/** Whether that is all that an answer has for now. */
const isWhole = (read: Read, bodiless: boolean): boolean =>
  bodiless ||
  (isStream(read)
    ? read.body.includes('event: look\ndata: {}\n\n')
    : Buffer.byteLength(read.body) >= wholeLength(read))

const LINE = /^(id: [0-9a-f-]{36}|event: (look|notice)|retry: \d+|:)$/

/** What is wrong with the events of a stream. */
function faultOfEvents(body: string): string | null {
  for (const line of body.slice(0, body.lastIndexOf('\n\n')).split('\n')) {
    if (line === '' || LINE.test(line)) continue
    const data = /^data: (.*)$/.exec(line)?.[1]
    if (data === undefined) return `an event says ${JSON.stringify(line.slice(0, 200))}`
    const names = Object.keys(JSON.parse(data) as object)
    if (!names.every((name) => ['id', 'kind', 'subjectId'].includes(name)))
      return `an event tells ${data.slice(0, 200)}`
  }
  return null
}

function faultOf(read: Read | null): string | null {
  if (read === null) return 'no answer'
  const { status, head, body } = read
  if (status === 200) return isStream(read) ? faultOfEvents(body) : `200 is no stream: ${head}`
  if (status >= 500 || status < 400) return `${status}: ${body.slice(0, 300)}`
  if (!/^content-type: application\/problem\+json/im.test(head))
    return `${status} is no problem document`
  if (body === '') return null
  const problem = problemDocument.safeParse(JSON.parse(body))
  if (!problem.success) return `${status} is no problem document: ${problem.error.message}`
  return /[\u4e00-\u9fff]/.test(problem.data.title) ? null : `${status} says ${problem.data.title}`
}

/** Sends one, reads what comes, and goes away. Resolves when the line is closed on both ends. */
export async function called(
  port: number,
  { bytes, leaving }: StreamCall,
): Promise<{ status: number; fault: string | null }> {
  const socket = connect(port, '127.0.0.1')
  let come = Buffer.alloc(0)
  const bodiless = bytes.subarray(0, 4).equals(Buffer.from('HEAD'))
  const ready = new Promise<void>((resolve) => {
    const waited = watchAlone()
    const end = (): void => {
      clearInterval(late)
      resolve()
    }
    const late = setInterval(() => {
      if (waited() > PATIENCE) end()
    }, LOOKED_EVERY)
    socket.on('data', (chunk) => {
      come = Buffer.concat([come, chunk])
      const read = readOf(come)
      if (read !== null && isWhole(read, bodiless)) end()
    })
    socket.once('close', end)
    socket.on('error', () => undefined)
  })
  socket.write(bytes)
  await ready
  const read = readOf(come)
  const fault = faultOf(read)
  if (!socket.closed) {
    // `once` would take it for a failure that the other end resets a line on which nobody reads any more.
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    if (leaving === 'ends') socket.end()
    else if (leaving === 'resets') socket.resetAndDestroy()
    else socket.destroy()
    await gone
  }
  return { status: read?.status ?? 0, fault }
}
