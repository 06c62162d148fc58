import { verifyLedger } from '@mashang/server/core/ledger/ledger.store.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { Life } from './ladder-life.ts'

const STEPS = process.env.MASHANG_TEST_DIALECT === 'sqlite' ? 500 : 240

const happened = new Set<string>()
const all = new Set<string>()

describe('the ladder in whatever life', () => {
  let t: TestApp
  beforeEach(async () => {
    t = await startApp({ config: { limits: false } })
  })
  afterEach(() => t.close())

  it.each([1, 20_261_123, 777])(
    'says each level of each clock at most once, and once if it is due (seed %i)',
    async (seed) => {
      const life = new Life(t, seed)
      await life.begin()
      for (let step = 0; step < STEPS; step++) {
        if (step % 50 === 49) await life.signIn()
        await life.step()
      }
      await life.end()
      for (const name of life.happened) happened.add(name)
      for (const name of life.all) all.add(name)
      const levels = life.said.flatMap(({ deadlineId, hours, skipped }) =>
        [hours, ...skipped].map((h) => `${deadlineId} ${h}`),
      )
      expect(levels.length).toBeGreaterThan(20)
      expect(new Set(levels).size).toBe(levels.length)
      expect(await verifyLedger(t.context.db, 'home')).toMatchObject({ whole: true })
    },
    60_000,
  )
})

describe('these lives', () => {
  it('were full: everything that may happen did', () => {
    expect([...all].filter((name) => !happened.has(name))).toEqual([])
  })
})
