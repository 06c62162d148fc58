import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { pointsUnheld } from '@mashang/server/points/held.usecases.ts'
import type { ClosingView } from '@mashang/shared/points/closings.api.ts'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { rightBefore } from '../support/while-committing.ts'
import { mine } from './steps.ts'

/** A draft that should not have been begun is thrown away, and its period drawn up anew. */

let t: TestApp
let office: Client
let other: Client
let closing: ClosingView
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  office = fresh(t, 'office')
  other = async (call) => await (await t.as('office-2'))(call)
  await execute(t, `update representatives set created_at = ${Date.parse('2024-01-01')}`)
  await execute(t, `update representatives set sector = '牧民' where id = '${seeded(t, 0).id}'`)
})
afterAll(() => t.close())

const url = (what = '') => `/api/points/closings/${closing.id}${what}`
const show = async (): Promise<ClosingView> => (await office({ url: url() })).json()
const draft = () => post(office, '/api/points/closings', { period: '2025' })
const discard = (by = office, reason = '少核对了几件，重新起草。') =>
  post(by, url('/discarding'), { reason })
const appraise = () =>
  post(office, url('/appraisals'), {
    representativeId: seeded(t, 0).id,
    points: 5,
    reason: '坚持走访。',
  })
const sign = (by = office) => post(by, url('/signature'), { signer: '主任', reason: '通过。' })

beforeEach(async () => {
  const made = await draft()
  if (made.statusCode === 201) closing = made.json()
})

it('given a draft, when it is discarded with a reason, then it stays with it, and its period is drawn up anew', async () => {
  expect(outcome(await appraise())).toBe('200')
  expect(outcome(await discard(office, ' '))).toBe('400 request.invalid')
  expect(outcome(await discard())).toBe('200')
  expect(await show()).toMatchObject({
    state: 'discarded',
    signer: null,
    signedBy: null,
    discarded: { reason: '少核对了几件，重新起草。' },
  })
  const facts = await factsOf(t.context, closing.id)
  expect(facts.map(({ type }) => type)).toEqual([
    'points.closing-drafted',
    'points.appraised',
    'points.closing-discarded',
  ])
  const before = closing
  closing = (await draft()).json()
  expect(closing.id).not.toBe(before.id)
  // What was appraised in the one that went is none of the new one.
  expect(await show()).toMatchObject({ state: 'draft', appraisals: 1 })
  const { items } = (await office({ url: '/api/points/closings' })).json()
  expect(items.map(({ state }: ClosingView) => state).sort()).toEqual(['discarded', 'draft'])
  expect(await pointsUnheld(t.context)).toEqual([])
})

it('given it was discarded, then nobody goes on with it, and nobody was ever told of it', async () => {
  await discard()
  for (const act of [appraise, sign, discard, () => post(office, url('/end'))])
    expect(outcome(await act())).toBe('409 points.closing-discarded')
  expect((await mine(fresh(t, 0), '2025')).closing).toBeNull()
  expect((await fresh(t, 0)({ url: '/api/notices' })).json().items).toEqual([])
})

it('given a colleague discards it at the moment of a signature, then whoever signs is told; and the other way round', async () => {
  await appraise()
  rightBefore(t, 'begin signing point closing', () => discard(other))
  expect(outcome(await sign())).toBe('409 points.closing-discarded')
  expect((await show()).state).toBe('discarded')
  closing = (await draft()).json()
  await appraise()
  rightBefore(t, 'discard point closing', () => sign(other))
  expect(outcome(await discard())).toBe('409 points.closing-moved')
  expect((await show()).state).toBe('notice')
  // What was signed is told to everybody, and is thrown away by nobody.
  expect(outcome(await discard())).toBe('409 points.closing-moved')
})
