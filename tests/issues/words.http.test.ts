import { photosOfWords } from '@mashang/server/photos/photos.store.ts'
import type { IssueView, ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { uploaded } from '../photos/upload.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { ANSWER, filed, outcome, post, respond } from './steps.ts'

let t: TestApp
beforeEach(async () => {
  t = await startApp()
})
afterEach(() => t.close())

const receiptOf = async (receipt: string): Promise<ReceiptView> =>
  (await t.voter({ url: `/api/receipts/${receipt}` })).json()

const answerWith = (more: object) => ({ decision: 'answer', text: ANSWER, ...more })

describe('photos with an answer', () => {
  it('given two photos, then the voter sees them with the words and in the timeline, not among their own', async () => {
    const own = await uploaded(t)
    const { id, receipt } = await filed(t, { photos: [own] })
    const photos = [await uploaded(t), await uploaded(t)]
    const reply = await respond(await t.as(0), id, answerWith({ photos }))
    expect(reply.statusCode, reply.body).toBe(200)

    const seen = await receiptOf(receipt)
    expect(seen.photos.map((photo) => photo.id)).toEqual([own])
    expect(seen.messages.at(-1)?.photos.map((photo) => photo.id)).toEqual(photos)
    expect(seen.timeline[0]?.sentence).toMatch(/答复了您，附了 2 张照片。$/)
    const picture = await t.voter({ url: seen.messages.at(-1)?.photos[0]?.thumbUrl ?? '' })
    expect(picture.statusCode).toBe(200)
    expect(picture.headers['content-type']).toBe('image/jpeg')
  })

  it('given a group, then each voter gets the words with the photos', async () => {
    const first = await filed(t)
    const second = await filed(t)
    const representative = await t.as(0)
    await post(representative, `/api/issues/${first.id}/group-members`, { issueId: second.id })
    await respond(representative, first.id, answerWith({ photos: [await uploaded(t)] }))

    for (const { receipt } of [first, second]) {
      const [photo] = (await receiptOf(receipt)).messages.at(-1)?.photos ?? []
      expect((await t.voter({ url: photo?.url ?? '' })).statusCode).toBe(200)
    }
  })

  it('given somebody who is put to an answered group later, then repeating the answer brings its photos', async () => {
    const first = await filed(t)
    const representative = await t.as(0)
    await respond(representative, first.id, answerWith({ photos: [await uploaded(t)] }))
    const late = await filed(t)
    await post(representative, `/api/issues/${late.id}/group-members`, { issueId: first.id })
    const reply = await post(representative, `/api/issues/${late.id}/group-answer`)
    expect(reply.statusCode, reply.body).toBe(200)
    const [photo] = (await receiptOf(late.receipt)).messages.at(-1)?.photos ?? []
    expect((await t.voter({ url: photo?.url ?? '' })).statusCode).toBe(200)
  })

  it('given a photo of another matter, then the answer is refused and nothing is said', async () => {
    const taken = await uploaded(t)
    await filed(t, { photos: [taken] })
    const { id, receipt } = await filed(t)
    const reply = await respond(await t.as(0), id, answerWith({ photos: [taken] }))
    expect(outcome(reply)).toBe('422 issue.photo-unknown')
    expect((await receiptOf(receipt)).messages).toEqual([])
  })

  it('given a foreign receipt, then the photo of an answer looks absent', async () => {
    const { id } = await filed(t)
    const other = await filed(t)
    const photo = await uploaded(t)
    await respond(await t.as(0), id, answerWith({ photos: [photo] }))
    const reply = await t.voter({ url: `/api/receipts/${other.receipt}/photos/${photo}` })
    expect(outcome(reply)).toBe('404 photo.not-found')
  })

  it('given a conclusion with a photo, then it comes with those words', async () => {
    const { id, receipt } = await filed(t)
    const representative = await t.as(0)
    await respond(representative, id, answerWith({}))
    const reply = await post(representative, `/api/issues/${id}/conclusion`, {
      text: '电缆昨天换好了，晚上我去看过，灯都亮了。',
      photos: [await uploaded(t)],
    })
    expect(reply.statusCode, reply.body).toBe(200)
    expect((await receiptOf(receipt)).messages.at(-1)?.photos).toHaveLength(1)
  })
})

describe('words under a key', () => {
  const KEY = '0190f2a4-0000-4000-8000-000000000001'

  it.each([
    ['one after the other', false],
    ['at the same moment', true],
  ])('given the same answer sent twice, %s, then it is said once', async (_, together) => {
    const { id, receipt } = await filed(t)
    const representative = await t.as(0)
    const body = answerWith({ key: KEY, photos: [await uploaded(t)] })
    const first = respond(representative, id, body)
    if (!together) await first
    const both = await Promise.all([first, respond(representative, id, body)])
    expect(both.map((reply) => reply.statusCode)).toEqual([200, 200])
    expect(both[1]?.json<IssueView>().state).toBe('answered')
    const { messages } = await receiptOf(receipt)
    expect(messages).toHaveLength(1)
    expect(await photosOfWords(t.context, id)).toHaveLength(1)
  })

  it('given other words under the same key, then they are refused with a way on', async () => {
    const { id, receipt } = await filed(t)
    const representative = await t.as(0)
    await respond(representative, id, answerWith({ key: KEY }))
    const reply = await respond(representative, id, {
      ...answerWith({ key: KEY }),
      text: `${ANSWER}还会再去看。`,
    })
    expect(outcome(reply)).toBe('409 issue.already-said')
    expect((await receiptOf(receipt)).messages).toHaveLength(1)
  })

  it('given a key of words about another matter, then nothing is said', async () => {
    const one = await filed(t)
    const other = await filed(t)
    const representative = await t.as(0)
    await respond(representative, one.id, answerWith({ key: KEY }))
    const reply = await respond(representative, other.id, answerWith({ key: KEY }))
    expect(outcome(reply)).toBe('409 issue.already-said')
    expect((await receiptOf(other.receipt)).messages).toEqual([])
  })
})

describe('own phrases', () => {
  const read = async () => (await (await t.as(0))({ url: '/api/me/phrases' })).json()
  const save = async (phrases: string[], revision: number, who: 0 | 1 = 0) =>
    (await t.as(who))({ method: 'PUT', url: '/api/me/phrases', body: { phrases, revision } })

  it('given nobody changed them, then the ready ones are there', async () => {
    expect(await read()).toMatchObject({
      revision: 0,
      phrases: [
        '我去看过了，',
        '已请__来办，',
        expect.any(String),
        expect.any(String),
        expect.any(String),
      ],
    })
  })

  it('given changes from one phone, then another phone has them, and another person does not', async () => {
    await save(['我下午去看。', '我下午去看。', '谢谢您。'], 0)
    await save(['谢谢您。'], 1)
    expect(await read()).toEqual({ phrases: ['谢谢您。'], revision: 2 })
    const others = (await (await t.as(1))({ url: '/api/me/phrases' })).json()
    expect(others.revision).toBe(0)
  })

  it('given two phones that change them at once, then the second is told so', async () => {
    await save(['一句'], 0)
    expect(outcome(await save(['另一句'], 0))).toBe('409 issue.phrases-changed')
    await save(['两句'], 1)
    expect(outcome(await save(['又一句'], 1))).toBe('409 issue.phrases-changed')
    expect((await read()).phrases).toEqual(['两句'])
  })

  it.each([
    ['an empty one', ['  '], 'phrases.0', '请填写常用语。'],
    [
      'too many',
      Array.from({ length: 21 }, (_, n) => `第 ${n} 句`),
      'phrases',
      '最多 20 句，请先删几句。',
    ],
  ])('given %s, then one sentence says so', async (_, phrases, path, message) => {
    const reply = await save(phrases, 0)
    expect(reply.json().fields).toEqual([{ path, message }])
  })

  it('given the office, then there are none', async () => {
    expect((await (await t.as('office'))({ url: '/api/me/phrases' })).statusCode).toBe(403)
  })
})
