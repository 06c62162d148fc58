import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { bothReadFirst } from '../support/while-committing.ts'
import { fresh, text } from './steps.ts'

let t: TestApp
let li: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  li = await t.as(0)
})
afterAll(() => t.close())

const REPLY = '您说的路灯，我写成建议交上去了。'
const send = (issueId: string, changes: object = {}, headers: Record<string, string> = {}) =>
  post(
    li,
    '/api/suggestions',
    { ...text, issueId, submit: true, reply: REPLY, ...changes },
    headers,
  )
const issueOf = async (id: string) =>
  (await li({ url: `/api/issues/${id}` })).json<{
    state: string
    clock: { stoppedAt: string | null }
    messages: { kind: string; text: string }[]
  }>()
const answersOf = async (id: string) =>
  (await issueOf(id)).messages.filter(({ kind }) => kind === 'answer').map((one) => one.text)
const suggestionsOf = async (id: string) =>
  (await li({ url: `/api/suggestions?issue=${id}` })).json<{ items: { state: string }[] }>().items

describe('a voter’s matter made into a suggestion by one act', () => {
  it('is written, sent, and its voter answered: one request, one chain', async () => {
    const issue = await filed(t)
    const sent = await send(issue.id)
    expect(sent.statusCode).toBe(201)
    expect(sent.json()).toMatchObject({ state: 'review', number: expect.stringContaining('建') })
    const after = await issueOf(issue.id)
    expect(after.clock.stoppedAt).not.toBeNull()
    expect(await answersOf(issue.id)).toEqual([REPLY])
    const chain = await li({ url: `/api/lineage/issue/${issue.id}` })
    expect(chain.json().matters).toHaveLength(2)
    const page = await t.voter({ url: `/api/receipts/${issue.receipt}` })
    expect(page.body).toContain(REPLY)
  })

  it('given co-signers, then it waits for them, and the voter is answered all the same', async () => {
    const issue = await filed(t)
    const sent = await send(issue.id, { cosigners: [seeded(t, 1).id] })
    expect(sent.json().state).toBe('cosigning')
    expect(await answersOf(issue.id)).toEqual([REPLY])
  })

  it('pressed twice, at once and later, there is one of each', async () => {
    const issue = await filed(t)
    const key = { 'idempotency-key': 'one-act-press-1' }
    const both = await Promise.all([send(issue.id, {}, key), send(issue.id, {}, key)])
    const later = await send(issue.id, {}, key)
    expect([...both, later].map(({ statusCode }) => statusCode)).toEqual([201, 201, 201])
    expect(new Set([...both, later].map((reply) => reply.json().id)).size).toBe(1)
    expect(await answersOf(issue.id)).toEqual([REPLY])
    expect(await suggestionsOf(issue.id)).toHaveLength(1)
  })

  it('given words that cannot be sent any more, then nothing of it is written', async () => {
    const issue = await filed(t)
    await answer(li, issue.id)
    const before = await answersOf(issue.id)
    const refused = await send(issue.id)
    expect(refused.statusCode).toBe(409)
    expect(await suggestionsOf(issue.id)).toEqual([])
    expect(await answersOf(issue.id)).toEqual(before)
  })

  it('given words that only say that it arrived, then that is said at those words', async () => {
    const issue = await filed(t)
    const refused = await send(issue.id, { reply: '收到。' })
    expect(refused.statusCode).toBe(422)
    expect(refused.json().fields).toMatchObject([{ path: 'reply' }])
    expect(await suggestionsOf(issue.id)).toEqual([])
  })

  it('given the same key with other words, then those are not lost in silence', async () => {
    const issue = await filed(t)
    const key = { 'idempotency-key': 'one-act-press-2' }
    expect((await send(issue.id, {}, key)).statusCode).toBe(201)
    const refused = await send(issue.id, { text: '再写一遍，多了一句。' }, key)
    expect(outcome(refused)).toBe('409 suggestion.key-reused')
    expect(await suggestionsOf(issue.id)).toHaveLength(1)
  })

  it('given that the first press only kept it and its answer was lost, then the next one sends it', async () => {
    const issue = await filed(t)
    const key = { 'idempotency-key': 'one-act-press-3' }
    const kept = await send(issue.id, { submit: false, reply: undefined }, key)
    expect(kept.json().state).toBe('draft')
    for (const _ of ['once', 'twice']) {
      const sent = await send(issue.id, {}, key)
      expect(sent.json()).toMatchObject({ id: kept.json().id, state: 'review' })
    }
    expect(await answersOf(issue.id)).toEqual([REPLY])
  })

  it('given that it was sent without words, then the same press with words still says them, once', async () => {
    const issue = await filed(t)
    const key = { 'idempotency-key': 'one-act-press-4' }
    expect((await send(issue.id, { reply: undefined }, key)).json().state).toBe('review')
    expect(await answersOf(issue.id)).toEqual([])
    for (const _ of ['once', 'twice']) expect((await send(issue.id, {}, key)).statusCode).toBe(201)
    expect(await answersOf(issue.id)).toEqual([REPLY])
  })

  it('given that the first press only kept it, then two that send it at once both hear that it is sent', async () => {
    const issue = await filed(t)
    const key = { 'idempotency-key': 'one-act-press-5' }
    const kept = await send(issue.id, { submit: false, reply: undefined }, key)
    const both = await bothReadFirst(t, ['suggestion.submit'], () =>
      Promise.all([send(issue.id, {}, key), send(issue.id, {}, key)]),
    )
    for (const one of both)
      expect(one.json()).toMatchObject({ id: kept.json().id, state: 'review' })
    expect(await answersOf(issue.id)).toEqual([REPLY])
  })

  it.each([
    ['keeps it', { submit: false, reply: undefined }],
    ['sends it', { reply: undefined }],
  ])(
    'given that the first press %s, then the same key says nothing to another matter’s voter',
    async (name, first) => {
      const [issue, other] = [await filed(t), await filed(t)]
      const key = { 'idempotency-key': `one-act-origin ${name}` }
      expect((await send(issue.id, first, key)).statusCode).toBe(201)
      const visit = { from: { kind: 'activity', id: crypto.randomUUID() } }
      for (const refused of [
        await send(other.id, {}, key),
        await send(issue.id, { issueId: undefined, reply: undefined }, key),
        await send(issue.id, visit, key),
      ])
        expect(outcome(refused)).toBe('409 suggestion.key-reused')
      expect(await answersOf(other.id)).toEqual([])
      expect(await suggestionsOf(other.id)).toEqual([])
    },
  )

  it.each([
    ['other co-signers', () => ({ cosigners: [seeded(t, 1).id] })],
    ['not public', () => ({ secret: true })],
  ])('the same key with %s is refused, too', async (name, changes) => {
    const issue = await filed(t)
    const key = { 'idempotency-key': `one-act-other ${name.length}` }
    const draft = { submit: false, reply: undefined }
    expect((await send(issue.id, draft, key)).statusCode).toBe(201)
    const refused = await send(issue.id, { ...draft, ...changes() }, key)
    expect(outcome(refused)).toBe('409 suggestion.key-reused')
  })

  it.each([
    ['a draft', { submit: false }],
    ['one that came out of no matter', { issueId: undefined }],
  ])('words to a voter have no place in %s', async (_, changes) => {
    const issue = await filed(t)
    const refused = await send(issue.id, changes)
    expect(refused.statusCode).toBe(400)
    expect(refused.json().fields).toMatchObject([{ path: 'reply' }])
    expect(await suggestionsOf(issue.id)).toEqual([])
  })

  it('given somebody else’s matter, then it does not exist for them', async () => {
    const issue = await filed(t)
    const zhang = fresh(t, 1)
    const refused = await post(zhang, '/api/suggestions', {
      ...text,
      issueId: issue.id,
      submit: true,
      reply: REPLY,
    })
    expect(outcome(refused)).toBe('404 suggestion.issue-unknown')
    expect(await suggestionsOf(issue.id)).toEqual([])
  })
})
