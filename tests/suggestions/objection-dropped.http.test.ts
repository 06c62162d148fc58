import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type { LinkedSuggestion } from '@mashang/shared/suggestions/links.model.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import type { Client } from '../support/app.ts'
import { bothReadFirst } from '../support/while-committing.ts'
import { linkDesk } from './link-desk.ts'
import { linkedDistrict } from './linked-district.ts'
import { act, assignedTo, department, done, written } from './steps.ts'

/** A department takes back that it asked to send a suggestion back. */

let d: Awaited<ReturnType<typeof linkedDistrict>>
let police: Awaited<ReturnType<typeof department>>
let roads: Awaited<ReturnType<typeof department>>
beforeAll(async () => {
  d = await linkedDistrict()
  police = await department(d.t, '公安分局')
  roads = await department(d.t, '区交通运输局')
})
afterAll(() => d.t.close())

const object = { act: 'object', reason: '不归我们管' }
const drop = { act: 'drop-objection' }
const reject = { act: 'reject', reason: '三定方案里有' }
const assigned = async (): Promise<string> =>
  (await assignedTo({ lead: d.li, office: d.office }, d.housing.id)).id
/** 分办 to both. */
const apart = async (): Promise<string> => {
  const { id } = await written(d.li)
  await done(d.li, id, { act: 'submit' })
  await done(d.office, id, { act: 'assign', separate: [d.housing.id, police.id] })
  return id
}
const running = ({ clocks }: SuggestionView) =>
  clocks
    .filter(({ stoppedAt }) => stoppedAt === null)
    .map(({ clock, owner, startedAt, dueAt }) => ({ clock, owner, startedAt, dueAt }))
const headlines = async (by: Client, id: string): Promise<string[]> => {
  await tellOfFacts(d.t.context)
  const { items } = (await by({ url: '/api/notices' })).json()
  return items.flatMap((one: { headline: string; suggestionId: string }) =>
    one.suggestionId === id ? [one.headline] : [],
  )
}
const DROPPED = '承办单位收回了退回申请，接着办，不用再定'

describe('收回退回申请', () => {
  it('given it waits for the office, then it goes on as before, and the office hears it', async () => {
    const id = await assigned()
    const before = await d.seen(id)
    await done(d.housing.client, id, object)
    expect(running(await d.seen(id))).toContainEqual(
      expect.objectContaining({ clock: 'assign', owner: '代表工委' }),
    )
    const view = await done(d.housing.client, id, drop)
    expect([view.state, view.objections, view.can.includes('drop-objection')]).toEqual([
      'assigned',
      [],
      false,
    ])
    expect(running(view)).toEqual(running(before))
    expect(view.timeline[0]?.sentence).toBe('区住房和城乡建设局收回了退回申请，接着办。')
    expect(view.remarks).toMatchObject([{ act: 'object', outcome: '后来收回了' }])
    expect(await headlines(d.office, id)).toContain(DROPPED)
    const { can } = await d.seen(id)
    expect([can.includes('assign'), can.includes('reject')]).toEqual([false, false])
    // It is handled like every other one; within its days it may be asked once more.
    expect(view.can).toEqual(expect.arrayContaining(['receive', 'object']))
    await done(d.housing.client, id, object)
    expect((await d.seen(id)).remarks.map(({ outcome: of }) => of)).toEqual(['后来收回了', null])
    await done(d.office, id, reject)
    await done(d.housing.client, id, { act: 'receive' })
  })

  it('given its author looks, then what went on between department and office is not theirs', async () => {
    const id = await assigned()
    await done(d.housing.client, id, object)
    await done(d.housing.client, id, drop)
    const { timeline, remarks }: SuggestionView = (
      await d.li({ url: `/api/suggestions/${id}` })
    ).json()
    expect([JSON.stringify(timeline), remarks]).toEqual([expect.not.stringContaining('退回'), []])
  })

  it('given nobody asked, or the office has decided, then it is refused, and nothing changes', async () => {
    const id = await assigned()
    expect(outcome(await act(d.housing.client, id, drop))).toBe('409 suggestion.not-now')
    await done(d.housing.client, id, object)
    for (const by of [d.li, d.office])
      expect(outcome(await act(by, id, drop))).toBe('403 suggestion.not-yours')
    expect(outcome(await act(police.client, id, drop))).toBe('404 suggestion.not-found')
    await done(d.office, id, reject)
    expect(outcome(await act(d.housing.client, id, drop))).toBe('409 suggestion.not-now')
  })

  it('given two asked, then each takes back its own, and the other one is still decided on', async () => {
    const id = await apart()
    await done(d.housing.client, id, object)
    d.t.clock.set('2026-03-03T02:00:00Z')
    expect(outcome(await act(police.client, id, drop))).toBe('409 suggestion.not-objected')
    await done(police.client, id, object)
    const first = await done(d.housing.client, id, drop)
    expect([first.state, first.objections]).toEqual(['objected', ['公安分局']])
    const clock = running(first).filter((one) => one.clock === 'assign')
    // The office has its days from when that one asked.
    expect(clock).toMatchObject([{ startedAt: '2026-03-03T02:00:00.000Z' }])
    expect(first.can).not.toContain('drop-objection')
    expect(await headlines(d.office, id)).not.toContain(DROPPED)
    const both = await done(d.housing.client, id, object)
    expect(both.objections).toEqual(['公安分局', '区住房和城乡建设局'])
    const last = await done(d.housing.client, id, drop)
    // Whoever asked later leaves the office's days as they are.
    expect(running(last).filter((one) => one.clock === 'assign')).toEqual(clock)
    expect((await done(police.client, id, drop)).state).toBe('assigned')
    expect(await headlines(d.office, id)).toContain(DROPPED)
    d.t.clock.set('2026-03-02T02:00:00Z')
  })

  it('given the office read another one than is next now, then its answer is refused, and nothing changes', async () => {
    const id = await apart()
    await done(d.housing.client, id, object)
    await done(police.client, id, object)
    await done(d.housing.client, id, drop)
    const both = [d.housing.id, police.id]
    for (const decides of [
      { ...reject, department: d.housing.id },
      { act: 'assign', separate: [d.housing.id, roads.id], objecting: both },
    ])
      expect(outcome(await act(d.office, id, decides))).toBe('409 suggestion.objection-moved')
    const seen = await d.seen(id)
    expect([seen.state, seen.objections]).toEqual(['objected', ['公安分局']])
    const after = await done(d.office, id, { ...reject, department: police.id })
    expect([after.state, after.objections]).toEqual(['assigned', []])
    // One that nobody had seen is not decided on with the others, either.
    await done(d.housing.client, id, object)
    await done(police.client, id, object)
    const again = { act: 'assign', lead: roads.id }
    expect(outcome(await act(d.office, id, { ...again, objecting: [d.housing.id] }))).toBe(
      '409 suggestion.objection-moved',
    )
    expect((await done(d.office, id, { ...again, objecting: both })).state).toBe('assigned')
  })

  it.each(['reject', 'assign'] as const)(
    'given the office decides (%s) at the same moment, then one gets through and the other is told',
    async (what) => {
      const id = await assigned()
      await done(d.housing.client, id, object)
      const decides = what === 'reject' ? reject : { act: 'assign', lead: police.id }
      const both = await bothReadFirst(
        d.t,
        ['suggestion.drop-objection', `suggestion.${what}`],
        () => Promise.all([act(d.housing.client, id, drop), act(d.office, id, decides)]),
      )
      expect(both.map(outcome).sort()).toEqual(['200', '409 conflict'])
      const after = await d.seen(id)
      expect(after.objections).toEqual([])
      expect(after.timeline.filter(({ type }) => /object|reject|assign$/u.test(type))).toHaveLength(
        3,
      )
    },
  )
})

describe('given a department without an account comes by its link', () => {
  it('then it takes its request back there, and the link goes on', async () => {
    const { id, token, one } = await d.passedOn()
    expect(outcome(await one.step(token, drop))).toBe('409 suggestion.not-now')
    const asked = (await one.step(token, object)).json<LinkedSuggestion>()
    expect([asked.objected, asked.can]).toEqual([true, ['drop-objection']])
    const found = (await one.step(token, drop)).json<LinkedSuggestion>()
    expect([found.objected, found.received]).toEqual([false, false])
    expect(found.can).toEqual(expect.arrayContaining(['contact', 'object']))
    expect(await headlines(d.office, id)).toContain(DROPPED)
    expect(outcome(await one.answer(token))).toBe('200')
  })

  it('then on another device it takes nothing back', async () => {
    const { token, one } = await d.passedOn()
    await one.step(token, object)
    const other = linkDesk(d.t)
    expect(outcome(await other.step(token, drop))).toBe('403 suggestion.link-elsewhere')
  })
})
