import { toIso } from '@mashang/shared/core/clock.ts'
import { issueFacts } from '@mashang/shared/issues/facts.words.ts'
import {
  type IssueFact,
  sentenceOf,
  type TimelineWords,
} from '@mashang/shared/issues/issues.timeline.ts'
import type { ledgerEntry } from '@mashang/shared/issues/office.model.ts'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import type { LedgerRow } from '../core/ledger/ledger.chain.ts'
import { factsOf, rowsAreWhole } from '../core/ledger/ledger.store.ts'
import { departmentsEver } from '../departments/departments.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { findStation } from '../stations/stations.store.ts'
import { type IssueRecord, messagesOf } from './issues.store.ts'

export const factOf = (row: LedgerRow): IssueFact => ({
  sequence: row.sequence,
  at: row.at,
  type: row.type,
  actorKind: row.actorKind,
  actorId: row.actorId,
  data: JSON.parse(row.data) as Record<string, unknown>,
})

/** Loads what the ledger only refers to, so that the fold itself stays pure. */
export async function wordsFor(
  context: Context,
  issueId: string,
  facts: readonly IssueFact[],
  reader: Pick<TimelineWords, 'voter' | 'reasons'>,
): Promise<TimelineWords> {
  const { voter } = reader
  const messages = new Map((await messagesOf(context, issueId)).map((m) => [m.id, m]))
  const departments = new Map((await departmentsEver(context)).map(({ id, name }) => [id, name]))
  const representatives = new Map<unknown, string>()
  const stations = new Map<unknown, string>()
  const ids = facts.flatMap(({ data }) => [
    data.representativeId,
    data.to,
    data.from,
    data.by,
    data.for,
  ])
  for (const id of new Set(ids)) {
    if (typeof id !== 'string') continue
    const representative = await lookUpRepresentative(context, id)
    if (representative !== null) representatives.set(id, representative.name)
    else stations.set(id, (await findStation(context, id))?.name ?? '代表家站')
  }
  // Facts of other kinds of matter stand here too, and do not say for whom the account spoke.
  const accounts = new Map(
    facts.flatMap(({ actorId, data }) => (data.by === undefined ? [] : [[actorId, data.by]])),
  )
  return {
    ...reader,
    representative: (id) => representatives.get(id) ?? '另一位',
    department: (id) => departments.get(id) ?? '承办单位',
    actor: (kind, id) => {
      if (kind === 'voter') return voter
      if (kind === 'system') return '系统'
      const by = accounts.get(id)
      const name = representatives.get(by)
      return name === undefined ? (stations.get(by) ?? '代表工委') : `${name}代表`
    },
    message: (id) => messages.get(String(id)) ?? null,
  }
}

type LedgerEntry = z.input<typeof ledgerEntry>

/** The ledger of one matter, oldest first, with proof that no row of it was changed. */
export async function ledgerView(
  context: Context,
  issue: IssueRecord,
): Promise<{ entries: LedgerEntry[]; whole: boolean }> {
  const rows = await factsOf(context, issue.id)
  const facts = rows.map(factOf)
  const words = await wordsFor(context, issue.id, facts, { voter: '选民', reasons: true })
  return {
    whole: await rowsAreWhole(context, rows),
    entries: rows.map((row, index) => {
      const fact = facts[index] as IssueFact
      return {
        sequence: row.sequence,
        at: toIso(row.at),
        type: row.type,
        actor: row.actorKind === 'voter' ? '选民' : words.actor(row.actorKind, row.actorId),
        sentence: sentenceOf(fact, words) ?? `${issueFacts[row.type] ?? '记了一笔'}。`,
        hash: row.hash,
        data: fact.data,
      }
    }),
  }
}
