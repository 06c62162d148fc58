import type { EpochMs } from '../core/clock.ts'
import type { MatterWords } from './matter.words.ts'

/** A fact of the ledger, as far as points need it. */
export interface LedgerFact {
  sequence: number
  at: EpochMs
  type: string
  subjectKind: string
  subjectId: string
  data: Record<string, unknown>
}

/**
 * Whose it is: named by the fact itself, or by earlier facts about the same matter; of those the first
 * one for good, or everybody whom they named.
 */
export type Owner = { id: string } | { namedBy: string; all?: true }

/** Somebody whom a fact names for what comes later about its matter. `id` null: nobody of that kind any more. */
export interface NamedOwner {
  as: string
  id: string | null
}

/** One thing that a fact of the ledger scores, before any rule. */
export interface Scoring<Fact extends string> {
  fact: Fact
  owner: Owner
  /** When it was, where that is not when it was written down; it then also corrects what was known. */
  on?: EpochMs
}

/** What the shipped rule set says of it; the office may say otherwise. */
export interface MatterRule<Fact extends string> {
  id: string
  title: string
  /** Points of each. */
  facts: Readonly<Partial<Record<Fact, number>>>
  cap?: number
  review?: 'office' | 'station'
}

/** What of a kind's facts scores: `shared/<kind>/scoring.rules.ts`. */
export interface MatterScoring<Fact extends string> {
  /** What its facts are about. */
  kind: string
  /** Grows with every change below: the ledger is then read anew from its beginning. */
  edition: number
  /** Its facts say in `on` when it was, and that is what counts. */
  dated?: true
  /** What is written down later counts by its own day, as records tell it, also as of a moment before. */
  settledLate?: true
  /** By the type of the fact. */
  facts: Readonly<Record<string, (data: Record<string, unknown>) => Scoring<Fact>[]>>
  /** Facts that name owners, by their type. */
  names?: Readonly<Record<string, (data: Record<string, unknown>) => NamedOwner | null>>
  rules?: readonly MatterRule<Fact>[]
}

/** The keys of what a kind says that it scores, and of what takes that back. */
export type ScoredBy<M extends MatterWords> =
  | (M extends { points: { facts: infer F } } ? keyof F & string : never)
  | (M extends { points: { voids: infer V } } ? keyof V & string : never)

export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** A kind of duty of whoever a fact names by their id; none where it names nobody. */
export function scoredFor<Fact extends string>(id: unknown, fact: Fact): Scoring<Fact>[] {
  const known = textOf(id)
  return known === null ? [] : [{ fact, owner: { id: known } }]
}

export const named = (as: string, value: unknown): NamedOwner | null => {
  const id = textOf(value)
  return id === null ? null : { as, id }
}
