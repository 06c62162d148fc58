import { Database } from '@mashang/server/core/db/database.ts'
import { openDatabase } from '@mashang/server/core/db/open.ts'
import { whenTouched } from '@mashang/server/core/db/when-touched.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { directly } from '../support/direct-sql.ts'

let t: TestApp
/** Another process on the same database. */
let other: Database
const opened: Database[] = []
beforeAll(async () => {
  t = await startApp()
  const { config, db } = t.context
  if (db.dialect === 'pg' && config.databaseUrl === null) other = new Database(db.engine)
  else {
    other = await openDatabase(config.databaseUrl, config.dataFolder)
    opened.push(other)
  }
})
afterAll(async () => {
  for (const one of opened) await one.close()
  await t.close()
})

const DAY = 24 * 3_600_000
const stopping = new AbortController().signal
/** A job and how often it really looked. */
function counted(tables: readonly string[], work: () => Promise<void>, atLeast = DAY) {
  let looks = 0
  const run = whenTouched(
    t.context,
    tables,
    async () => {
      looks += 1
      await work()
    },
    atLeast,
  )
  return async (): Promise<number> => {
    await run(stopping)
    return looks
  }
}
const nothing = async (): Promise<void> => undefined
const rename = (name: string) =>
  directly(`update representatives set name = '${name}' where name like '李%'`)

it('given that nothing was written, then it is not looked at again', async () => {
  const turn = counted(['ledger'], nothing)
  expect([await turn(), await turn(), await turn()]).toEqual([1, 1, 1])
})

it('given a fact, then who follows the ledger looks; who follows another table does not', async () => {
  const ledger = counted(['ledger'], nothing)
  const batches = counted(['poster_batches'], nothing)
  expect([await ledger(), await batches()]).toEqual([1, 1])
  await filed(t)
  expect([await ledger(), await batches()]).toEqual([2, 1])
  expect(await ledger()).toBe(2)
})

it('given a commit without a fact, then who follows the ledger does not look', async () => {
  const ledger = counted(['ledger'], nothing)
  const people = counted(['representatives'], nothing)
  expect([await ledger(), await people()]).toEqual([1, 1])
  await t.context.db.commit('home', [rename('李婺二')])
  expect([await ledger(), await people()]).toEqual([1, 2])
})

it('given that another process wrote, then it is looked at within a second and a little', async () => {
  const people = counted(['representatives'], nothing)
  const ledger = counted(['ledger'], nothing)
  expect([await people(), await ledger()]).toEqual([1, 1])
  const fact = { at: t.clock.now(), type: 'issue.filed' as const }
  const about = { actor: { kind: 'voter' as const, id: null }, subject: { kind: 'issue', id: 'x' } }
  await other.commit('home', [rename('李婺三')], [{ ...fact, ...about }])
  await expect.poll(people, { timeout: 3_000, interval: 50 }).toBe(2)
  await expect.poll(ledger, { timeout: 3_000, interval: 50 }).toBe(2)
})

it('given that it failed, then it is done again', async () => {
  let failing = true
  const turn = counted(['ledger'], async () => {
    if (failing) throw new Error('no line')
  })
  await expect(turn()).rejects.toThrow('no line')
  failing = false
  expect([await turn(), await turn()]).toEqual([2, 2])
})

it('given that time passes, then it is looked at all the same: some things come due by themselves', async () => {
  const turn = counted(['ledger'], nothing, 30)
  expect(await turn()).toBe(1)
  await expect.poll(turn, { interval: 10 }).toBe(2)
})
