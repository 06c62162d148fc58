import { clocksOf, moveClock } from '@mashang/server/suggestions/suggestions.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, outcome, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { act, contact, department, done, fresh, text, written } from './steps.ts'

let t: TestApp
let li: Client
let zhang: Client
let office: Client
let housing: { id: string; client: Client }
let police: { id: string; client: Client }
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  zhang = fresh(t, 1)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
  police = await department(t, '公安分局')
})
afterAll(() => t.close())

const show = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const assigned = async (changes: object = {}): Promise<SuggestionView> => {
  const { id } = await written(li, changes)
  await done(li, id, { act: 'submit' })
  return await done(office, id, { act: 'assign', lead: housing.id })
}
const answered = async (changes: object = {}, letter: object = {}): Promise<SuggestionView> => {
  const { id } = await assigned(changes)
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  await done(housing.client, id, { act: 'propose', text: '5 月底前装好。', class: 'A', ...letter })
  return await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
}

describe('merging', () => {
  it('given its target is taken back at the same moment, then only one of the two gets through', async () => {
    const sent = async () => {
      const { id } = await written(li)
      await done(li, id, { act: 'submit' })
      return id
    }
    const [one, into] = [await sent(), await sent()]
    const both = await Promise.all([
      act(li, into, { act: 'withdraw', reason: '不提了' }),
      act(office, one, { act: 'merge', into }),
    ])
    expect(both.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    const [merged, target] = [await show(office, one), await show(office, into)]
    expect([merged.state, target.state]).not.toEqual(['merged', 'withdrawn'])
    // Two into each other: one of them stays.
    const [a, b] = [await sent(), await sent()]
    const crossed = await Promise.all([
      act(office, a, { act: 'merge', into: b }),
      act(office, b, { act: 'merge', into: a }),
    ])
    expect(crossed.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  })
})

describe('assigning once more, where one of several has answered', () => {
  it('given it is theirs alone now, then it is answered, and the voter hears of it', async () => {
    const issue = await filed(t)
    await answer(li, issue.id)
    const { id } = await written(li, { issueId: issue.id })
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', separate: [housing.id, police.id] })
    for (const { client } of [housing, police]) await done(client, id, { act: 'receive' })
    await done(housing.client, id, contact)
    await done(housing.client, id, { act: 'propose', text: '装好了。', class: 'A' })
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    await done(police.client, id, { act: 'object', reason: '不归我们管' })
    const after = await done(office, id, { act: 'assign', lead: housing.id })
    expect([after.state, after.class]).toEqual(['answered', 'A'])
    const running = after.clocks.filter(({ stoppedAt }) => stoppedAt === null)
    expect(running.map(({ clock }) => clock)).toEqual(['feedback'])
    const receipt = (await t.voter({ url: `/api/receipts/${issue.receipt}` })).json()
    expect(receipt.timeline.map((one: { sentence: string }) => one.sentence)).toContain(
      '代表建议有了答复：这件事已经解决，或者今年能解决。',
    )
    t.clock.set('2026-04-30T02:00:00Z')
    expect(outcome(await act(office, id, { act: 'close' }))).toBe('200')
    t.clock.set('2026-03-02T02:00:00Z')
  })
})

describe('a calendar that is changed twice at once', () => {
  it('given a clock has moved meanwhile, then it is not moved back', async () => {
    const { id } = await assigned()
    const before = (await clocksOf(t.context, id)).find(({ clock }) => clock === 'answer')
    if (before === undefined) throw new Error('no clock')
    const move = async (was: number, dueAt: number) => {
      await t.context.db.commit('home', [moveClock({ ...before, was, dueAt })])
      return (await clocksOf(t.context, id)).find((one) => one.id === before.id)?.dueAt
    }
    expect(await move(before.dueAt, before.dueAt + DAY)).toBe(before.dueAt + DAY)
    expect(await move(before.dueAt, before.dueAt - DAY)).toBe(before.dueAt + DAY)
  })
})

describe('what is signed after it was published', () => {
  it('is public only when the office releases it', async () => {
    const { id } = await answered({}, { class: 'B', promisedFor: '2026-06-10' })
    const shown = async () =>
      (await t.voter({ url: '/api/published-suggestions' }))
        .json()
        .items.find((one: { id: string }) => one.id === id)
        .letters.map((one: { text: string }) => one.text)
    await done(office, id, { act: 'publish' })
    t.clock.advance(1000)
    await done(housing.client, id, { act: 'redeem', text: '装好了。', class: 'A', signer: '局长' })
    expect(await shown()).toEqual(['5 月底前装好。'])
    expect((await show(office, id)).unreleased).toBe(true)
    await done(office, id, { act: 'publish' })
    expect(await shown()).toEqual(['装好了。'])
    expect((await show(office, id)).unreleased).toBe(false)
    await done(office, id, { act: 'unpublish' })
    t.clock.advance(-1000)
  })
})

describe('a draft', () => {
  it('what was never sent to somebody stays hidden from them, also when it is thrown away', async () => {
    const mine = async () => (await zhang({ url: '/api/suggestions?size=100' })).json().items
    const { id } = await written(li, { cosigners: [seeded(t, 1).id] })
    await done(li, id, { act: 'withdraw', reason: '不写了' })
    expect(outcome(await zhang({ url: `/api/suggestions/${id}` }))).toBe('404 suggestion.not-found')
    expect((await mine()).some((one: { id: string }) => one.id === id)).toBe(false)
    // The same where somebody is added to one that came back.
    const alone = await written(li)
    await done(li, alone.id, { act: 'submit' })
    await done(office, alone.id, { act: 'return', reason: '请写具体' })
    const named = { act: 'edit', ...text, cosigners: [seeded(t, 1).id] }
    await done(li, alone.id, named)
    const url = `/api/suggestions/${alone.id}`
    expect(outcome(await zhang({ url }))).toBe('404 suggestion.not-found')
    await done(li, alone.id, { act: 'submit' })
    expect(outcome(await zhang({ url }))).toBe('200')
    expect((await mine()).some((one: { id: string }) => one.id === alone.id)).toBe(true)
  })
})
