import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { answer, filed, post } from './steps.ts'

const MIGRATION = join(
  import.meta.dirname,
  '../../server/migrations/pg/0018_no_samples_of_words.sql',
)
const CANARY = 'canary'

// SQLite keeps no samples of what lies in its columns: see no-byte-left.
describe.runIf(process.env.MASHANG_TEST_DIALECT === 'postgres')('statistics of PostgreSQL', () => {
  let t: TestApp
  let client: pg.Client
  beforeAll(async () => {
    t = await startApp({ config: { limits: false } })
    client = new pg.Client({ connectionString: t.context.config.databaseUrl ?? '' })
    await client.connect()
  })
  afterAll(async () => {
    await client.end()
    await t.close()
  })

  /** Where samples say a word of a voter. */
  async function sampled(): Promise<string[]> {
    const { rows } = await client.query<{ at: string }>(
      `select tablename || '.' || attname as at from pg_stats where schemaname = current_schema()
        and concat(most_common_vals, histogram_bounds) ilike '%${CANARY}%' order by 1`,
    )
    return rows.map(({ at }) => at)
  }

  it('hold no sample of what voters write, so that nothing of it is left when it is erased', async () => {
    const by = await t.as(0)
    await Promise.all(
      Array.from({ length: 24 }, async (_, n) => {
        const { id, receipt } = await filed(t, {
          title: `${CANARY}题${n % 6}`,
          text: `${CANARY}文${n % 6}`,
          place: `${CANARY}处${n % 6}`,
          contact: { name: `${CANARY}名${n % 6}` },
        })
        await answer(by, id)
        await post(t.voter, `/api/receipts/${receipt}/messages`, { text: `${CANARY}又${n % 6}` })
      }),
    )
    await client.query('analyze')
    expect(await sampled()).toEqual([])
    const { rows } = await client.query(
      "select count(*)::int as n from pg_stats where tablename = 'issues' and attname = 'state'",
    )
    expect(rows[0].n).toBe(1)
  }, 60_000)

  it('lose the samples that an earlier version took', async () => {
    const columns = await client.query<{ table: string; column: string }>(
      `select attrelid::regclass::text as table, attname as column from pg_attribute
        where attstattarget = 0 and attnum > 0 and attrelid::regclass::text not like 'pg_%'`,
    )
    expect(columns.rows.length).toBeGreaterThan(10)
    for (const { table, column } of columns.rows)
      await client.query(
        column === 'lower'
          ? `alter index ${table} alter column 2 set statistics -1`
          : `alter table ${table} alter column ${column} set statistics -1`,
      )
    await client.query('analyze')
    expect(await sampled()).toEqual(
      expect.arrayContaining(['issue_messages.text', 'issues.title', 'issues_by_title.lower']),
    )
    for (const step of readFileSync(MIGRATION, 'utf8').split('--> statement-breakpoint'))
      await client.query(step)
    expect(await sampled()).toEqual([])
    await client.query('analyze')
    expect(await sampled()).toEqual([])
  })
})
