import type { ClosingView } from '@mashang/shared/points/closings.api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

/** Before a closing is signed the office is told who could not see their result. */

let t: TestApp
let office: Client
let url = ''
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  office = fresh(t, 'office')
  await Promise.all([t.as(0), t.as(1)])
  await execute(t, 'update representatives set created_at = 0')
  const made = await post(office, '/api/points/closings', { period: '2026-1' })
  expect(outcome(made)).toBe('201')
  url = `/api/points/closings/${made.json().id}`
})
afterAll(() => t.close())

const unreached = async () => ((await office({ url })).json() as ClosingView).unreached
const setOn = (index: 0 | 1, change: string) =>
  execute(t, `update accounts set ${change} where representative_id = '${seeded(t, index).id}'`)

it('names whoever has no account, or has never signed in, in the order of the roster', async () => {
  await setOn(0, 'last_sign_in_at = null')
  await setOn(1, 'last_sign_in_at = 1')
  const of = async (index: 0 | 1) =>
    (await unreached()).find(({ id }) => id === seeded(t, index).id)?.why ?? null
  expect([await of(0), await of(1)]).toEqual(['never', null])
  await setOn(1, 'closed_at = 1')
  expect([await of(0), await of(1)]).toEqual(['never', 'account'])
  await setOn(0, 'last_sign_in_at = 1')
  expect(await of(0)).toBeNull()
})
