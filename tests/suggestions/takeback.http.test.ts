import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { bothReadFirst } from '../support/while-committing.ts'
import {
  act,
  answeredBy,
  assignedTo,
  atWork,
  type department,
  done,
  fresh,
  written,
} from './steps.ts'

/** What the office takes back: a merger, a decline, a release. */

let t: TestApp
let li: Client
let zhang: Client
let office: Client
let housing: Awaited<ReturnType<typeof department>>
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
  zhang = fresh(t, 1)
})
afterAll(() => t.close())

const seen = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const sent = async (by: Client, title = '装路灯'): Promise<string> => {
  const { id } = await written(by, { title })
  await done(by, id, { act: 'submit' })
  return id
}
const merge = (id: string, into: string) =>
  done(office, id, { act: 'merge', into, reason: '说的是同一件事' })
const unmerge = { act: 'unmerge', reason: '说的不是同一件事' }
const headlines = async (by: Client, id: string): Promise<string[]> => {
  await tellOfFacts(t.context)
  const { items } = (await by({ url: '/api/notices' })).json()
  return items.flatMap((one: { headline: string; suggestionId: string }) =>
    one.suggestionId === id ? [one.headline] : [],
  )
}
const running = ({ clocks }: SuggestionView) =>
  clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ clock }) => clock)

describe('撤销并案', () => {
  it('given a merger by mistake, then both go on alone, and who came with it goes with it', async () => {
    const [one, into] = [await sent(zhang), await sent(li)]
    await merge(one, into)
    expect((await seen(zhang, into)).part).toBe('cosigner')
    const view = await done(office, one, unmerge)
    expect([view.state, view.mergedInto, running(view)]).toEqual(['review', null, ['assign']])
    expect(view.remarks.at(-1)).toMatchObject({ act: 'unmerge', text: '说的不是同一件事' })
    expect((await zhang({ url: `/api/suggestions/${into}` })).statusCode).toBe(404)
    expect((await seen(li, into)).cosigners).toEqual([])
    expect((await seen(li, into)).timeline[0]?.sentence).toContain('分出去单独办')
    expect(await headlines(zhang, one)).toContain('并案撤销了，建议重新单独审核')
    // It goes on like every other one.
    await done(office, one, { act: 'assign', lead: housing.id })
    expect(outcome(await act(office, one, unmerge))).toBe('409 suggestion.not-now')
  })

  it('given a chain, then the later link goes first; given an answer, then it is too late', async () => {
    const [c, b, a] = [await sent(zhang), await sent(li), await sent(li)]
    await merge(c, b)
    await merge(b, a)
    expect(outcome(await act(office, c, unmerge))).toBe('409 suggestion.merge-went-on')
    const can = async () => (await seen(office, c)).can.includes('unmerge')
    expect(await can()).toBe(false)
    await done(office, b, unmerge)
    // Who came by way of it goes with it, and stays in it.
    expect((await zhang({ url: `/api/suggestions/${a}` })).statusCode).toBe(404)
    expect((await seen(zhang, b)).part).toBe('cosigner')
    expect(await can()).toBe(true)
    await done(office, b, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, b)
    expect(outcome(await act(office, c, unmerge))).toBe('409 suggestion.merge-answered')
    expect(await can()).toBe(false)
  })

  it('given others go on in it, then it is not withdrawn; taken out, it is', async () => {
    const [one, into] = [await sent(li), await sent(li)]
    await merge(one, into)
    const withdraw = { act: 'withdraw', reason: '不用了' }
    expect(outcome(await act(li, into, withdraw))).toBe('409 suggestion.others-go-on-here')
    const can = async () => (await seen(li, into)).can.includes('withdraw')
    expect(await can()).toBe(false)
    await done(office, one, unmerge)
    expect(await can()).toBe(true)
    expect((await done(li, into, withdraw)).state).toBe('withdrawn')
  })

  it('given two clerks take it out at once, then one gets through', async () => {
    const [one, into] = [await sent(zhang), await sent(li)]
    await merge(one, into)
    const both = await bothReadFirst(t, ['suggestion.unmerge'], () =>
      Promise.all([act(office, one, unmerge), act(office, one, unmerge)]),
    )
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    expect(running(await seen(office, one))).toEqual(['assign'])
  })
})

it('given it was not filed by mistake, then it is looked at again, with a reason, and its authors hear it', async () => {
  const id = await sent(li)
  await done(office, id, { act: 'decline', why: 'empty', reason: '没有写具体' })
  for (const reason of [undefined, '  '])
    expect(outcome(await act(office, id, { act: 'resume', reason }))).toBe('400 request.invalid')
  t.clock.set('2026-03-05T02:00:00Z')
  const view = await done(office, id, { act: 'resume', reason: '核对过了' })
  expect([view.state, view.declined, running(view)]).toEqual(['review', null, ['assign']])
  const clock = view.clocks.find(({ stoppedAt }) => stoppedAt === null)
  expect(clock?.startedAt).toBe('2026-03-05T02:00:00.000Z')
  expect(view.timeline[0]?.sentence).toBe('代表工委收回了不予立案的决定，恢复审核。')
  expect(await headlines(li, id)).toContain('不予立案的决定收回了，建议恢复审核')
  expect(outcome(await act(li, id, { act: 'resume', reason: '我要' }))).toBe(
    '409 suggestion.not-now',
  )
})

it('given many were released, then they are taken down at once for a reason, and what was not is told', async () => {
  const released = async (): Promise<string> => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    await answeredBy(housing.client, id)
    return id
  }
  const ids = [await released(), await released(), await released()]
  const [, , hidden = ''] = ids
  await post(office, '/api/suggestion-publications', { ids: ids.slice(0, 2) })
  const path = '/api/suggestion-publications/withdrawals'
  expect(outcome(await post(office, path, { ids }))).toBe('400 request.invalid')
  const report = (await post(office, path, { ids, reason: '里面有住址' })).json()
  expect(report.items.map((one: { done: boolean }) => one.done)).toEqual([true, true, false])
  expect(report.items[2].message).toBe('这件没有公开，不用撤下。')
  for (const id of ids) {
    expect((await t.voter({ url: `/suggestions/${id}` })).statusCode).toBe(404)
    const { remarks } = await seen(office, id)
    expect(remarks.map(({ text }) => text)).toEqual(id === hidden ? [] : ['里面有住址'])
  }
})
