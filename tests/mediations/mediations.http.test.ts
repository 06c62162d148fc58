import { mattersOf } from '@mashang/server/deliveries/matters.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { followLedger } from '@mashang/server/points/follow.usecases.ts'
import { sourcesOf } from '@mashang/server/records/sources.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { MediationView } from '@mashang/shared/mediations/mediations.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { act, given, mediated, registered, stepped } from './steps.ts'

let t: TestApp
let office: Client
let li: Client
let wang: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  ;[li, wang] = [await t.as(0), await t.as(1)]
})
afterAll(() => t.close())

const today = (): string => momentDigits(t.clock.now()).slice(0, 10)
const about = async (by: Client, id: string): Promise<string[]> => {
  await tellOfFacts(t.context)
  const { items } = (await by({ url: '/api/notices' })).json<{
    items: { kind: string; subject: { id: string } | null }[]
  }>()
  return items.flatMap(({ kind, subject }) => (subject?.id === id ? [kind] : []))
}
const recordOf = async (by: Client, index: 0 | 1) =>
  (await by({ url: `/api/records/${seeded(t, index).id}` }))
    .json<{ sections: { section: string; entries: object[] }[] }>()
    .sections.find(({ section }) => section === 'mediations')?.entries
/** What of a mediation counts for somebody, as their points have it. */
const pointsOf = async (index: 0 | 1, id: string): Promise<string[]> => {
  await followLedger(t.context)
  const { items, unruled } = (
    await office({ url: `/api/points/representatives/${seeded(t, index).id}` })
  ).json<{
    items: { entries: { key: string; state: string }[] }[]
    unruled: { key: string; state: string }[]
  }>()
  return [...items.flatMap(({ entries }) => entries), ...unruled]
    .flatMap(({ key, state }) => (key.endsWith(id) ? [`${key.split(':')[0]} ${state}`] : []))
    .sort()
}

describe('from the court to a settlement', () => {
  it('given a mediation that comes to an agreement, then it is told, stands in the record, and waits for its points', async () => {
    const { id } = await registered(office, [seeded(t, 0).id])
    expect(await about(li, id)).toEqual(['mediation.invited'])
    await mediated(office, li, id, today())
    expect(await about(li, id)).toContain('mediation.begun')
    const { timeline } = (await li({ url: `/api/mediations/${id}` })).json<MediationView>()
    expect(timeline.map(({ words, by }) => [words, by !== null])).toEqual([
      ['登记调解', false],
      [`请代表参加调解：${seeded(t, 0).name}`, false],
      ['答应参加调解', true],
      ['受理调解', false],
      ['双方同意调解', false],
      ['调解', true],
    ])
    const ended = await stepped(office, id, {
      act: 'finish',
      outcome: 'agreed',
      on: today(),
      agreement: '石调协〔2026〕3 号',
    })
    expect(ended).toMatchObject({ state: 'ended', outcome: 'agreed', dueAt: null })
    expect(await about(li, id)).toContain('mediation.ended')
    expect(await pointsOf(0, id)).toEqual(['mediation.done pending', 'mediation.settled pending'])
    await stepped(office, id, { act: 'confirm', appliedOn: today(), on: today() })
    expect(await recordOf(li, 0)).toMatchObject([
      { title: '楼上漏水的赔偿', role: 'mediation', detail: '达成调解协议 · 经司法确认' },
    ])
    await stepped(li, id, { act: 'log', step: 'follow', on: today(), text: '钱付了。' })
    const ledger = (await office({ url: '/api/ledger?group=mediations' })).json<{
      items: { words: string }[]
    }>()
    expect(ledger.items.map(({ words }) => words)).toContain('参与了调解')
  })

  it('given a result that was written down wrongly, then it is put right by entries: points and record follow', async () => {
    const { id } = await registered(office, [seeded(t, 1).id], { title: '彩礼退还' })
    await mediated(office, wang, id, today())
    await stepped(office, id, { act: 'finish', outcome: 'reconciled', on: today() })
    t.clock.advance(1)
    const before = t.clock.now()
    await stepped(office, id, {
      act: 'correct',
      outcome: 'failed',
      on: today(),
      reason: '有一方反悔，没有履行。',
    })
    expect(await pointsOf(1, id)).toEqual(['mediation.done pending', 'mediation.settled void'])
    expect(await recordOf(wang, 1)).toMatchObject([{ detail: '没有调成' }])
    const { sources } = await sourcesOf(t.context, seeded(t, 1).id, before)
    expect(sources.matters).toMatchObject([{ detail: '双方自行和解' }])
    await stepped(office, id, {
      act: 'correct',
      outcome: 'reconciled',
      on: today(),
      reason: '又好了。',
    })
    expect(await pointsOf(1, id)).toEqual(['mediation.done pending', 'mediation.settled pending'])
  })

  it('given one that is taken back, then nobody mediated it', async () => {
    const { id } = await registered(office, [seeded(t, 0).id])
    await mediated(office, li, id, today())
    await stepped(office, id, { act: 'withdraw', on: today(), reason: '申请人撤回了。' })
    expect(await pointsOf(0, id)).toEqual([])
    expect((await li({ url: `/api/mediations/${id}` })).json()).toMatchObject({
      outcome: 'withdrawn',
      can: ['log'],
    })
  })
})

describe('the clock', () => {
  it('given each step, then it is due as the rules say; longer only when both agree', async () => {
    const { id, dueAt } = await registered(office, [seeded(t, 0).id])
    expect(Date.parse(dueAt ?? '') - t.clock.now()).toBeGreaterThan(2 * DAY)
    const running = await mediated(office, li, id, today())
    const left = Date.parse(running.dueAt ?? '') - t.clock.now()
    expect(left).toBeGreaterThan(30 * DAY)
    expect(left).toBeLessThan(40 * DAY)
    const on = momentDigits(t.clock.now() + 60 * DAY).slice(0, 10)
    const alone = await act(office, id, {
      act: 'extend',
      revision: running.revision,
      on,
      bothAgreed: false,
    })
    expect(alone.json()).toMatchObject({ fields: [{ path: 'bothAgreed' }] })
    const longer = await stepped(office, id, { act: 'extend', on, bothAgreed: true })
    expect(longer.dueAt && momentDigits(Date.parse(longer.dueAt) - 1).slice(0, 10)).toBe(on)
  })
})

describe('what a message says', () => {
  it('given that both agreed, then whoever joined reads the due day; before that, and the office, none', async () => {
    const { id } = await registered(office, [seeded(t, 0).id, seeded(t, 1).id])
    const due = async (...ids: string[]) => {
      const told = await mattersOf(t.context, [{ subjectKind: 'mediation', subjectId: id }])
      return told.get(id)?.dueOf(ids)
    }
    expect(await due(seeded(t, 0).id)).toBeNull()
    const { dueAt } = await mediated(office, li, id, today())
    expect(await due(seeded(t, 0).id)).toBe(Date.parse(dueAt ?? ''))
    expect([await due(seeded(t, 1).id), await due()]).toEqual([null, null])
    await stepped(wang, id, { act: 'recuse', reason: '要出差。' })
    await stepped(office, id, { act: 'withdraw', on: today(), reason: '撤了。' })
    const left = await mattersOf(t.context, [{ subjectKind: 'mediation', subjectId: id }])
    expect(left.get(id)).toMatchObject({ running: false, owners: [seeded(t, 0).id] })
    expect(await due(seeded(t, 0).id)).toBeNull()
  })
})

describe('who sees it', () => {
  it('given a mediator who has a stake in it, then they step back, the office is told, and it is closed to them', async () => {
    const { id } = await registered(office, [seeded(t, 0).id])
    await stepped(li, id, { act: 'recuse', reason: '其中一方是我的亲戚。' })
    expect(outcome(await li({ url: `/api/mediations/${id}` }))).toBe('404 mediation.not-found')
    expect(await about(office, id)).toContain('mediation.recused')
    const seen = await stepped(office, id, { act: 'invite', representativeId: seeded(t, 1).id })
    expect(seen.mediators.map(({ answer }) => answer).sort()).toEqual(['none', 'recused'])
    expect(await about(wang, id)).toEqual(['mediation.invited'])
  })

  it('given one of somebody else, then it does not exist for them', async () => {
    const { id } = await registered(office, [seeded(t, 0).id])
    expect(outcome(await wang({ url: `/api/mediations/${id}` }))).toBe('404 mediation.not-found')
    expect(outcome(await act(wang, id, { act: 'join', revision: 0 }))).toBe(
      '404 mediation.not-found',
    )
  })
})

describe('what is refused', () => {
  it('given a number of a phone or an identity card, then it is not taken down', async () => {
    const reply = await post(
      office,
      '/api/mediations',
      given([seeded(t, 0).id], { sides: '王某 13912345678' }),
    )
    expect(reply.json()).toMatchObject({ fields: [{ path: 'sides' }] })
  })

  it('given nobody to ask, or somebody twice, then it is said', async () => {
    const reply = await post(office, '/api/mediations', given([crypto.randomUUID()]))
    expect(reply.json()).toMatchObject({ fields: [{ path: 'mediatorIds' }] })
    const { id } = await registered(office, [seeded(t, 0).id])
    const again = { act: 'invite', revision: 0, representativeId: seeded(t, 0).id }
    expect(outcome(await act(office, id, again))).toBe('409 mediation.invited-already')
  })
})
