import { lookUpRepresentative } from '@mashang/server/representatives/representatives.store.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const nameNow = async (): Promise<string | undefined> =>
  (await lookUpRepresentative(t.context, t.seed.representatives[0]?.id ?? ''))?.name

describe('what is remembered of the database', () => {
  test('given a row that was read, when a commit changes it, then the next reading is new', async () => {
    expect(await nameNow()).toBe('李婺')
    await execute(t, "update representatives set name = '李婺（改）' where name = '李婺'")
    expect(await nameNow()).toBe('李婺（改）')
  })

  test('given a row that was not there, when it is added, then it is found', async () => {
    const id = t.seed.representatives[0]?.id ?? ''
    await execute(t, `update representatives set id = 'elsewhere' where id = '${id}'`)
    expect(await nameNow()).toBeUndefined()
    await execute(t, `update representatives set id = '${id}' where id = 'elsewhere'`)
    expect(await nameNow()).toBeDefined()
  })

  test('given that nothing changed, then the very same row is handed out, and nobody can change it', async () => {
    const id = t.seed.representatives[0]?.id ?? ''
    const row = await lookUpRepresentative(t.context, id)
    if (row === null) throw new Error('The seeded representative is missing.')
    const again = await lookUpRepresentative(t.context, id)
    expect(again).toEqual(row)
    // Where another process could write unnoticed, nothing is remembered.
    expect(again === row).toBe(t.context.db.revisions.exact)
    expect(Object.isFrozen(row)).toBe(t.context.db.revisions.exact)
  })
})
