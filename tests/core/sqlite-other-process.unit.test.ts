import { join } from 'node:path'
import { migrated } from '@mashang/server/core/db/open.ts'
import { openSqlite } from '@mashang/server/core/db/sqlite.ts'
import { lookUpRepresentative } from '@mashang/server/representatives/representatives.store.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { directly } from '../support/direct-sql.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const nameNow = async (): Promise<string | undefined> =>
  (await lookUpRepresentative(t.context, t.seed.representatives[0]?.id ?? ''))?.name

test('given a row that was read, when another process changes the file, then the next reading is new', async () => {
  expect(await nameNow()).toBe('李婺')
  const other = await migrated(openSqlite(join(t.context.config.dataFolder, 'mashang.sqlite')))
  await other.commit('home', [
    directly("update representatives set name = '李婺二' where name = '李婺'"),
  ])
  await other.close()
  expect(await nameNow()).toBe('李婺二')
})
