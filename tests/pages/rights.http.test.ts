import { Conflict } from '@mashang/server/core/db/faults.ts'
import { eraseWords } from '@mashang/server/issues/rights.store.ts'
import { dropUnclaimedPhotos } from '@mashang/server/photos/photos.jobs.ts'
import { photosOfIssue } from '@mashang/server/photos/photos.store.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ANSWER,
  answer,
  type Filed,
  filed,
  outcome,
  post,
  release,
  respond,
} from '../issues/steps.ts'
import { uploaded } from '../photos/upload.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let mine: Filed
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const form = (path: string, fields: Record<string, string> = {}) =>
  t.voter({
    method: 'POST',
    url: `/r/${mine.receipt}/rights/${path}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
const sentences = async (): Promise<string[]> => {
  const { timeline } = (await t.voter({ url: `/api/receipts/${mine.receipt}` })).json()
  return timeline.map((one: { sentence: string }) => one.sentence)
}
const copy = async (): Promise<string> => (await t.voter({ url: `/r/${mine.receipt}/copy` })).body
const contact = async () =>
  (
    await post(await t.as('office'), `/api/issues/${mine.id}/contact-opening`, {
      reason: '核对电话号码',
    })
  ).json()

describe('a voter’s own data, by the receipt', () => {
  it('is shown as a page of the phone’s width that holds everything but the whole number, and given as a text', async () => {
    mine = await filed(t, { publish: true })
    await post(t.voter, `/api/receipts/${mine.receipt}/messages`, { text: '又摔了一位老人。' })
    const reply = await t.voter({ url: `/r/${mine.receipt}/copy` })
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(reply.headers['cache-control']).toBe('no-store')
    expect(reply.body).toContain('name="viewport" content="width=device-width')
    expect(reply.body).toContain(`href="/r/${mine.receipt}/rights"`)
    const saved = await t.voter({ url: `/r/${mine.receipt}/copy?save=1` })
    expect(saved.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(saved.headers['content-disposition']).toMatch(/^attachment;/)
    for (const words of [
      mine.number,
      '前天有位老人',
      '锦绣社区 3 号楼南侧',
      '又摔了一位老人',
      '王女士',
    ])
      for (const { body } of [reply, saved]) expect(body).toContain(words)
    for (const { body } of [reply, saved]) expect(body).not.toContain('13900000137')
  })

  it('stands there in large letters where they were chosen', async () => {
    const url = `/r/${mine.receipt}/copy`
    const { body } = await t.voter({ url, headers: { cookie: 'elder=1' } })
    expect(body).toContain('<html lang="zh-CN" class="elder">')
  })

  it('is corrected', async () => {
    const reply = await form('contact', { name: '白玉兰', salutation: 'mr', phone: '13900000222' })
    expect([reply.statusCode, reply.headers.location]).toEqual([
      303,
      `/r/${mine.receipt}/rights?done=contact`,
    ])
    expect(await contact()).toMatchObject({ name: '白玉兰', phone: '13900000222' })
    expect(await copy()).toContain('白先生')
    // What is left empty stays.
    await form('contact', { phone: '13900000333' })
    expect(await contact()).toMatchObject({ name: '白玉兰', phone: '13900000333' })
    expect(await sentences()).toContain('您改了联系方式。')
  })

  it('given nothing or a wrong number, then one sentence, and what was kept stays', async () => {
    const empty = await form('contact')
    expect([empty.statusCode, empty.body]).toEqual([422, expect.stringContaining('至少写一样')])
    const wrong = await form('contact', { phone: '12' })
    expect([wrong.statusCode, wrong.body]).toEqual([
      400,
      expect.stringContaining('电话号码好像不对'),
    ])
    expect(await contact()).toMatchObject({ phone: '13900000333' })
  })

  it('is public only as long as its voter agrees', async () => {
    await answer(await t.as(0), mine.id)
    await release(t, mine.id, '路灯修好了')
    const matters = async () => (await t.voter({ url: '/matters' })).body
    expect(await matters()).toContain('路灯修好了')
    expect((await form('privacy')).statusCode).toBe(303)
    expect(await matters()).not.toContain('路灯修好了')
    expect((await form('privacy')).statusCode).toBe(409)
  })

  it('gives up its contact, and says so in its timeline', async () => {
    expect((await form('contact-erasure')).statusCode).toBe(303)
    const { messages } = (await t.voter({ url: `/api/receipts/${mine.receipt}` })).json()
    const own = messages.filter((one: { author: string }) => one.author === 'voter')
    expect(own.map((one: { authorName: string }) => one.authorName)).toEqual(['匿名'])
    expect(await contact()).toMatchObject({ name: null, phone: null })
    expect(await sentences()).toContain('您删掉了联系方式。')
    expect((await form('contact-erasure')).statusCode).toBe(409)
  })

  it('is deleted as a whole when nobody works on it any more; the answer stays', async () => {
    const { receipt: other, id } = await filed(t, { photos: [await uploaded(t)] })
    mine = { ...mine, receipt: other, id }
    expect((await form('erasure')).statusCode, 'still worked on').toBe(409)
    const reply = await respond(await t.as(0), id, {
      decision: 'answer',
      text: ANSWER,
      photos: [await uploaded(t)],
    })
    expect(reply.statusCode, reply.body).toBe(200)
    expect((await form('erasure')).statusCode, 'promised and not yet done').toBe(409)
    const concluded = await post(await t.as(0), `/api/issues/${id}/conclusion`, {
      text: '电缆换好了，晚上我去看过，灯都亮了。',
    })
    expect(concluded.statusCode, concluded.body).toBe(200)
    expect((await form('erasure')).statusCode).toBe(303)
    expect((await t.voter({ url: `/api/receipts/${other}` })).json().can.verdict).toBe(false)
    const verdict = { answer: 'satisfied', solved: 'satisfied', text: '又写一句' }
    expect(outcome(await post(t.voter, `/api/receipts/${other}/verdict`, verdict))).toBe(
      '409 issue.not-now',
    )
    const text = await copy()
    for (const words of ['路灯', '老人', '锦绣', '王女士', '13900000'])
      expect(text).not.toContain(words)
    expect(text).toContain(ANSWER)
    await dropUnclaimedPhotos(t.context)
    expect(await photosOfIssue(t.context, id)).toEqual([])
    const { messages } = (await t.voter({ url: `/api/receipts/${other}` })).json()
    const [photo] = messages.find((one: { kind: string }) => one.kind === 'answer').photos
    expect((await t.voter({ url: photo.url })).statusCode, 'the answer’s photo stays').toBe(200)
    expect((await form('contact', { phone: '13900000444' })).statusCode).toBe(409)
  })

  it('given a clock that began at the same moment, then nothing of it is deleted', async () => {
    const { id } = await filed(t)
    await answer(await t.as(0), id)
    const erase = eraseWords({ district: 'home', id, at: t.clock.now(), wasState: 'answered' })
    await expect(t.context.db.commit('home', [erase])).rejects.toThrow(Conflict)
  })

  it('given a receipt that nobody has, then the way to look one up', async () => {
    const reply = await t.voter({ url: '/r/ABCDEFGHJKMN/rights' })
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/r/ABCDEFGHJKMN'])
  })
})
