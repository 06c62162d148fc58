import { MANY } from '@mashang/server/core/db/kept.ts'
import { deadlinesTables } from '@mashang/server/core/deadlines/deadlines.table.ts'
import { issuesTables } from '@mashang/server/issues/issues.table.ts'
import { DAY, HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answer, filed } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { copies } from '../support/copies.ts'
import { execute } from '../support/direct-sql.ts'

/** What is counted of more than ten thousand is at most a minute old; beside it a few are told at once. */
let t: TestApp
let office: Client
let late: string
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  const one = await filed(t)
  await answer(await t.as(0), one.id)
  const { issues } = t.context.db.tables(issuesTables)
  const { deadlines } = t.context.db.tables(deadlinesTables)
  await copies(t, 'issues', issues, {
    of: `id = '${one.id}'`,
    many: MANY,
    own: {
      id: "'many-' || n",
      number: '100000 + n',
      receipt_hash: "'many-' || n",
      filing_key: "'many-' || n",
    },
  })
  late = (await filed(t, {}, 1)).id
  t.clock.advance(25 * HOUR)
  await copies(t, 'deadlines', deadlines, {
    of: `subject_id = '${one.id}' and clock = 'response'`,
    many: MANY + 1,
    own: {
      id: "'many-' || n",
      subject_id: "'many-' || n",
      due_at: String(t.clock.now() + DAY),
      stopped_at: 'null',
    },
  })
  office = await t.as('office')
}, 120_000)
afterAll(() => t.close())

const table = async () => (await office({ url: '/api/issues?size=1' })).json()
const sums = async () => (await office({ url: '/api/timeliness?days=30' })).json()

it('a great many clocks are counted once a minute, few late ones and the whole at once', async () => {
  const before = await table()
  expect(before.counts).toMatchObject({ open: MANY + 2, overdue: 1 })
  const came = await filed(t)
  await answer(await t.as(1), late)
  const after = await table()
  expect(after.total).toBe(before.total + 1)
  expect(after.items[0].id).toBe(came.id)
  expect(after.counts).toMatchObject({ open: MANY + 1, overdue: 0, today: before.counts.today + 1 })
  t.clock.advance(MINUTE)
  expect((await table()).counts).toMatchObject({ open: MANY + 2, overdue: 0 })
})

it('rates over a great many say when they were counted, and are counted once a minute', async () => {
  const before = await sums()
  expect(before.all.counted).toBe(MANY + 2)
  t.clock.advance(MINUTE - 1)
  await execute(t, "update issues set responded_at = null where id = 'many-1'")
  expect(await sums()).toEqual(before)
  t.clock.advance(1)
  const after = await sums()
  expect(after.all.inTime).toBe(before.all.inTime - 1)
  expect(Date.parse(after.serverTime)).toBe(t.clock.now())
})
