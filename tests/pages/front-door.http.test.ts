import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { get, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printed, view } from '../sheets/steps.ts'
import { startApp, type TestApp, type TestAppOptions } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

interface Visit {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** Over a line of its own, as a phone does; what is injected never comes through this door. */
const visit = (t: TestApp, path: string, headers: Record<string, string> = {}): Promise<Visit> =>
  new Promise((resolve, reject) => {
    const { port } = t.app.server.address() as AddressInfo
    get({ port, host: '127.0.0.1', path, headers, agent: false }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (part) => {
        body += part
      })
      answer
        .on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
        .on('error', reject)
    }).on('error', reject)
  })

const HANDLED = 'tracing:fastify.request.handler:start'

/** How many of the requests that `work` sends the framework gets to see. */
async function seenByFramework(work: () => Promise<unknown>): Promise<number> {
  let seen = 0
  const count = () => {
    seen += 1
  }
  subscribe(HANDLED, count)
  await work()
  unsubscribe(HANDLED, count)
  return seen
}

/**
 * Repeats it until the framework saw nothing of it: twice a second a scan waits for what other
 * processes changed, where that is not noticed by itself.
 */
const atTheDoor = async (work: () => Promise<unknown>): Promise<void> =>
  await expect.poll(() => seenByFramework(work)).toBe(0)

async function listening(options: TestAppOptions = {}): Promise<TestApp> {
  const t = await startApp(options)
  await t.app.listen({ port: 0, host: '127.0.0.1' })
  return t
}

const lines: string[] = []
let t: TestApp
beforeAll(async () => {
  t = await listening({ log: { write: (line) => void lines.push(line) } })
})
afterAll(() => t.close())

const own = () => `/q/${t.seed.representatives[0]?.code}`
const told = ({ date: _, connection: __, 'keep-alive': ___, ...said }: IncomingHttpHeaders) => said

describe('a scan whose page lies ready', () => {
  it('is answered before the framework sees it, with what the long way says', async () => {
    const long = await visit(t, own())
    let short: Visit | undefined
    await atTheDoor(async () => {
      short = await visit(t, own())
    })
    if (short === undefined) throw new Error('nothing was answered')
    expect(short.status).toBe(200)
    expect(short.body).toBe(long.body)
    expect(told(short.headers)).toEqual(told(long.headers))
  })

  it('is in the log and in the figures like every other answer, without its address', async () => {
    await visit(t, own())
    lines.length = 0
    await visit(t, own())
    await expect.poll(() => lines.length).toBe(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 30,
      reqId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      route: '/q/:code',
      method: 'GET',
      status: 200,
      msg: 'answered',
    })
    const counted = async () =>
      Number(
        /requests_total\{method="GET",route="\/q\/:code",status="200"\} (\d+)/.exec(
          (await visit(t, '/metrics')).body,
        )?.[1],
      )
    const before = await counted()
    await visit(t, own())
    await expect.poll(counted).toBe(before + 1)
  })

  it.each([
    ['large print', '', { cookie: 'elder=1' }],
    ['a session', '', { cookie: 'mashang=nobody' }],
    ['words behind the address', '?told=covered', {}],
    ['a page that is known', '', { 'if-none-match': '"other"' }],
    ['a body', '', { 'content-length': '0' }],
    ['a proxy that nobody named', '', { 'x-forwarded-for': '203.0.113.5' }],
    ['a slash at the end', '/', {}],
  ])('given %s, then it goes the long way', async (_what, more, headers) => {
    await visit(t, own())
    let answer: Visit | undefined
    const work = async () => {
      answer = await visit(t, own() + more, headers)
    }
    expect(await seenByFramework(work)).toBe(1)
    expect([200, 303]).toContain(answer?.status)
  })

  it('given somebody who asks for many and reads none, then a timer runs; each is told of once', async () => {
    await visit(t, own())
    lines.length = 0
    const accepted = new Promise<Socket>((resolve) => t.app.server.once('connection', resolve))
    const { port } = t.app.server.address() as AddressInfo
    const line = connect(port, '127.0.0.1').pause()
    const many = 2_000
    line.write(`GET ${own()} HTTP/1.1\r\nhost: here\r\n\r\n`.repeat(many))
    // Nothing more moves, and what is not read is waited for as for any other answer.
    await expect.poll(async () => (await accepted).timeout).toBe(4_500)
    expect(lines.length).toBeLessThan(many)
    let read = ''
    line.setEncoding('latin1').on('data', (part: string) => {
      read += part
    })
    line.resume()
    const answers = () => read.split('server-timing').length - 1
    await expect.poll(answers, { timeout: 10_000 }).toBe(many)
    line.end()
    expect(new Set(lines.map((each) => JSON.parse(each).reqId)).size).toBe(many)
    expect(lines.length).toBe(many)
  })

  it('given a change, or a code that is revoked, then the next scan knows', async () => {
    const code = t.seed.representatives[1]?.code
    await visit(t, `/q/${code}`)
    await execute(t, "update representatives set name = '李新名' where name = '张建平'")
    expect((await visit(t, `/q/${code}`)).body).toContain('李新名')
    await execute(t, `update codes set revoked_at = 1 where code = '${code}'`)
    expect((await visit(t, `/q/${code}`)).status).toBe(410)
  })
})

describe('the head of a page that many get', () => {
  const HEAD_END = '\r\n\r\n'
  /** The heads of `many` answers on one line, whose last one closes it, as they came. */
  const headsOf = async (many: number, version = '1.1'): Promise<string[]> => {
    const ask = (connection: string) =>
      `GET ${own()} HTTP/${version}\r\nhost: here\r\nconnection: ${connection}\r\n\r\n`
    const { port } = t.app.server.address() as AddressInfo
    const line = connect(port, '127.0.0.1')
    line.write(ask('keep-alive').repeat(many - 1) + ask('close'))
    let rest = (await line.setEncoding('latin1').toArray()).join('')
    const heads: string[] = []
    while (rest !== '') {
      const end = rest.indexOf(HEAD_END)
      const head = rest.slice(0, end)
      heads.push(head)
      rest = rest.slice(end + HEAD_END.length + Number(/content-length: (\d+)/.exec(head)?.[1]))
    }
    return heads
  }
  /** Without what says which moment it is. */
  const lasting = (head: string) =>
    head.replace(/(?<=server-timing: now;desc=")\d+/, '').replace(/(?<=\r\nDate: ).*/, '')

  it.each(['1.0', '1.1'])(
    'is the same in each answer, until one closes its line (HTTP/%s)',
    async (version) => {
      await visit(t, own())
      const heads = await headsOf(20, version)
      expect(heads.length).toBe(20)
      const closing = heads.pop() ?? ''
      expect(new Set(heads.map(lasting)).size).toBe(1)
      expect(heads[0]).toContain('\r\nConnection: keep-alive\r\nKeep-Alive: timeout=30')
      expect(lasting(closing)).toBe(
        lasting(heads[0] ?? '').replace(
          'Connection: keep-alive\r\nKeep-Alive: timeout=30',
          'Connection: close',
        ),
      )
    },
  )

  it('says what time it is, in the next second too', async () => {
    const said = async () => {
      const [head = ''] = await headsOf(2)
      return Date.parse(/\r\nDate: (.*)/.exec(head)?.[1] ?? '')
    }
    const first = await said()
    expect(Math.abs(first - Date.now())).toBeLessThan(3_000)
    await expect.poll(said, { timeout: 10_000 }).toBeGreaterThan(first)
  })
})

describe('scans that come through the front door', () => {
  const from = (address: string) => ({ 'user-agent': 'phone', 'x-forwarded-for': address })

  it('count by where a trusted proxy says that they come from', async () => {
    const proxied = await listening({ config: { trustedProxies: ['127.0.0.1'] } })
    const sheet = await printed(proxied)
    const scan = (address: string) => visit(proxied, `/q/${sheet.code}`, from(address))
    await scan('203.0.113.5')
    await atTheDoor(() => scan('203.0.113.6'))
    await atTheDoor(() => scan('203.0.113.5'))
    // What a visitor writes in front of the proxy's word is nobody's.
    await atTheDoor(() => scan('198.51.100.1, 203.0.113.6'))
    await proxied.scans.flush()
    expect((await view(await proxied.as('office'), sheet)).scans).toBe(2)
    await proxied.close()
  })

  it('given no proxy that is trusted, then a forged address counts once', async () => {
    const sheet = await printed(t)
    await visit(t, `/q/${sheet.code}`, { 'user-agent': 'phone' })
    await visit(t, `/q/${sheet.code}`, { 'user-agent': 'phone' })
    await visit(t, `/q/${sheet.code}`, from('203.0.113.9'))
    await t.scans.flush()
    expect((await view(await t.as('office'), sheet)).scans).toBe(1)
  })
})
