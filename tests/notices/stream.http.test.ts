import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { noticeWrite } from '@mashang/server/notices/notices.store.ts'
import { NoticeStreams } from '@mashang/server/notices/notices.stream.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import Fastify from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let token: string
beforeAll(async () => {
  t = await startLiveApp()
})
beforeEach(async () => {
  token = await t.token(0)
})
afterAll(() => t.close())

interface Event {
  event: string
  id: string | undefined
  data: { id?: string; kind?: string; subjectId?: string }
}

/** A browser's end of a stream. */
async function openStream(headers: Record<string, string> = {}) {
  const controller = new AbortController()
  const response = await fetch(`${t.url}/api/notices/stream`, {
    headers: { cookie: `mashang=${token}`, ...headers },
    signal: controller.signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let kept = ''
  async function next(): Promise<Event | null> {
    for (;;) {
      const end = kept.indexOf('\n\n')
      if (end >= 0) {
        const block = kept.slice(0, end)
        kept = kept.slice(end + 2)
        const of = (name: string) =>
          block
            .split('\n')
            .find((line) => line.startsWith(`${name}: `))
            ?.slice(name.length + 2)
        const event = of('event')
        if (event === undefined) continue
        return { event, id: of('id'), data: JSON.parse(of('data') ?? '{}') }
      }
      const chunk = await reader?.read()
      if (chunk === undefined || chunk.done) return null
      kept += chunk.value
    }
  }
  return { response, next, close: () => controller.abort() }
}

describe('the stream of notices', () => {
  it('says at once to look, and of each new notice within a second or two', async () => {
    const stream = await openStream()
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(stream.response.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await stream.next())?.event).toBe('look')
    const { id } = await filed(t)
    await tellOfFacts(t.context)
    const said = await stream.next()
    expect(said).toMatchObject({ event: 'notice', data: { kind: 'issue.arrived', subjectId: id } })
    expect(said?.id).toBe(said?.data.id)
    stream.close()
  })

  it('goes on where it broke off', async () => {
    const first = await openStream()
    await first.next()
    await filed(t)
    await tellOfFacts(t.context)
    const last = (await first.next())?.id ?? ''
    first.close()
    const { id } = await filed(t)
    await tellOfFacts(t.context)
    const again = await openStream({ 'last-event-id': last })
    expect((await again.next())?.event).toBe('look')
    expect((await again.next())?.data.subjectId).toBe(id)
    again.close()
  })

  it('says nothing of what others are told', async () => {
    const stream = await openStream()
    await stream.next()
    const tell = (id: string) =>
      t.context.db.commit('home', [
        noticeWrite(t.context, {
          recipient: { kind: 'account', id },
          kind: 'system.alarm',
          subjectKind: 'clock',
          subjectId: id,
          data: {},
          at: t.clock.now(),
        }),
      ])
    await tell('somebody else')
    await filed(t)
    await tellOfFacts(t.context)
    expect((await stream.next())?.data.kind).toBe('issue.arrived')
    stream.close()
  })

  it('given that only its head is asked for, then that is answered, and nothing stays open', async () => {
    const reply = await fetch(`${t.url}/api/notices/stream`, {
      method: 'HEAD',
      headers: { cookie: `mashang=${token}` },
      signal: AbortSignal.timeout(5_000),
    })
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(await reply.text()).toBe('')
  })

  it('is for people who are signed in', async () => {
    token = 'nobody'
    const stream = await openStream()
    expect(stream.response.status).toBe(401)
    stream.close()
  })

  it('given that the browser is gone before it is answered, then nothing is kept of it', async () => {
    const streams = new NoticeStreams(t.context, 5)
    let asked = 0
    const stillThere = async () => {
      asked += 1
      return true
    }
    let answered = (): void => undefined
    const over = new Promise<void>((resolve) => {
      answered = resolve
    })
    const server = Fastify()
    server.get('/', async (request, reply) => {
      controller.abort()
      await once(reply.raw, 'close')
      await streams.answer('somebody', request, reply, stillThere)
      answered()
    })
    const controller = new AbortController()
    const url = await server.listen({ port: 0, host: '127.0.0.1' })
    await expect(fetch(url, { signal: controller.signal })).rejects.toThrow()
    await over
    await setTimeout(50)
    expect(asked).toBe(0)
    await server.close()
  })

  it('of an account makes room for a seventh device, and ends when the server does', async () => {
    const streams = []
    for (let n = 0; n < 7; n++) streams.push(await openStream())
    const [oldest, second] = streams
    await oldest?.next()
    expect(await oldest?.next()).toBeNull()
    await second?.next()
    await t.app.close()
    expect(await second?.next()).toBeNull()
  })
})

describe('the streams of one process', () => {
  /** A server whose streams take `most`, and one that asks for a stream of somebody. */
  async function streamsOf(most: number) {
    const streams = new NoticeStreams(t.context, 60_000, most)
    const server = Fastify()
    server.setErrorHandler((error: { kind?: { status: number } }, _request, reply) =>
      reply.code(error.kind?.status ?? 500).send(),
    )
    server.get('/', async (request, reply) => {
      await streams.answer(crypto.randomUUID(), request, reply, async () => true)
      return reply
    })
    const url = await server.listen({ port: 0, host: '127.0.0.1' })
    return { streams, server, ask: () => fetch(url) }
  }

  it('given many ask at once, then no more are let in than there is room for', async () => {
    const { streams, server, ask } = await streamsOf(3)
    const answers = await Promise.all(Array.from({ length: 12 }, ask))
    const taken = answers.filter(({ status }) => status === 200)
    expect(taken).toHaveLength(3)
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(9)
    streams.close()
    await Promise.all(answers.map((answer) => answer.text()))
    await server.close()
  })

  it('given one is asked for while the server closes, then it ends, or is not begun', async () => {
    const { streams, server, ask } = await streamsOf(30)
    const asked = Array.from({ length: 10 }, ask)
    await asked[0]
    streams.close()
    const answers = await Promise.all([...asked, ask()])
    expect(answers.at(-1)?.status).toBe(503)
    // Each of them comes to its end: none is left open.
    await Promise.all(answers.map((answer) => answer.text()))
    await server.close()
  })
})
