import { statement, type Write } from '@mashang/server/core/db/statement.ts'
import type { TestApp } from './app.ts'

/** SQL of a test's own, as a write of a commit; the same words must do for both dialects. */
export const directly = (sql: string): Write =>
  statement<unknown, Record<string, never>>(
    () => undefined,
    'direct',
    () => ({ toSQL: () => ({ sql, params: [] }) }),
  )({})

/** Changes the database behind the application's back. */
export async function execute(t: TestApp, sql: string): Promise<void> {
  await t.context.db.commit('home', [directly(sql)])
}
