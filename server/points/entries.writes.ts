import type { Entry } from '@mashang/shared/points/catalogue.rules.ts'
import { eq, type SQL, sql } from 'drizzle-orm'
import { statement, value, type Write } from '../core/db/statement.ts'
import type { EntryRecord } from './entries.store.ts'
import { pointsTables } from './points.table.ts'

type Schema = ReturnType<typeof pointsTables>

const laterSequence = (e: Schema['pointEntries']) =>
  sql`case when excluded.sequence > ${e.sequence} then excluded.sequence else ${e.sequence} end`

/** Moments and places of an entry that is there already. */
const keeping = (name: string, again: (e: Schema['pointEntries']) => { sequence: SQL; at?: SQL }) =>
  statement<Schema, EntryRecord>(pointsTables, name, (b, { pointEntries: e }) =>
    b
      .insert(e)
      .values({
        district: value('district'),
        representativeId: value('representativeId'),
        fact: value('fact'),
        matterKind: value('matterKind'),
        matterId: value('matterId'),
        at: value('at'),
        sequence: value('sequence'),
      })
      .onConflictDoUpdate({
        target: [e.district, e.representativeId, e.fact, e.matterId],
        set: again(e),
      }),
  )

/** A second fact of the same kind and matter is no second entry; only where it was said last moves on. */
const saidAgain = keeping('keep point entry', (e) => ({ sequence: laterSequence(e) }))

/** What is known of its moment is put right, too. */
const putRight = keeping('correct point entry', (e) => ({
  sequence: laterSequence(e),
  at: sql`case when excluded.sequence >= ${e.sequence} then excluded.at else ${e.at} end`,
}))

export const keepEntry = ({ corrects, ...row }: Entry & { district: string }): Write =>
  (corrects === true ? putRight : saidAgain)(row)

export const dropEntries = statement<Schema, { district: string }>(
  pointsTables,
  'drop point entries',
  (b, { pointEntries: e }) => b.delete(e).where(eq(e.district, value('district'))),
)
