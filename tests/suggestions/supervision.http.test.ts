import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { fillInDelivered } from '@mashang/server/suggestions/recount.usecases.ts'
import { insertSuggestion } from '@mashang/server/suggestions/suggestions.store.ts'
import { takeSteps } from '@mashang/server/suggestions/suggestions.writes.ts'
import { draftOf, newRecord } from '@mashang/server/suggestions/writing.usecases.ts'
import { shippedCalendar } from '@mashang/shared/calendars/shipped-years.ts'
import { workCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { defaultPeriods } from '@mashang/shared/suggestions/periods.rules.ts'
import type {
  ReminderRow,
  SuggestionRow,
  SuggestionView,
} from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { act, answeredBy, assignedTo, department, done, fresh, written } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
let police: { id: string; client: Client }
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
  police = await department(t, '公安分局')
})
afterAll(() => t.close())

const assigned = (departmentId: string, title: string) =>
  assignedTo({ lead: li, office }, departmentId, { title })
const signed = async (title: string, letter: object) => {
  const { id } = await assigned(housing.id, title)
  await answeredBy(housing.client, id, letter)
  return id
}
const rated = (id: string, result: 'satisfied' | 'dissatisfied') =>
  done(li, id, { act: 'rate', attitude: 'satisfied', result, reason: '只装了一个小区' })

interface Figure {
  key: string
  numerator: number
  denominator: number
}
const figure = async (key: string, query = ''): Promise<[number, number]> => {
  const { items } = (await office({ url: `/api/suggestion-figures${query}` })).json<{
    items: Figure[]
  }>()
  const one = items.find((item) => item.key === key)
  return [one?.numerator ?? -1, one?.denominator ?? -1]
}
const listed = async (by: Client, query: string): Promise<SuggestionRow[]> =>
  (await by({ url: `/api/suggestions?${query}` })).json().items

describe('重点督办', () => {
  it('is marked with a leader, seen on every desk, filtered, counted apart, and lifted', async () => {
    const { id } = await assigned(housing.id, '重点的一件')
    await assigned(police.id, '平常的一件')
    const mark = { act: 'mark-key', leader: '王主任', post: '常委会副主任', reason: '反映集中' }
    expect(outcome(await act(housing.client, id, mark))).toBe('403 suggestion.not-yours')
    await done(office, id, mark)
    expect(outcome(await act(office, id, mark))).toBe('409 suggestion.already-key')
    for (const by of [li, office, housing.client]) {
      const seen = (await by({ url: `/api/suggestions/${id}` })).json()
      expect(seen.keyMark).toMatchObject({ leader: '王主任', post: '常委会副主任' })
      expect((await listed(by, 'key=true')).map((row) => row.id)).toEqual([id])
    }
    expect(await figure('solved', '?key=true')).toEqual([0, 1])
    await done(office, id, { act: 'unmark-key', reason: '已经落实' })
    expect(outcome(await act(office, id, { act: 'unmark-key', reason: '再来' }))).toBe(
      '409 suggestion.not-key',
    )
    expect(await listed(office, 'key=true')).toEqual([])
  })

  it('is seen to, written down with its day, and read on every desk, also after the mark', async () => {
    const { id } = await assigned(housing.id, '有人督办的一件')
    const note = { act: 'supervise', on: '2026-03-02', people: '王主任', text: '要求 5 月底装好' }
    expect(outcome(await act(office, id, note))).toBe('409 suggestion.not-key')
    const mark = { act: 'mark-key', leader: '王主任', post: '常委会副主任', reason: '反映集中' }
    expect((await done(office, id, mark)).can).toContain('supervise')
    expect(outcome(await act(housing.client, id, note))).toBe('403 suggestion.not-yours')
    expect(outcome(await act(office, id, { ...note, on: '2026-03-01' }))).toBe(
      '422 suggestion.supervised-early',
    )
    expect(outcome(await act(office, id, { ...note, on: '2099-01-01' }))).toBe(
      '422 suggestion.supervised-ahead',
    )
    await done(office, id, note)
    expect(outcome(await act(office, id, note))).toBe('409 suggestion.already-done')
    await done(office, id, { ...note, text: '又看了一次' })
    await done(office, id, { act: 'unmark-key', reason: '已经落实' })
    for (const by of [li, office, housing.client]) {
      const seen = (await by({ url: `/api/suggestions/${id}` })).json()
      expect(seen.supervised).toMatchObject([
        { on: '2026-03-02', people: '王主任', text: '要求 5 月底装好' },
        { text: '又看了一次' },
      ])
      const told = seen.timeline.filter(({ type }: { type: string }) => type.endsWith('supervise'))
      expect(told[0]?.sentence).toBe('代表工委记了一次重点督办（3月2日）。')
    }
    // In the ledger, references only.
    const facts = await factsOf(t.context, id)
    expect(JSON.stringify(facts)).not.toContain('5 月底装好')
  })
})

describe('办成率', () => {
  it('counts what was confirmed or kept; a promise counts from its day on', async () => {
    const good = await signed('A 满意', {})
    expect(await figure('kept')).toEqual([0, 0])
    await rated(good, 'satisfied')
    expect(await figure('kept')).toEqual([1, 1])
    const bad = await signed('A 不满意', {})
    await rated(bad, 'dissatisfied')
    expect(await figure('kept')).toEqual([1, 2])
    const promise = await signed('B 答应', { class: 'B', promisedFor: '2026-03-20' })
    await rated(promise, 'satisfied')
    expect(await figure('kept')).toEqual([1, 2])
    // It is tracked on both desks until it is kept.
    for (const by of [office, housing.client])
      expect((await listed(by, 'promised=true&sort=promise')).map((row) => row.id)).toEqual([
        promise,
      ])
    t.clock.set('2026-03-23T02:00:00Z')
    expect(await figure('kept')).toEqual([1, 3])
    const redeem = { act: 'redeem', text: '装好了。', class: 'A', signer: '局长王建国' }
    await done(housing.client, promise, redeem)
    expect(await figure('kept')).toEqual([2, 3])
    expect(await listed(office, 'promised=true')).toEqual([])
    // What a version before has answered is filled in, once.
    await execute(t, 'update suggestions set delivered = null, promised_for = null')
    expect(await figure('kept')).toEqual([0, 0])
    expect(await fillInDelivered(t.context)).toBe(3)
    expect(await fillInDelivered(t.context)).toBe(0)
    expect(await figure('kept')).toEqual([2, 3])
    const behind = await listed(office, 'figure=kept&counted=yes')
    expect(behind.map((row) => row.id).sort()).toEqual([good, promise].sort())
    t.clock.set('2026-03-02T02:00:00Z')
  })
})

describe('督查室', () => {
  it('sees what is late or soon, by department, and takes it along as a file', async () => {
    const { id } = await assigned(police.id, '要催的一件')
    t.clock.set('2026-03-27T02:00:00Z')
    const read = async (by: Client, query: string) =>
      (await by({ url: `/api/suggestion-reminders?size=200&${query}` })).json<{
        items: ReminderRow[]
        total: number
        owners: { id: string; open: number; late: number }[]
      }>()
    const soon = await read(office, `owner=${police.id}&due=soon`)
    expect(soon.items.map((one) => [one.id === id, one.clock])).toContainEqual([true, 'contact'])
    expect(soon.items.every((one) => one.ownerId === police.id && !one.overdue)).toBe(true)
    t.clock.set('2026-06-20T02:00:00Z')
    await done(office, id, { act: 'remind', clock: 'answer', owner: police.id })
    const late = await read(office, `owner=${police.id}&due=late&clock=answer`)
    const urged = late.items.find((one) => one.id === id)
    expect([urged?.urged, urged?.overdue]).toEqual([1, true])
    // What the office itself has to do is not mixed with what it urges others to.
    const waiting = await written(li)
    await done(li, waiting.id, { act: 'submit' })
    const both = (await office({ url: '/api/suggestion-reminders?size=200' })).json()
    for (const [whose, kind] of [
      ['own', true],
      ['others', false],
    ] as const) {
      const side = await read(office, `whose=${whose}`)
      expect(side.items.every((one) => (one.ownerKind === 'office') === kind)).toBe(true)
      expect([both[whose].open, both[whose].late]).toEqual([
        side.total,
        side.items.filter(({ overdue }) => overdue).length,
      ])
    }
    expect(both.own.open + both.others.open).toBe(both.total)
    expect(both.own.open).toBeGreaterThan(0)
    await done(li, waiting.id, { act: 'withdraw', reason: '写重了' })
    expect(late.owners.find((one) => one.id === police.id)?.late).toBeGreaterThan(0)
    // A department sees its own only.
    const own = await read(housing.client, '')
    expect(own.items.every((one) => one.ownerId === housing.id)).toBe(true)
    for (const file of ['csv', 'xlsx']) {
      const got = await office({
        url: `/api/exports/suggestion-reminders?owner=${police.id}&due=late&clock=answer&file=${file}`,
      })
      expect(got.statusCode).toBe(200)
      expect(got.headers['content-disposition']).toContain('attachment')
      if (file === 'csv') expect(got.body).toContain('要催的一件')
    }
    const url = '/api/exports/suggestion-reminders'
    expect(outcome(await housing.client({ url }))).toBe('403 auth.forbidden')
  })
})

describe('who has confirmed', () => {
  it('is asked no more, while another is still waited for', async () => {
    const { id } = await written(li, { cosigners: [seeded(t, 1).id, seeded(t, 2).id] })
    expect((await listed(li, 'waiting=true')).map((row) => row.id)).toContain(id)
    await done(li, id, { act: 'submit' })
    const [zhang, wang] = [fresh(t, 1), await t.as(2)]
    const waits = async (by: Client) =>
      (await listed(by, 'waiting=true')).some((row) => row.id === id)
    expect([await waits(li), await waits(zhang), await waits(wang)]).toEqual([false, true, true])
    const after = await done(zhang, id, { act: 'confirm' })
    expect(after.can).not.toContain('confirm')
    expect([await waits(zhang), await waits(wang)]).toEqual([false, true])
    expect((await listed(zhang, 'waiting=false')).map((row) => row.id)).toContain(id)
  })
})

describe('what waits for the office', () => {
  it('is counted by what it has to do, and each number has its list', async () => {
    interface Tasks {
      counts: Record<string, number>
      overdue: number
      unpublished: number
    }
    const tasks = async (): Promise<Tasks> =>
      (await office({ url: '/api/suggestion-tasks' })).json()
    const before = await tasks()
    const { id } = await assigned(police.id, '要延期的一件')
    await done(police.client, id, { act: 'receive' })
    await done(police.client, id, { act: 'ask-extension', reason: '要等设计' })
    const review = await written(li, { title: '刚提交的一件' })
    await done(li, review.id, { act: 'submit' })
    const after = await tasks()
    expect(after.counts.extension).toBe((before.counts.extension ?? 0) + 1)
    expect(after.counts.review).toBe((before.counts.review ?? 0) + 1)
    expect((await listed(office, 'task=extension')).map((row) => row.id)).toContain(id)
    expect((await listed(office, 'task=review')).map((row) => row.id)).toContain(review.id)
    expect((await listed(office, 'task=mediation&size=200')).length).toBe(after.counts.mediation)
    const late = await listed(office, 'overdue=true&size=200')
    expect(after.overdue).toBe(late.length)
    const hidden = await listed(office, 'unpublished=true&size=200')
    expect(after.unpublished).toBe(hidden.length)
    expect(hidden.length).toBeGreaterThan(0)
    await done(office, hidden[0]?.id ?? '', { act: 'publish' })
    expect((await tasks()).unpublished).toBe(hidden.length - 1)
    expect(outcome(await li({ url: '/api/suggestion-tasks' }))).toBe('403 auth.forbidden')
  })
})

/** One that waits for the office, put there as the demo's are: two hundred walks would take too long. */
async function submitted(title: string): Promise<string> {
  const at = t.clock.now()
  const { id: lead } = seeded(t, 0)
  const given = { title, text: '小区没有路灯。', secret: false, cosigners: [] }
  const record = newRecord(t.context, draftOf(lead, given), null, at)
  const step = { command: { act: 'submit' }, who: { kind: 'representative', id: lead } } as const
  const taken = takeSteps(
    t.context,
    record,
    [],
    [{ ...step, actor: { kind: 'system', id: null }, at }],
    {
      calendar: workCalendar(shippedCalendar),
      periods: defaultPeriods,
      gone: [],
      department: () => '',
      goesOnAs: (id) => id,
      origins: [],
      atHand: [],
    },
  )
  await t.context.db.commit('home', [insertSuggestion(record), ...taken.writes], taken.facts)
  return record.id
}

describe('the assignment meeting', () => {
  it('assigns two hundred at once, tells which were not and why, and proposes who had the like', async () => {
    const ids = await Promise.all(
      Array.from({ length: 200 }, (_, index) => submitted(`给第 ${index + 1} 个小区装路灯`)),
    )
    const [first = '', second = ''] = ids
    await done(office, first, { act: 'return', reason: '请写具体' })
    const items = ids.map((id) => ({
      id,
      lead: id === second ? '00000000-0000-7000-8000-000000000000' : housing.id,
    }))
    const sent = await post(office, '/api/suggestion-assignments', { items })
    const report = sent.json<{ items: { id: string; done: boolean; message: string | null }[] }>()
    expect(report.items.map(({ id }) => id)).toEqual(ids)
    expect(report.items.filter((one) => one.done)).toHaveLength(198)
    expect(report.items.slice(0, 2).map(({ message }) => message)).toEqual([
      '这件建议现在不能这样办，可能刚刚有了变化，请刷新看看。',
      '没有找到这个承办单位，请重新选。',
    ])
    // A second press assigns nothing anew.
    const again = await post(office, '/api/suggestion-assignments', { items })
    expect(again.json().items.filter((one: { done: boolean }) => one.done)).toEqual([])
    const hint = async () =>
      (await office({ url: '/api/suggestion-assignments/hints' }))
        .json<{ items: { id: string; department: { id: string; like: number } | null }[] }>()
        .items.find(({ id }) => id === second)?.department
    // To whom something was just given has not handled it yet.
    const before = (await hint())?.like ?? 0
    expect(before).toBeLessThan(100)
    const [, , third = '', fourth = ''] = ids
    for (const id of [third, fourth]) await answeredBy(housing.client, id)
    expect(await hint()).toMatchObject({ id: housing.id, like: before + 2 })
  }, 60_000)

  it('given many that wait to be signed for, a department signs for them at once, each alone', async () => {
    const mine = await Promise.all(['签收一', '签收二'].map((title) => assigned(housing.id, title)))
    const theirs = await assigned(police.id, '别的单位的')
    const ids = [...mine, theirs].map(({ id }) => id)
    const sent = async () =>
      // One that is named twice is signed for once.
      (
        await post(housing.client, '/api/suggestion-receipts', {
          ids: [...ids, ...mine.map(({ id }) => id)],
        })
      ).json<{
        items: { done: boolean }[]
      }>()
    expect((await sent()).items.map((one) => one.done)).toEqual([true, true, false])
    const seen: SuggestionView = (await office({ url: `/api/suggestions/${ids[0]}` })).json()
    expect([seen.state, seen.handlers[0]?.received]).toEqual(['handling', true])
    // A second press signs for nothing anew.
    expect((await sent()).items.some((one) => one.done)).toBe(false)
  })

  it('names for each its lead with co-handlers, or several apart; what is unclear is refused whole', async () => {
    const [joint = '', apart = '', mixed = '', alone = '', unknown = ''] = await Promise.all(
      ['有会办', '分办', '混着', '只有一个分办', '没有的会办'].map((title) => submitted(title)),
    )
    const [a, b] = [housing.id, police.id]
    const items = [
      { id: joint, lead: a, co: [b] },
      { id: apart, separate: [a, b] },
      { id: mixed, lead: a, separate: [a, b] },
      { id: alone, separate: [a] },
      { id: unknown, lead: a, co: ['00000000-0000-7000-8000-000000000000'] },
    ]
    const report = (await post(office, '/api/suggestion-assignments', { items })).json<{
      items: { done: boolean; message: string | null }[]
    }>()
    const unclear = '请选一个主办单位（可加会办），或者选两个以上分办单位，不能混着选。'
    expect(report.items.map(({ message }) => message)).toEqual([
      null,
      null,
      unclear,
      unclear,
      '没有找到这个承办单位，请重新选。',
    ])
    const seen = async (id: string): Promise<SuggestionView> =>
      (await office({ url: `/api/suggestions/${id}` })).json()
    const parts = async (id: string) =>
      (await seen(id)).handlers.map((one) => `${one.part} ${one.id === a ? 'a' : 'b'}`)
    expect(await Promise.all([joint, apart].map(parts))).toEqual([
      ['lead a', 'co b'],
      ['separate a', 'separate b'],
    ])
    // Of what was refused nothing is written, neither who handles it nor a clock.
    for (const id of [mixed, alone, unknown]) {
      const { state, handlers, clocks, timeline } = await seen(id)
      expect([state, handlers.length, clocks.map(({ clock }) => clock)]).toEqual([
        'review',
        0,
        ['assign'],
      ])
      expect(timeline.map(({ type }) => type)).not.toContain('suggestion.assign')
    }
  })
})
