import { countingOn } from '@mashang/server/points/counting.jobs.ts'
import { allClosings } from '@mashang/server/points/points.store.ts'
import { allSets, resultPages, setOf } from '@mashang/server/points/result-sets.store.ts'
import { dropUnusedSets } from '@mashang/server/points/result-sets.usecases.ts'
import { tellOfSignatures } from '@mashang/server/points/signed.usecases.ts'
import { DAY, MINUTE } from '@mashang/shared/core/clock.ts'
import type { ClosingView } from '@mashang/shared/points/closings.api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { toldSoFar } from '../notices/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { rightBefore } from '../support/while-committing.ts'
import { happened, mine } from './steps.ts'

/** Results of everybody are written in pieces; one commit makes them count. */

let t: TestApp
let li: Client
let office: Client
let closing: ClosingView
const NONE = new AbortController().signal
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2025-05-06T02:00:00Z')
  li = fresh(t, 0)
  office = fresh(t, 'office')
  await li({ url: '/api/me/points' })
  await fresh(t, 1)({ url: '/api/me/points' })
  await execute(t, `update representatives set created_at = ${Date.parse('2024-01-01')}`)
  await happened(t, 'activity.attended', { representativeId: seeded(t, 0).id, kind: 'visit' })
  t.clock.set('2026-01-04T02:00:00Z')
  closing = (await post(office, '/api/points/closings', { period: '2025' })).json()
})
afterAll(() => t.close())

const row = async () => {
  const found = (await allClosings(t.context)).find(({ id }) => id === closing.id)
  if (found === undefined) throw new Error('no closing')
  return found
}
const sign = () =>
  post(office, `/api/points/closings/${closing.id}/signature`, { signer: '主任', reason: '通过。' })
const peopleIn = async (set: string): Promise<number> => {
  let people = 0
  for await (const page of resultPages(t.context, set)) people += page.length
  return people
}

it('given a crash before the end, then nobody sees what was written, and it is begun anew', async () => {
  rightBefore(t, 'move point closing', () => Promise.reject(new Error('the power is gone')))
  expect((await sign()).statusCode).toBe(500)
  const half = (await row()).run ?? ''
  expect(await peopleIn(half)).toBe(3)
  expect((await mine(li, '2025')).closing).toBeNull()
  const { items, total } = (
    await office({ url: `/api/points/closings/${closing.id}/results` })
  ).json()
  expect([items.length, total]).toEqual([3, 3])
  // While it may still be written it is let alone.
  await dropUnusedSets(t.context, NONE)
  expect(await allSets(t.context)).toEqual([half])
  expect(outcome(await sign())).toBe('409 points.closing-moved')
})

it('given an appraisal in the meantime, then it is too late', async () => {
  const body = { representativeId: seeded(t, 1).id, points: 5, reason: '坚持走访。' }
  await execute(t, "update representatives set sector = '农牧民'")
  const reply = await post(office, `/api/points/closings/${closing.id}/appraisals`, body)
  expect(outcome(reply)).toBe('409 points.closing-moved')
  await execute(t, 'update representatives set sector = null')
})

it('signed, one whole set is left, and everybody is told once, also after an interruption', async () => {
  const next = countingOn(t.context)
  await next(NONE)
  t.clock.advance(2 * MINUTE)
  // Of two at once one does it.
  await Promise.all([next(NONE), next(NONE)])
  await dropUnusedSets(t.context, NONE)
  expect(await allSets(t.context)).toEqual([setOf(await row())])
  expect(await peopleIn(setOf(await row()))).toBe(3)
  expect((await mine(li, '2025')).closing?.state).toBe('notice')
  const told = async () =>
    (await toldSoFar(t)).filter(({ kind }) => kind === 'points.signed').length
  const all = await told()
  expect(all).toBeGreaterThan(0)
  expect((await row()).told).toBe(null)
  await tellOfSignatures(t.context)
  expect(await told()).toBe(all)
  // Interrupted before anybody was told: the job does all of it, two of them each once.
  await execute(t, "delete from notices where kind = 'points.signed'")
  await execute(t, "update point_closings set told = ''")
  await Promise.all([tellOfSignatures(t.context), tellOfSignatures(t.context)])
  expect(await told()).toBe(all)
})

it('ended, the set of the end takes its place, and what was signed goes', async () => {
  const signed = setOf(await row())
  t.clock.advance(6 * DAY)
  expect(outcome(await post(office, `/api/points/closings/${closing.id}/end`))).toBe('200')
  const ended = setOf(await row())
  expect(ended).not.toBe(signed)
  await dropUnusedSets(t.context, NONE)
  expect(await allSets(t.context)).toEqual([ended])
  expect((await mine(li, '2025')).closing?.state).toBe('closed')
})

it('given it was signed before there were sets, then its own rows count', async () => {
  const { id } = closing
  const set = setOf(await row())
  await execute(t, `update point_results set closing_id = '${id}' where closing_id = '${set}'`)
  await execute(t, `update point_closings set results = null where id = '${id}'`)
  // Written past the application: what is remembered of the table goes with its next commit.
  await post(office, '/api/points/closings', { period: '2025-1' })
  await dropUnusedSets(t.context, NONE)
  expect(await allSets(t.context)).toEqual([id])
  expect((await mine(li, '2025')).total).toBeGreaterThan(0)
})
