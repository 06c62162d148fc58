import { hash } from 'node:crypto'
import type { EpochMs } from '@mashang/shared/core/clock.ts'

export type ActorKind = 'voter' | 'account' | 'system'

/** One thing that happened. `data` holds references and numbers only, never a person's words. */
export interface Fact {
  at: EpochMs
  type: string
  actor: { kind: ActorKind; id: string | null }
  subject: { kind: string; id: string }
  data?: Record<string, string | number | boolean | null>
}

export interface LedgerRow {
  district: string
  sequence: number
  at: EpochMs
  type: string
  actorKind: string
  actorId: string | null
  subjectKind: string
  subjectId: string
  data: string
  hash: string
}

/** The hash before the first row of a district. */
export const GENESIS = '0'.repeat(64)

/** SHA-256 over the row before and every column of this one, as an unambiguous JSON array. */
export const hashOf = (previous: string, row: Omit<LedgerRow, 'hash'>): string =>
  hash(
    'sha256',
    JSON.stringify([
      previous,
      row.district,
      row.sequence,
      row.at,
      row.type,
      row.actorKind,
      row.actorId,
      row.subjectKind,
      row.subjectId,
      row.data,
    ]),
    'hex',
  )

/** A fact as the next row of the chain. */
export function chained(
  district: string,
  head: { sequence: number; hash: string },
  fact: Fact,
): LedgerRow {
  const row = {
    district,
    sequence: head.sequence + 1,
    at: fact.at,
    type: fact.type,
    actorKind: fact.actor.kind,
    actorId: fact.actor.id,
    subjectKind: fact.subject.kind,
    subjectId: fact.subject.id,
    data: JSON.stringify(fact.data ?? {}),
  }
  return { ...row, hash: hashOf(head.hash, row) }
}
