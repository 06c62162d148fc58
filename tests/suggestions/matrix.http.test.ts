import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import { findSuggestion, insertSuggestion } from '@mashang/server/suggestions/suggestions.store.ts'
import { columnsOf, partyWrites } from '@mashang/server/suggestions/suggestions.writes.ts'
import { newRecord } from '@mashang/server/suggestions/writing.usecases.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { partOf } from '@mashang/shared/suggestions/matter.rules.ts'
import { moves } from '@mashang/shared/suggestions/moves.rules.ts'
import {
  type SuggestionAct,
  type SuggestionState,
  suggestionActs,
  suggestionStates,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import { count } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { commands, everDoes, matters, START, who } from './matters.ts'
import { act, department } from './steps.ts'

/** What the table refuses is refused by the server, too, with its reason, and leaves no trace. */

const PEOPLE = ['lead', 'cosigner', 'office', 'main', 'co', 'stranger'] as const
type Person = (typeof PEOPLE)[number]

let t: TestApp
let clients: Record<Person, Client>
/** The people of the matters, as this district has them. */
let ids: ReadonlyMap<string, string>
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set(new Date(START).toISOString())
  const housing = await department(t, '区住房和城乡建设局')
  const police = await department(t, '公安分局')
  ids = new Map([
    ['li', seeded(t, 0).id],
    ['zhang', seeded(t, 1).id],
    ['housing', housing.id],
    ['police', police.id],
  ])
  clients = {
    lead: await t.as(0),
    cosigner: await t.as(1),
    office: await t.as('office'),
    main: housing.client,
    co: police.client,
    stranger: await t.as(2),
  }
})
afterAll(() => t.close())

/** Ids in whatever names people by those of the rules' tests. */
const named = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (_, one) => (typeof one === 'string' ? (ids.get(one) ?? one) : one)),
  )

async function planted(matter: Matter): Promise<string> {
  const own = named(matter)
  const record = newRecord(t.context, own, null, START)
  const sent = own.submittedAt === null ? {} : { year: 2026, number: planted.next++ }
  await t.context.db.commit('home', [
    insertSuggestion({ ...record, ...columnsOf(own), ...sent }),
    ...partyWrites('home', record.id, own),
  ])
  return record.id
}
planted.next = 1

const facts = async (): Promise<number> => {
  const { ledger } = t.context.db.tables(ledgerTables)
  const [row] = await t.context.db.read.select({ n: count() }).from(ledger)
  return row?.n ?? 0
}

describe.each(Object.keys(suggestionStates) as SuggestionState[])('given it is %s', (state) => {
  it.each(PEOPLE)(
    'when %s does what is not theirs, then it is refused and nothing moves',
    async (by) => {
      const matter = matters[state]
      const id = await planted(matter)
      const before = [await findSuggestion(t.context, id), await facts()]
      const part = partOf(matter, who[by])
      // Another one stands in for what a step names, so that only the table can refuse.
      const other = await planted(matters.review)
      const written = await facts()
      const refused = (Object.keys(suggestionActs) as SuggestionAct[]).filter(
        (one) => part === null || moves[state][one]?.by.includes(part) !== true,
      )
      for (const one of refused) {
        const body = { ...named(commands[one]), ...(one === 'merge' ? { into: other } : {}) }
        const said = outcome(await act(clients[by], id, body))
        const hidden = part === null || (by === 'office' && matter.submittedAt === null)
        const reason =
          moves[state][one] === undefined || everDoes(part, one)
            ? '409 suggestion.not-now'
            : '403 suggestion.not-yours'
        expect(said, one).toBe(hidden ? '404 suggestion.not-found' : reason)
      }
      expect([
        await findSuggestion(t.context, id),
        (await facts()) - written + Number(before[1]),
      ]).toEqual(before)
    },
  )
})
