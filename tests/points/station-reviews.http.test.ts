import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import type { ReviewRow } from '@mashang/shared/points/points.api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { heldBy } from '../records/steps.ts'
import { done, signedIn, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { happened, itemOf, mine } from './steps.ts'

/** Where the rules say so, a station looks at what its own people did before it scores. */

let t: TestApp
let office: Client
let liaison: Client
let other: Client
let li: Client
const visits: string[] = []
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  ;[office, liaison, li] = await Promise.all([t.as('office'), t.as('liaison'), t.as(0)])
  const account = newAccount(t.context, {
    name: '另一个家站',
    login: 'other-station',
    role: 'liaison',
    stationId: t.seed.stations[1]?.id ?? null,
  })
  await t.context.db.commit('home', [account.write])
  other = signedIn(t, account.id).client
  const rules = defaultRuleSet.rules.map((rule) =>
    ['visits', 'suggestions'].includes(rule.id) ? { ...rule, review: 'station' } : rule,
  )
  const from = new Date(t.clock.now()).toISOString().slice(0, 10)
  const body = { after: 0, from, set: { ...defaultRuleSet, rules }, reason: '常委会会议通过。' }
  expect(outcome(await post(office, '/api/points/rules', body))).toBe('201')
  // Two of the first station, one of the second.
  for (const index of [0, 1, 2] as const) {
    t.clock.advance(1)
    visits.push(await visited(index))
  }
  await happened(t, 'mediation.done', { representativeId: seeded(t, 0).id })
})
afterAll(() => t.close())

const visited = (index: 0 | 1 | 2): Promise<string> =>
  happened(t, 'activity.attended', { representativeId: seeded(t, index).id, kind: 'visit' })
const waiting = async (by: Client): Promise<ReviewRow[]> =>
  (await by({ url: '/api/points/reviews' })).json().items
const names = async (by: Client): Promise<string[]> =>
  (await waiting(by)).map(({ representative, entry }) => `${representative.name} ${entry.fact}`)
const act = (by: Client, index: 0 | 1 | 2, what: string, key = `visit.made:${visits[index]}`) =>
  post(
    by,
    `/api/points/representatives/${seeded(t, index).id}/entries/${encodeURIComponent(key)}`,
    { act: what, reason: '本站工作人员一起去的。' },
  )

it('each sees what is its own; the office sees all of it, with whose it is', async () => {
  expect(await names(liaison)).toEqual(['李婺 visit.made', '张建平 visit.made'])
  expect(await names(other)).toEqual(['那顺巴雅尔 visit.made'])
  expect(await names(office)).toHaveLength(4)
  const own = (await waiting(office)).find(({ entry }) => entry.fact === 'visit.made')
  expect(own).toMatchObject({ reviewer: 'station', station: t.seed.stations[0]?.name })
  expect(own?.entry.rule).toMatch(/一年最多 10 分，代表所在的家站核对后才计分$/)
  expect(outcome(await li({ url: '/api/points/reviews' }))).toBe('403 auth.forbidden')
})

it('what a station has looked at scores, with its words; a second click is told', async () => {
  const before = await mine(li)
  expect(itemOf(before, 'visits')).toMatchObject({ points: 0, words: '1 件等核对' })
  // It is not between them and the office alone, and the page says so.
  expect(before.station).toBe(true)
  const reply = await act(liaison, 0, 'confirm')
  expect(outcome(reply)).toBe('200')
  expect(reply.json()).toMatchObject({ state: 'counted', points: 1 })
  expect(outcome(await act(liaison, 0, 'confirm'))).toBe('409 points.not-to-review')
  const item = itemOf(await mine(li), 'visits')
  expect(item.points).toBe(1)
  expect(item.entries[0]?.acts).toMatchObject([{ reason: '本站工作人员一起去的。' }])
  expect(await names(liaison)).toEqual(['张建平 visit.made'])
})

it('nobody looks at another station’s, nor at what is the office’s', async () => {
  expect(outcome(await act(liaison, 2, 'confirm'))).toBe('404 points.not-found')
  expect(outcome(await act(other, 1, 'confirm'))).toBe('404 points.not-found')
  const mediation = (await waiting(office)).find(({ entry }) => entry.fact === 'mediation.done')
  const key = mediation?.entry.key ?? ''
  expect(outcome(await act(liaison, 0, 'confirm', key))).toBe('403 points.office-reviews')
  expect(outcome(await act(liaison, 0, 'reverse'))).toBe('403 points.office-reviews')
  expect(outcome(await act(liaison, 0, 'confirm', 'visit.made:none'))).toBe('404 points.not-found')
})

it('the office may look at it, too, and turn round what a station has said', async () => {
  expect(outcome(await act(office, 2, 'reject'))).toBe('200')
  expect(await names(other)).toEqual([])
  expect(outcome(await act(office, 0, 'reverse'))).toBe('200')
  expect(itemOf(await mine(li), 'visits').points).toBe(0)
})

it('a station reads what it is asked to look at, and is led only to what it may open', async () => {
  await heldBy(t, office, 'visit', { title: '走访新苑小区' })
  for (const [title, secret] of [
    ['给集市修公厕', false],
    ['不公开的一件', true],
  ]) {
    const { id } = await written(li, { title, secret })
    await done(li, id, { act: 'submit' })
  }
  const shown = async (by: Client) =>
    (await waiting(by)).map(({ entry }) => `${entry.title} ${entry.visible}`)
  const own = await shown(liaison)
  expect(own.filter((one) => /^走访新苑小区 · .+ false$/.test(one)).length).toBeGreaterThan(0)
  expect(own).toContain('给集市修公厕 false')
  expect(own.join()).not.toContain('不公开的一件')
  expect((await shown(office)).filter((one) => /^走访新苑小区.*true$/.test(one))).not.toEqual([])
  expect(itemOf(await mine(li), 'visits').entries).toContainEqual(
    expect.objectContaining({
      title: expect.stringContaining('走访新苑小区'),
      visible: true,
    }),
  )
})
