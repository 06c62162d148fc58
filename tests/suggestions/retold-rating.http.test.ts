import { DAY } from '@mashang/shared/core/clock.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import { act, answeredBy, assignedTo, atWork, done } from './steps.ts'

let at: Awaited<ReturnType<typeof atWork>>
beforeAll(async () => {
  at = await atWork()
})
afterAll(() => at.t.close())

const kept = { act: 'redeem', text: '六个小区都装好了。', class: 'A', signer: '局长王建国' }
const good = { act: 'rate', attitude: 'satisfied', result: 'fair' }
const bad = { act: 'rate', attitude: 'fair', result: 'dissatisfied', reason: '有两盏不亮' }
const seen = async (id: string): Promise<SuggestionView> =>
  (await at.li({ url: `/api/suggestions/${id}` })).json()
const mayRate = async (id: string): Promise<boolean> => (await seen(id)).can.includes('rate')
const publicWords = async (id: string): Promise<string> =>
  (await at.t.voter({ url: `/suggestions/${id}` })).body

/** Promised for June and judged; the promise is told again a month later. */
async function retold(): Promise<string> {
  const { id } = await assignedTo({ lead: at.li, office: at.office }, at.housing.id)
  const promise = { class: 'B', promisedFor: '2026-12-10' }
  await answeredBy(at.housing.client, id, promise)
  at.t.clock.advance(DAY)
  await done(at.li, id, good)
  expect(await mayRate(id)).toBe(false)
  at.t.clock.advance(30 * DAY)
  await done(at.housing.client, id, kept)
  return id
}

describe('what a department told again on the day that it promised', () => {
  it('is judged once more; until then everybody reads that the word is about the earlier answer', async () => {
    const id = await retold()
    await done(at.office, id, { act: 'publish' })
    expect(await publicWords(id)).toContain('代表对第一次答复的评价：基本满意（2026年3月3日）')
    expect(await publicWords(id)).not.toContain('代表对再答复的评价')
    expect(await publicWords(id)).not.toContain('代表没有评价')
    expect(await mayRate(id)).toBe(true)
    at.t.clock.advance(DAY)
    const after = await done(at.li, id, { ...good, result: 'satisfied' })
    expect(after).toMatchObject({ state: 'closed', delivered: 'done' })
    expect(after.feedbacks).toHaveLength(2)
    expect(await publicWords(id)).toContain('代表对再答复的评价：满意（2026年4月3日）')
    expect(await publicWords(id)).toContain('代表对第一次答复的评价：基本满意（2026年3月3日）')
    expect(await mayRate(id)).toBe(false)
    expect(outcome(await act(at.li, id, good))).toBe('409 suggestion.already-done')
  })

  it('is done once more where its representative is not satisfied with it', async () => {
    const id = await retold()
    at.t.clock.advance(DAY)
    expect(await done(at.li, id, bad)).toMatchObject({ state: 'redo', delivered: 'failed' })
    await done(at.housing.client, id, {
      act: 'contact',
      phase: 'during',
      way: 'visit',
      people: '王局长',
      inCharge: true,
      text: '两盏灯换了线',
    })
    await done(at.housing.client, id, { act: 'propose', text: '都亮了。', class: 'A' })
    await done(at.housing.client, id, { act: 'sign', signer: '局长王建国' })
    at.t.clock.advance(DAY)
    expect(await done(at.li, id, good)).toMatchObject({ state: 'closed', delivered: 'done' })
  })

  it('waits for nobody, and stands after thirty days', async () => {
    const id = await retold()
    expect((await seen(id)).state).toBe('closed')
    at.t.clock.advance(30 * DAY)
    expect(await mayRate(id)).toBe(true)
    at.t.clock.advance(1)
    expect(await mayRate(id)).toBe(false)
    expect(outcome(await act(at.li, id, good))).toBe('409 suggestion.not-now')
  })
})
