import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { tellPressing } from '@mashang/server/suggestions/pressing.usecases.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { suggestionTasks } from '@mashang/shared/suggestions/notices.words.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { post, seeded } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { answeredBy, assignedTo, atWork, department, done, fresh, written } from './steps.ts'

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

describe('given it is given to another department near the end of its answer', () => {
  const of = async (by: Client, words: string) =>
    (await heard(by)).filter((one) => one.includes(words))
  const moved = async (id: string, to: string) =>
    await done(office, id, { act: 'reassign', lead: to, reason: '职责调整了' })

  it('when that has passed and was told, then it is told nobody again', async () => {
    const police = await department(t, '公安分局')
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    await done(housing.client, id, { act: 'receive' })
    t.clock.advance((await ends(id, 'answer')) + DAY - t.clock.now())
    await tellPressing(t.context)
    expect(await of(office, '过了答复期限')).toHaveLength(1)
    await moved(id, police.id)
    await tellPressing(t.context)
    expect(await of(office, '过了答复期限')).toHaveLength(1)
    expect(await of(police.client, '答复期限')).toEqual([])
  })

  it('when that only comes, then whoever has it now hears of it, and who keeps it not again', async () => {
    const police = await department(t, '公安分局')
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    t.clock.advance((await ends(id, 'answer')) - 5 * DAY - t.clock.now())
    await tellPressing(t.context)
    await moved(id, police.id)
    for (const _ of [1, 2]) await tellPressing(t.context)
    expect(await of(police.client, '快到答复期限')).toHaveLength(1)
    await done(police.client, id, { act: 'object', reason: '不是我们的' })
    await done(office, id, { act: 'assign', lead: police.id })
    await tellPressing(t.context)
    expect(await of(police.client, '快到答复期限')).toHaveLength(1)
    t.clock.advance(6 * DAY)
    await tellPressing(t.context)
    expect(await of(office, '过了答复期限')).toHaveLength(1)
  })
})

it('given nobody of the department has an account, then the office is asked to pass it on', async () => {
  const silent = (await post(office, '/api/departments', { name: '区水务局' })).json()
  const { id } = await assignedTo({ lead: li, office }, silent.id)
  t.clock.advance((await ends(id, 'contact')) - DAY - t.clock.now())
  await tellPressing(t.context)
  await tellOfFacts(t.context)
  const { items } = (await office({ url: '/api/notices' })).json()
  expect(items.map(({ headline }: { headline: string }) => headline)).toContain(
    suggestionTasks.forward,
  )
})

describe('given the answer waits for its authors', () => {
  it('when the lead has left office, then whoever co-signed it is warned, as they may judge it', async () => {
    const zhang = fresh(t, 1)
    const { id } = await written(li, { cosigners: [seeded(t, 1).id] })
    await done(li, id, { act: 'submit' })
    await done(zhang, id, { act: 'confirm' })
    await done(office, id, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, id)
    await post(office, `/api/representatives/${seeded(t, 0).id}/departure`, { on: '2026-03-02' })
    t.clock.advance((await ends(id, 'feedback')) - HOUR - t.clock.now())
    await tellPressing(t.context)
    expect(await heard(zhang)).toEqual(['一件建议的答复快到评价期限了，请您评价'])
  })
})

it('given a department has sent it back, then it is not told to do what it may not', async () => {
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  const due = await ends(id, 'contact')
  await done(housing.client, id, { act: 'object', reason: '不归我们管' })
  t.clock.advance(due - DAY - t.clock.now())
  await tellPressing(t.context)
  expect(await heard(housing.client)).toEqual([])
  t.clock.advance(2 * DAY)
  await tellPressing(t.context)
  expect(await heard(housing.client)).toEqual([])
  expect(await heard(office)).toContain(CONTACT_LATE)
})
