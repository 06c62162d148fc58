import { beginAnew, followLedger } from '@mashang/server/points/follow.usecases.ts'
import { pointsTables } from '@mashang/server/points/points.table.ts'
import { collect, nothingYet } from '@mashang/shared/points/collect.rules.ts'
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { type People, random } from './facts.ts'
import { ledgerOf } from './random-ledger.ts'
import { committed } from './steps.ts'

/** What is kept of the ledger by the database does not depend on how far it was read at a time. */

let t: TestApp
let people: People
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  people = [seeded(t, 0).id, seeded(t, 1).id, seeded(t, 2).id]
})
afterAll(() => t.close())

/** Every row, of all seeds so far. */
async function kept() {
  const { pointEntries: e } = t.context.db.tables(pointsTables)
  return await t.context.db.read
    .select()
    .from(e)
    .where(eq(e.district, t.context.district))
    .orderBy(asc(e.representativeId), asc(e.matterId), asc(e.fact))
}

const first = Date.now() % 1_000_000_000
it.each([first, first + 1, first + 2])(
  'read in any pieces, in small windows, it keeps the same as from nothing (seed %i)',
  async (seed) => {
    const r = random(seed)
    const ledger = ledgerOf(r, people)
    for (let at = 0; at < ledger.length; ) {
      const until = at + 1 + r.below(12)
      await committed(t, seed, ledger.slice(at, until))
      expect(await followLedger(t.context, { window: 1 + r.below(5) })).toBe(true)
      at = until
    }
    const pieces = await kept()
    await beginAnew(t.context)
    await followLedger(t.context)
    expect(pieces).toEqual(await kept())
    // And it is what the rule says of the same facts.
    const { entries } = collect(nothingYet(), ledger)
    const ruled = [...entries.values()].flatMap((own) =>
      [...own.values()].map(({ representativeId, fact, matterId, at }) =>
        [representativeId, fact, `${seed}-${matterId}`, at].join(' '),
      ),
    )
    const here = pieces.flatMap(({ representativeId, fact, matterId, at }) =>
      matterId.startsWith(`${seed}-`) ? [[representativeId, fact, matterId, at].join(' ')] : [],
    )
    expect(here.sort()).toEqual(ruled.sort())
  },
)
