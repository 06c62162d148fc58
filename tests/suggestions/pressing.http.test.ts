import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { tellPressing } from '@mashang/server/suggestions/pressing.usecases.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { answeredBy, assignedTo, atWork, done } from './steps.ts'

/** Whoever owes something of a suggestion hears of its end by itself: once before, once after. */

let t: TestApp
let li: Client
let office: Client
let housing: Awaited<ReturnType<typeof atWork>>['housing']
beforeEach(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterEach(() => t.close())

async function heard(by: Client): Promise<string[]> {
  await tellOfFacts(t.context)
  const { items } = (await by({ url: '/api/notices' })).json<{
    items: { kind: string; headline: string }[]
  }>()
  return items.flatMap(({ kind, headline }) =>
    kind.startsWith('suggestion.clock') ? headline : [],
  )
}
const ends = async (id: string, clock: string): Promise<number> => {
  const { clocks } = (await office({ url: `/api/suggestions/${id}` })).json<SuggestionView>()
  return Date.parse(clocks.find((one) => one.clock === clock)?.dueAt ?? '')
}
const CONTACT_SOON = '一件建议快到首次沟通的期限了，请和代表联系'
const CONTACT_LATE = '一件建议过了首次沟通的期限，还没有和代表联系'

describe('given a department that has to talk to the representative', () => {
  it('then it hears a week before the end and after it, each once, and the office of what is late', async () => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    const due = await ends(id, 'contact')
    t.clock.advance(due - 7 * DAY - HOUR - t.clock.now())
    expect(await tellPressing(t.context)).toBe(0)
    t.clock.advance(2 * HOUR)
    expect([await tellPressing(t.context), await tellPressing(t.context)]).toEqual([1, 0])
    expect([await heard(housing.client), await heard(office)]).toEqual([[CONTACT_SOON], []])
    t.clock.advance(due - t.clock.now())
    expect(await tellPressing(t.context)).toBe(0)
    t.clock.advance(1)
    const both = await Promise.all([tellPressing(t.context), tellPressing(t.context)])
    expect(both.toSorted()).toEqual([0, 1])
    expect(await heard(housing.client)).toEqual([CONTACT_LATE, CONTACT_SOON])
    expect(await heard(office)).toEqual([CONTACT_LATE])
    // In the lists since long, and no news.
    t.clock.advance(8 * DAY)
    expect(await tellPressing(t.context)).toBe(0)
  })

  it('when it has talked, then nobody is told', async () => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    const due = await ends(id, 'contact')
    await answeredBy(housing.client, id)
    t.clock.advance(due - 3 * DAY - t.clock.now())
    await tellPressing(t.context)
    expect(await heard(housing.client)).toEqual([])
  })
})

it('given the answer may take longer, then its end is told anew', async () => {
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  await done(housing.client, id, { act: 'receive' })
  const due = await ends(id, 'answer')
  t.clock.advance(due - 5 * DAY - t.clock.now())
  await tellPressing(t.context)
  const reason = '要等省里的批复'
  await done(housing.client, id, { act: 'ask-extension', reason })
  await done(office, id, { act: 'decide-extension', granted: true })
  await tellPressing(t.context)
  const soon = '一件建议快到答复期限了，请抓紧办'
  expect((await heard(housing.client)).filter((one) => one === soon)).toHaveLength(1)
  t.clock.advance((await ends(id, 'answer')) - DAY - t.clock.now())
  await tellPressing(t.context)
  expect((await heard(housing.client)).filter((one) => one === soon)).toHaveLength(2)
})

it('given nobody of the department has an account, then the office is asked to pass it on', async () => {
  const silent = (await post(office, '/api/departments', { name: '区水务局' })).json()
  const { id } = await assignedTo({ lead: li, office }, silent.id)
  t.clock.advance((await ends(id, 'contact')) - DAY - t.clock.now())
  await tellPressing(t.context)
  await tellOfFacts(t.context)
  const { items } = (await office({ url: '/api/notices' })).json()
  expect(items.map(({ headline }: { headline: string }) => headline)).toContain(
    '承办单位没有账号，请代表工委转告，或发一次性链接',
  )
})
