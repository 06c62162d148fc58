import { CallFailure, offline } from '@mashang/client/core/call.ts'
import { memoryDrafts } from '@mashang/client/core/drafts.ts'
import {
  type KeptReply,
  keptReplies,
  type ReplySender,
  sendReply,
} from '@mashang/client/issues/work/reply-outbox.ts'
import { describe, expect, it } from 'vitest'

const photo = (key: string, id: string | null = null) => ({ key, id, data: new ArrayBuffer(1) })
const reply = (over: Partial<KeptReply> = {}): KeptReply => ({
  key: '0190f2a4-0000-4000-8000-000000000001',
  account: 'li',
  at: 1,
  issueId: 'lamp',
  kind: 'answer',
  voter: '王女士',
  text: '明天上午来换线。',
  settled: false,
  photos: [],
  refused: null,
  ...over,
})
const refusal = (code: string, status: number): CallFailure =>
  new CallFailure({ status, code, message: '不行。' })

/** A server that, like the real one, takes words under one key only once. */
function server(...weather: ('dead' | 'lost' | CallFailure)[]) {
  const said = new Map<string, string[]>()
  let uploads = 0
  const drafts = memoryDrafts()
  const sender: ReplySender = {
    drafts,
    upload: async () => `photo-${++uploads}`,
    send: async ({ key }, photos) => {
      const now = weather.shift()
      if (now === 'dead') throw offline()
      if (now instanceof CallFailure) throw now
      if (!said.has(key)) said.set(key, photos)
      if (now === 'lost') throw offline()
    },
  }
  return { sender, drafts, said, uploads: () => uploads }
}
const waiting = async (s: ReturnType<typeof server>) => keptReplies(s.drafts, 'li')

describe('words on their way', () => {
  it('given a signal, then the photos go first and nothing stays on the phone', async () => {
    const s = server()
    expect(await sendReply(s.sender, reply({ photos: [photo('a'), photo('b', 'there')] }))).toEqual(
      {
        state: 'sent',
      },
    )
    expect([...s.said.values()]).toEqual([['photo-1', 'there']])
    expect(await waiting(s)).toEqual([])
  })

  it('given a dead signal, then they stay, and photos that have arrived are not sent again', async () => {
    const s = server('dead')
    const first = await sendReply(s.sender, reply({ photos: [photo('a')] }))
    expect(first.state).toBe('waiting')
    const [kept] = await waiting(s)
    expect(await sendReply(s.sender, kept as KeptReply)).toEqual({ state: 'sent' })
    expect(s.uploads()).toBe(1)
    expect(s.said.size).toBe(1)
  })

  it('given that only the server’s answer is lost, then they are said once', async () => {
    const s = server('lost')
    await sendReply(s.sender, reply())
    const [kept] = await waiting(s)
    await sendReply(s.sender, kept as KeptReply)
    expect(s.said.size).toBe(1)
    expect(await waiting(s)).toEqual([])
  })

  it('given photos that the server has cleared away, then they are sent anew from the phone', async () => {
    const s = server(refusal('issue.photo-unknown', 422))
    expect(await sendReply(s.sender, reply({ photos: [photo('a', 'gone')] }))).toEqual({
      state: 'sent',
    })
    expect([...s.said.values()]).toEqual([['photo-1']])
  })

  it.each([
    ['a session that has ended', 401, 'waiting'],
    ['a busy server', 503, 'waiting'],
    ['a matter that was taken away', 403, 'refused'],
    ['words that are no answer', 422, 'refused'],
  ] as const)('given %s, then they are %s', async (_, status, state) => {
    const s = server(refusal('x', status))
    expect((await sendReply(s.sender, reply())).state).toBe(state)
    expect((await waiting(s)).map((one) => one.refused)).toEqual([
      state === 'refused' ? '不行。' : null,
    ])
  })

  it('given another person on the same phone, then they see nothing of it', async () => {
    const s = server('dead')
    await sendReply(s.sender, reply())
    expect(await keptReplies(s.drafts, 'zhang')).toEqual([])
  })
})
