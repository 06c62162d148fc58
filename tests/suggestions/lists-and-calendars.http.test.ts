import { askForPromises, countWhatWaited } from '@mashang/server/suggestions/recount.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import type { Client } from '../support/app.ts'
import { act, done, written } from './steps.ts'
import { withTwoDepartments } from './two-departments.ts'

type World = Awaited<ReturnType<typeof withTwoDepartments>>
let t: World['t']
let li: World['li']
let office: World['office']
let housing: World['housing']
let police: World['police']
let assigned: World['assigned']
let answered: World['answered']
beforeAll(async () => {
  ;({ t, li, office, housing, police, assigned, answered } = await withTwoDepartments())
})
afterAll(() => t.close())

const show = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()

describe('what is public', () => {
  it('only what the office released, and a secret one never', async () => {
    const secret = await answered({ secret: true })
    expect(outcome(await act(office, secret.id, { act: 'publish' }))).toBe('409 suggestion.secret')
    const open = await answered({ title: '公开的一件' })
    const all = async () => (await t.voter({ url: '/api/published-suggestions' })).json()
    expect((await all()).items).toEqual([])
    await done(office, open.id, { act: 'publish' })
    expect((await all()).items).toMatchObject([
      {
        title: '公开的一件',
        lead: '李婺代表',
        letters: [{ class: 'A', department: '区住房和城乡建设局' }],
      },
    ])
    expect(outcome(await act(office, open.id, { act: 'publish' }))).toBe(
      '409 suggestion.already-done',
    )
    await done(office, open.id, { act: 'unpublish', reason: '里面有住址' })
    expect((await all()).total).toBe(0)
  })
})

describe('lists', () => {
  it('one that came back is proposed to whoever had the like, unless it came back from there', async () => {
    const { id } = await written(li, { title: '还给老旧小区加装路灯' })
    await done(li, id, { act: 'submit' })
    const hint = async () =>
      (await office({ url: '/api/suggestion-assignments/hints' }))
        .json<{ items: { id: string; department: { id: string } | null }[] }>()
        .items.find((one) => one.id === id)?.department
    await done(office, id, { act: 'assign', lead: police.id })
    expect(await hint()).toBeUndefined()
    await done(police.client, id, { act: 'object', reason: '不归我们管' })
    expect((await hint())?.id).toBe(housing.id)
    await done(office, id, { act: 'assign', lead: housing.id })
    await done(housing.client, id, { act: 'object', reason: '也不归我们管' })
    expect((await hint())?.id).not.toBe(housing.id)
  })

  it('batches are assigned one by one; one that cannot be holds nobody up', async () => {
    const { id } = await written(li, { title: '再给老旧小区加装路灯' })
    await done(li, id, { act: 'submit' })
    const hints = (await office({ url: '/api/suggestion-assignments/hints' })).json().items
    expect(hints.find((one: { id: string }) => one.id === id).department.id).toBe(housing.id)
    const gone = await assigned()
    const reply = await post(office, '/api/suggestion-assignments', {
      items: [
        { id, lead: housing.id },
        { id: gone.id, lead: housing.id },
      ],
    })
    expect(reply.json().items.map((one: { done: boolean }) => one.done)).toEqual([true, false])
  })
  it('what runs is on the list of whoever owes it, late ones counted', async () => {
    const { id } = await assigned()
    t.clock.advance(100 * DAY)
    const theirs = (await housing.client({ url: '/api/suggestion-reminders' })).json()
    const mine = theirs.items.filter((one: { id: string }) => one.id === id)
    expect(mine.map((one: { clock: string }) => one.clock).sort()).toEqual(['answer', 'contact'])
    expect(mine.every((one: { overdue: boolean }) => one.overdue)).toBe(true)
    expect(theirs.late).toBeGreaterThan(1)
    const others = (await police.client({ url: '/api/suggestion-reminders' })).json()
    expect(others.items.some((one: { id: string }) => one.id === id)).toBe(false)
    t.clock.advance(-100 * DAY)
  })
})

describe('promises and calendars', () => {
  it('on the promised day the department is asked again, once', async () => {
    const { id } = await answered({}, { class: 'B', promisedFor: '2026-06-10' })
    expect(await askForPromises(t.context)).toBe(0)
    t.clock.set('2026-06-10T01:00:00Z')
    expect([await askForPromises(t.context), await askForPromises(t.context)]).toEqual([1, 0])
    expect((await show(housing.client, id)).timeline[0]?.sentence).toContain('答应的日子到了')
    await done(housing.client, id, { act: 'redeem', text: '装好了。', class: 'A', signer: '局长' })
    expect((await show(li, id)).class).toBe('A')
    t.clock.set('2026-03-02T02:00:00Z')
  })
  it('a year without a table is said, and counted when the table is there', async () => {
    t.clock.set('2026-11-02T02:00:00Z')
    const { id } = await assigned()
    expect((await show(office, id)).answerDueAt).toBe(null)
    await countWhatWaited(t.context)
    expect((await show(office, id)).answerDueAt).toBe(null)
    const { version, years, hours, warnWeeks } = (await office({ url: '/api/calendar' })).json()
    const next = { year: 2027, days: [{ date: '2027-02-02', kind: 'off', name: '小年' }] }
    const saved = await office({
      method: 'PUT',
      url: '/api/calendar',
      body: { basedOn: version, years: [...years, next], hours, warnWeeks, reason: '有了明年的' },
    })
    expect(outcome(saved)).toBe('200')
    const counted = await show(office, id)
    expect(counted.answerDueAt).toBe('2027-02-03T16:00:00.000Z')
    expect(counted.timeline[0]?.sentence).toContain('期限改到')
    t.clock.set('2026-03-02T02:00:00Z')
  })
  const periodsNow = async () => (await office({ url: '/api/suggestion-periods' })).json().periods
  const savePeriods = async (periods: object) =>
    office({
      method: 'PUT',
      url: '/api/suggestion-periods',
      body: { ...periods, was: await periodsNow() },
    })
  it('the office changes periods; the law’s stay', async () => {
    const { periods } = (await office({ url: '/api/suggestion-periods' })).json()
    const put = (change: object) => savePeriods({ ...periods, ...change })
    expect(outcome(await put({ answerMonths: 4 }))).toBe('422 suggestion.periods-too-long')
    expect(outcome(await put({ answerMonths: 2 }))).toBe('200')
    expect((await assigned()).answerDueAt).toBe('2026-05-06T16:00:00.000Z')
    expect(outcome(await put({}))).toBe('200')
  })
  it('what is handed in at the session is assigned from its end, and before and after it soon', async () => {
    const before = (await office({ url: '/api/suggestion-periods' })).json().periods
    const put = (change: object) => savePeriods({ ...before, ...change })
    for (const half of [
      { sessionFrom: '2026-03-02', sessionTo: null },
      { sessionFrom: '2026-03-05', sessionTo: '2026-03-02' },
    ])
      expect(outcome(await put(half))).toBe('422 suggestion.session-days')
    const due = async () => {
      const { id } = await written(li)
      await done(li, id, { act: 'submit' })
      const { clocks } = (await show(office, id)) as { clocks: { clock: string; dueAt: string }[] }
      return clocks.find(({ clock }) => clock === 'assign')?.dueAt
    }
    const soon = await due()
    expect(outcome(await put({ sessionFrom: '2026-03-01', sessionTo: '2026-03-04' }))).toBe('200')
    // Ten days after the fourth: the end of the fourteenth, in the district's time.
    expect(await due()).toBe('2026-03-14T16:00:00.000Z')
    expect(outcome(await put({ sessionFrom: '2026-02-20', sessionTo: '2026-02-24' }))).toBe('200')
    expect(await due()).toBe(soon)
    // Programs that know of no session leave it out.
    const { sessionFrom: _, sessionTo: __, sessionAssignDays: ___, ...older } = before
    expect(outcome(await savePeriods(older))).toBe('200')
    expect((await office({ url: '/api/suggestion-periods' })).json().periods).toEqual(before)
  })
  it('of two clerks who change periods the second one is told', async () => {
    const seen = (await office({ url: '/api/suggestion-periods' })).json().periods
    const put = (change: object) =>
      office({
        method: 'PUT',
        url: '/api/suggestion-periods',
        body: { ...seen, ...change, was: seen },
      })
    const both = await Promise.all([put({ contactDays: 10 }), put({ feedbackDays: 20 })])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const now = (await office({ url: '/api/suggestion-periods' })).json().periods
    expect(outcome(await put({ contactDays: 9 }))).toBe('409 suggestion.periods-changed-meanwhile')
    expect((await office({ url: '/api/suggestion-periods' })).json().periods).toEqual(now)
    expect(outcome(await savePeriods(seen))).toBe('200')
  })
})
