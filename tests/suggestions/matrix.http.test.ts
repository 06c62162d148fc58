import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import { findSuggestion } from '@mashang/server/suggestions/suggestions.store.ts'
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
import { outcome } from '../issues/steps.ts'
import type { Client } from '../support/app.ts'
import { commands, everDoes, matters, who } from './matters.ts'
import { matterDistrict } from './planted.ts'
import { act, departmentLogin } from './steps.ts'

/** What the table refuses is refused by the server, too, with its reason, and leaves no trace. */

const PEOPLE = ['lead', 'cosigner', 'office', 'main', 'clerk', 'head', 'co', 'stranger'] as const
type Person = (typeof PEOPLE)[number]

let d: Awaited<ReturnType<typeof matterDistrict>>
let clients: Record<Person, Client>
beforeAll(async () => {
  d = await matterDistrict()
  const { t, housing } = d
  const clerk = await departmentLogin(t, housing.id, '小刘', { part: 'clerk' })
  const head = await departmentLogin(t, housing.id, '王建国', { part: 'head', post: '局长' })
  clients = {
    lead: await d.t.as(0),
    cosigner: await d.t.as(1),
    office: await d.t.as('office'),
    main: d.housing.client,
    clerk: clerk.client,
    head: head.client,
    co: d.police.client,
    stranger: await d.t.as(2),
  }
})
afterAll(() => d.t.close())

/** What leaves a department is signed by who may, however far it is. */
const onlyDrafts = (by: Person, what: SuggestionAct): boolean =>
  by === 'clerk' && (what === 'sign' || what === 'redeem')

const facts = async (): Promise<number> => {
  const { ledger } = d.t.context.db.tables(ledgerTables)
  const [row] = await d.t.context.db.read.select({ n: count() }).from(ledger)
  return row?.n ?? 0
}

describe.each(Object.keys(suggestionStates) as SuggestionState[])('given it is %s', (state) => {
  it.each(PEOPLE)(
    'when %s does what is not theirs, then it is refused and nothing moves',
    async (by) => {
      const matter = matters[state]
      const id = await d.planted(matter)
      const before = [await findSuggestion(d.t.context, id), await facts()]
      const part = partOf(matter, who[by])
      // Another one stands in for what a step names, so that only the table can refuse.
      const other = await d.planted(matters.review)
      const written = await facts()
      const refused = (Object.keys(suggestionActs) as SuggestionAct[]).filter(
        (one) =>
          part === null || moves[state][one]?.by.includes(part) !== true || onlyDrafts(by, one),
      )
      for (const one of refused) {
        const body = { ...d.named(commands[one]), ...(one === 'merge' ? { into: other } : {}) }
        const said = outcome(await act(clients[by], id, body))
        const hidden = part === null || (by === 'office' && matter.submittedAt === null)
        const reason = onlyDrafts(by, one)
          ? '403 suggestion.only-drafting'
          : moves[state][one] === undefined || everDoes(part, one)
            ? '409 suggestion.not-now'
            : '403 suggestion.not-yours'
        expect(said, one).toBe(hidden ? '404 suggestion.not-found' : reason)
      }
      expect([
        await findSuggestion(d.t.context, id),
        (await facts()) - written + Number(before[1]),
      ]).toEqual(before)
    },
  )
})
