import { accountAt, accountNow } from '@mashang/server/points/accounts.usecases.ts'
import { beginAnew, followLedger } from '@mashang/server/points/follow.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { periodOf } from '@mashang/shared/points/periods.rules.ts'
import { plainOf } from '@mashang/shared/points/plain.rules.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { type People, random } from './facts.ts'
import { ledgerOf } from './random-ledger.ts'
import { committed } from './steps.ts'

/** Whatever happens later, the account of a moment is the one that there was at it. */

let t: TestApp
let people: People
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  // Behind every day that a made ledger speaks of.
  t.clock.set('2027-04-01T02:00:00Z')
  people = [seeded(t, 0).id, seeded(t, 1).id, seeded(t, 2).id]
})
afterAll(() => t.close())

const YEARS = [periodOf('2026'), periodOf('2027')]
type One = (id: string, year: (typeof YEARS)[number]) => ReturnType<typeof accountNow>
const all = (one: One) =>
  Promise.all(people.flatMap((id) => YEARS.map(async (year) => plainOf(await one(id, year)))))

const first = Date.now() % 1_000_000_000
it.each([first, first + 1, first + 2])(
  'after any ledger, of any moment of it, kept or read from nothing (seed %i)',
  async (seed) => {
    const r = random(seed)
    // Activities that are settled late count by their own day: that is how records tell them.
    const ledger = ledgerOf(r, people).filter(({ subjectKind }) => subjectKind !== 'activity')
    const seen: [moment: number, Awaited<ReturnType<typeof all>>][] = []
    for (let at = 0; at < ledger.length; ) {
      const until = at + 1 + r.below(9)
      await committed(t, seed, ledger.slice(at, until), t.clock.now())
      at = until
      t.clock.advance(DAY)
      await followLedger(t.context)
      if (r.below(3) === 0)
        seen.push([t.clock.now(), await all((id, year) => accountNow(t.context, id, year))])
      t.clock.advance(DAY)
    }
    const asTheyWere = async (): Promise<void> => {
      for (const [moment, accounts] of seen)
        expect(
          await all((id, year) => accountAt(t.context, id, year, moment)),
          `seed ${seed}, as of ${new Date(moment).toISOString()}`,
        ).toEqual(accounts)
    }
    await asTheyWere()
    await beginAnew(t.context)
    await followLedger(t.context)
    await asTheyWere()
  },
)
