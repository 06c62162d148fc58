import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { askForPromises, countWhatWaited } from '@mashang/server/suggestions/recount.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, outcome, post, seeded } from '../issues/steps.ts'
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

describe('a joint suggestion, from a voter’s matter to what the voter hears', () => {
  it('goes through every hand, and the voter reads what came of it', async () => {
    const issue = await filed(t)
    await answer(li, issue.id)
    const { id } = await written(li, { issueId: issue.id, cosigners: [seeded(t, 1).id] })
    expect((await li({ url: `/api/suggestions/${id}` })).json().issue.number).toBe(issue.number)
    // A draft is its author's alone.
    for (const by of [zhang, office])
      expect(outcome(await by({ url: `/api/suggestions/${id}` }))).toBe('404 suggestion.not-found')
    const sent = await done(li, id, { act: 'submit' })
    expect([sent.state, sent.number]).toEqual(['cosigning', null])
    // Whoever is asked reads the suggestion, not the voter's matter behind it.
    const asked = await show(zhang, id)
    expect([asked.part, asked.issue]).toEqual(['cosigner', null])
    expect(outcome(await office({ url: `/api/suggestions/${id}` }))).toBe(
      '404 suggestion.not-found',
    )
    const confirmed = await done(zhang, id, { act: 'confirm' })
    expect([confirmed.state, confirmed.number]).toEqual(['review', '石拐建〔2026〕1 号'])
    const given = await done(office, id, { act: 'assign', lead: housing.id, co: [police.id] })
    expect(given.answerDueAt).toBe('2026-06-02T16:00:00.000Z')
    expect(outcome(await act(li, id, { act: 'receive' }))).toBe('403 suggestion.not-yours')
    await done(housing.client, id, { act: 'receive' })
    const { talked, opinionsOwed } = await show(housing.client, id)
    expect([talked, opinionsOwed]).toEqual([false, ['公安分局']])
    expect((await done(housing.client, id, contact)).talked).toBe(true)
    expect((await show(office, id)).talked).toBeNull()
    const letter = { act: 'propose', text: '六个小区 5 月底前装好。', class: 'A' }
    // Who is owed, and that nothing is written before, is said where the answer would begin.
    const waiting = await show(housing.client, id)
    expect([waiting.opinionsOwed, waiting.can.includes('propose')]).toEqual([['公安分局'], false])
    // They have an account, and are told.
    expect(waiting.opinionsPassedOn).toEqual([])
    expect(outcome(await act(housing.client, id, letter))).toBe('422 suggestion.opinion-missing')
    const urge = { act: 'remind', clock: 'opinion', owner: police.id }
    const urged = await done(housing.client, id, urge)
    expect(urged.reminders).toMatchObject([{ clock: 'opinion', by: '区住房和城乡建设局' }])
    expect(urged.timeline[0]?.sentence).toBe('区住房和城乡建设局催办了会办意见。')
    await tellOfFacts(t.context)
    expect(JSON.stringify((await police.client({ url: '/api/notices' })).json())).toContain(
      '主办单位等着会办意见，请尽快交',
    )
    expect(outcome(await act(housing.client, id, urge))).toBe('409 suggestion.reminded-today')
    // Nobody but the office urges for anything else, nor who is to give the opinion.
    const other = { act: 'remind', clock: 'answer', owner: housing.id }
    expect(outcome(await act(housing.client, id, other))).toBe('409 suggestion.nothing-owed')
    expect(outcome(await act(police.client, id, urge))).toBe('403 suggestion.not-yours')
    await done(police.client, id, { act: 'opine', text: '配合。' })
    await done(housing.client, id, letter)
    // Before it is signed nothing of it is the representative's to read.
    expect((await show(li, id)).letters).toEqual([])
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    const read = await show(li, id)
    expect([read.state, read.class, read.letters.length]).toEqual(['answered', 'A', 1])
    const closed = await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'fair' })
    expect([closed.state, closed.satisfaction]).toEqual(['closed', 'fair'])
    expect(
      closed.clocks.every((clock) => clock.stoppedAt !== null || clock.clock === 'return'),
    ).toBe(true)
    const receipt = (await t.voter({ url: `/api/receipts/${issue.receipt}` })).json()
    const told = receipt.timeline.map((one: { sentence: string }) => one.sentence)
    expect(told).toContain(
      '李婺代表把这件事写成了代表建议，交给代表工委审核，立案以后由政府部门办。',
    )
    expect(told).toContain('区住房和城乡建设局答复了代表建议：这件事已经解决，或者今年能解决。')
    const chain = await li({ url: `/api/suggestions?issue=${issue.id}` })
    expect(chain.json().items.map((one: SuggestionView) => one.id)).toEqual([id])
  })

  it('somebody else’s matter of a voter cannot be made into one', async () => {
    const issue = await filed(t)
    const asked = await post(zhang, '/api/suggestions', { ...text, issueId: issue.id })
    expect(outcome(asked)).toBe('404 suggestion.issue-unknown')
  })
})

describe('pressed again on a weak signal', () => {
  it('a talk and an opinion stand there once; another talk of that day is another one', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: housing.id, co: [police.id] })
    for (const by of [housing, police]) await done(by.client, id, { act: 'receive' })
    await done(housing.client, id, contact)
    expect(outcome(await act(housing.client, id, contact))).toBe('409 suggestion.already-done')
    const opinion = { act: 'opine', text: '配合。' }
    await done(police.client, id, opinion)
    expect(outcome(await act(police.client, id, opinion))).toBe('409 suggestion.already-done')
    await done(housing.client, id, { ...contact, phase: 'during', text: '又去看了两个小区' })
    const { contacts, opinions, timeline } = await show(office, id)
    expect([contacts.length, opinions.length]).toEqual([2, 1])
    expect(timeline.filter(({ type }) => type === 'suggestion.opine')).toHaveLength(1)
  })
})

describe('two at once', () => {
  it('one clerk’s decision gets through, the other is told', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    const both = await Promise.all([
      act(office, id, { act: 'return', reason: '请写具体' }),
      act(office, id, { act: 'assign', lead: housing.id }),
    ])
    expect(both.filter((one) => one.statusCode === 200)).toHaveLength(1)
    expect(both.filter((one) => one.statusCode === 409)).toHaveLength(1)
    const { timeline } = await show(office, id)
    expect(timeline.filter((one) => /return|assign/.test(one.type))).toHaveLength(1)
  })
})

describe('a slip of the office', () => {
  it('is mended until somebody has signed for it; two clerks who assign at once do not undo each other', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    const both = await Promise.all([
      act(office, id, { act: 'assign', lead: housing.id }),
      act(office, id, { act: 'assign', lead: police.id }),
    ])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const [first] = (await show(office, id)).handlers
    const [lost, next] = first?.id === housing.id ? [housing, police] : [police, housing]
    expect(outcome(await act(lost.client, id, { act: 'reassign', lead: next.id }))).toBe(
      '403 suggestion.not-yours',
    )
    const moved = await done(office, id, { act: 'reassign', lead: next.id })
    expect(moved.timeline[0]?.sentence).toBe(
      next === housing
        ? '代表工委改交给区住房和城乡建设局（主办），公安分局不再办，答复期限仍从第一次交办算。'
        : '代表工委改交给公安分局（主办），区住房和城乡建设局不再办，答复期限仍从第一次交办算。',
    )
    expect(outcome(await lost.client({ url: `/api/suggestions/${id}` }))).toBe(
      '404 suggestion.not-found',
    )
    await done(next.client, id, { act: 'receive' })
    expect(outcome(await act(office, id, { act: 'reassign', lead: lost.id }))).toBe(
      '422 suggestion.reassign-reason',
    )
  })
})

describe('who sees what', () => {
  it('strangers and departments that lost it get what is not there; liaisons and voters nothing', async () => {
    const { id } = await assigned()
    const url = `/api/suggestions/${id}`
    expect(outcome(await zhang({ url }))).toBe('404 suggestion.not-found')
    expect(outcome(await police.client({ url }))).toBe('404 suggestion.not-found')
    expect(outcome(await t.voter({ url }))).toBe('401 auth.required')
    expect(outcome(await (await t.as('liaison'))({ url }))).toBe('403 auth.forbidden')
    await done(housing.client, id, { act: 'object', reason: '不归我们管' })
    const again = await done(office, id, { act: 'assign', lead: police.id })
    expect(again.assignedAt).toBe('2026-03-02T02:00:00.000Z')
    expect(outcome(await housing.client({ url }))).toBe('404 suggestion.not-found')
    // Why it was sent back is between the department and its assigner.
    const seen = await show(li, id)
    expect(seen.remarks).toEqual([])
    expect(JSON.stringify(seen)).not.toContain('不归我们管')
  })
  it('an unknown department or co-signer is named', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    const nobody = crypto.randomUUID()
    expect(outcome(await act(office, id, { act: 'assign', lead: nobody }))).toBe(
      '422 suggestion.department-unknown',
    )
    expect(outcome(await post(li, '/api/suggestions', { ...text, cosigners: [nobody] }))).toBe(
      '422 suggestion.cosigner-unknown',
    )
    expect(
      outcome(await act(office, id, { act: 'merge', into: id, reason: '说的是同一件事' })),
    ).toBe('422 suggestion.merge-target')
    // One that lies with its author again takes in no other.
    const back = await written(li)
    await done(li, back.id, { act: 'submit' })
    await done(office, back.id, { act: 'return', reason: '写明哪几个小区' })
    expect(
      outcome(await act(office, id, { act: 'merge', into: back.id, reason: '说的是同一件事' })),
    ).toBe('422 suggestion.merge-target')
    // Nor does one that has ended: nobody would answer or judge for both any more.
    const over = await answered()
    await done(li, over.id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
    expect(
      outcome(await act(office, id, { act: 'merge', into: over.id, reason: '说的是同一件事' })),
    ).toBe('422 suggestion.merge-target')
    expect(outcome(await act(office, id, { act: 'fly' }))).toBe('400 request.invalid')
  })
})

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

describe('figures and lists', () => {
  it('every figure is as long as the lists behind it', async () => {
    const { items } = (await office({ url: '/api/suggestion-figures' })).json()
    for (const one of items) {
      const behind = async (counted: string) =>
        (await office({ url: `/api/suggestions?figure=${one.key}${counted}` })).json().total
      expect(await behind(''), one.key).toBe(one.denominator)
      expect(await behind('&counted=yes'), one.key).toBe(one.numerator)
    }
    expect(items.find((one: { key: string }) => one.key === 'solved').denominator).toBeGreaterThan(
      3,
    )
  })
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
