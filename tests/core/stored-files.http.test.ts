import { checkFiles } from '@mashang/scripts/move/files.ts'
import { storedKinds } from '@mashang/server/stored-files.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { furnish, settings } from '../access/world.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp({ config: settings })
  await furnish(t)
}, 120_000)
afterAll(() => t.close())

describe('files of a district that has something of every kind', () => {
  it('are named by rows, all of them, and are what the rows say', async () => {
    const { db, district, files } = t.context
    const stored: string[] = []
    for await (const name of files.list('')) stored.push(name)
    const unnamed: string[] = []
    for (const name of stored) {
      const kind = storedKinds.find(({ folder }) => name.startsWith(`${folder}/`))
      const named = (await kind?.named({ db, district }, [name])) ?? []
      if (!named.some((one) => one.name === name)) unnamed.push(name)
    }
    expect(unnamed).toEqual([])
    const seen = new Set(stored.map((name) => name.split('/')[0]))
    // Portraits, seals and sheets that are ready have tests of their own.
    expect([...seen].sort()).toEqual([
      'activities',
      'photos',
      'records',
      'rosters',
      'sheet-alarms',
      'sheets',
      'suggestions',
    ])
    const { checked, faults } = await checkFiles(files, db, [district])
    expect(faults).toEqual([])
    expect(checked).toBe(stored.length)
  })
})
