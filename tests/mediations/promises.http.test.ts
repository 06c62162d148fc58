import { mediationsJobs } from '@mashang/server/mediations/mediations.jobs.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { MediationView } from '@mashang/shared/mediations/mediations.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { act, mediated, registered, stepped } from './steps.ts'

/** One side promises something by a day; on that day whoever mediates is reminded, and else the office. */

let t: TestApp
let office: Client
let li: Client
beforeAll(async () => {
  t = await startApp()
  ;[office, li] = [await t.as('office'), await t.as(0)]
})
afterAll(() => t.close())

const dayIn = (days: number): string => momentDigits(t.clock.now() + days * DAY).slice(0, 10)
const shown = async (id: string): Promise<MediationView> =>
  (await office({ url: `/api/mediations/${id}` })).json()
/** How often somebody was reminded of one. */
async function remindedOf(who: 'office' | 0, id: string): Promise<number> {
  for (const job of mediationsJobs(t.context)) await job.run(new AbortController().signal)
  await tellOfFacts(t.context)
  const by = await t.as(who)
  const { items } = (await by({ url: '/api/notices' })).json<{
    items: { kind: string; subject: { id: string } | null }[]
  }>()
  return items.filter(({ kind, subject }) => kind === 'mediation.promise-due' && subject?.id === id)
    .length
}
async function begun(): Promise<string> {
  const { id } = await registered(office, [seeded(t, 0).id])
  await mediated(office, li, id, dayIn(0))
  return id
}
const talk = (changes: object = {}) => ({
  act: 'log',
  step: 'talk',
  on: dayIn(0),
  text: '楼上答应赔一千元。',
  ...changes,
})

describe('given one side promises something by a day', () => {
  it('when the day comes, then the mediator is reminded once, also where it has been settled since', async () => {
    const id = await begun()
    await stepped(li, id, talk({ promisedFor: dayIn(3) }))
    await stepped(office, id, {
      act: 'finish',
      outcome: 'agreed',
      on: dayIn(0),
      agreement: '石调协〔2026〕3 号',
    })
    const { promises, timeline } = await shown(id)
    expect(promises).toEqual([{ for: dayIn(3), text: '楼上答应赔一千元。', isDue: false }])
    expect(timeline.some(({ words }) => /^恳谈，答应 .*前办到$/.test(words))).toBe(true)
    t.clock.advance(2 * DAY)
    expect(await remindedOf(0, id)).toBe(0)
    t.clock.advance(DAY)
    expect(await remindedOf(0, id)).toBe(1)
    expect(await remindedOf(0, id)).toBe(1)
    expect(await remindedOf('office', id)).toBe(0)
    expect((await shown(id)).promises[0]?.isDue).toBe(true)
    // Whoever asked and noted it has done with it.
    const again = await t.as(0)
    await stepped(again, id, talk({ step: 'follow', text: '钱付了。' }))
    expect((await shown(id)).promises).toEqual([])
  })

  it('when it is kept before, then nobody is reminded; a later promise stands for itself', async () => {
    const id = await begun()
    const by = await t.as(0)
    await stepped(by, id, talk({ promisedFor: dayIn(5) }))
    await stepped(
      by,
      id,
      talk({ text: '钱付了，楼下答应撤掉牌子。', kept: true, promisedFor: dayIn(7) }),
    )
    expect((await shown(id)).promises).toMatchObject([{ for: dayIn(7) }])
    t.clock.advance(5 * DAY)
    expect(await remindedOf(0, id)).toBe(0)
    t.clock.advance(2 * DAY)
    expect(await remindedOf(0, id)).toBe(1)
  })

  it('when nobody mediates any more, then the office is reminded', async () => {
    const id = await begun()
    const by = await t.as(0)
    await stepped(by, id, talk({ promisedFor: dayIn(2) }))
    await stepped(by, id, { act: 'recuse', reason: '调动了工作。' })
    t.clock.advance(2 * DAY)
    expect(await remindedOf('office', id)).toBe(1)
    expect(await remindedOf(0, id)).toBe(0)
  })

  it('when nothing came of the mediation, then nobody is reminded', async () => {
    const id = await begun()
    const by = await t.as(0)
    await stepped(by, id, talk({ promisedFor: dayIn(2) }))
    const desk = await t.as('office')
    await stepped(desk, id, { act: 'withdraw', on: dayIn(0), reason: '申请人撤回了。' })
    expect((await desk({ url: `/api/mediations/${id}` })).json()).toMatchObject({ promises: [] })
    t.clock.advance(2 * DAY)
    expect([await remindedOf(0, id), await remindedOf('office', id)]).toEqual([0, 0])
  })

  it('a day that is past, or today, is refused', async () => {
    const by = await t.as(0)
    const desk = await t.as('office')
    const { id } = await registered(desk, [seeded(t, 0).id])
    const { revision } = await mediated(desk, by, id, dayIn(0))
    const tried = await act(by, id, { ...talk({ promisedFor: dayIn(0) }), revision })
    expect(outcome(tried)).toBe('422 mediation.promise-past')
  })
})
