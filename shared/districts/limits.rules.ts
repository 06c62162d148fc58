import type { EpochMs } from '../core/clock.ts'
import { type Limits, STANDARD_LIMITS } from './limits.words.ts'

/**
 * Limits as they were set at a moment; the standard ones are version 1, since ever. What a former
 * version did not know yet is as it was shipped.
 */
export interface LimitsSet extends Partial<Limits> {
  since: EpochMs
}

export interface LimitsInForce {
  limits: Limits
  /** 1: as shipped, 2: the first change, and so on. */
  version: number
  since: EpochMs | null
}

const inForce = (history: readonly LimitsSet[], version: number): LimitsInForce => {
  const found = history[version - 2]
  if (found === undefined) return { limits: STANDARD_LIMITS, version: 1, since: null }
  const { since, ...limits } = found
  return { limits: { ...STANDARD_LIMITS, ...limits }, version, since }
}

/** What holds now. @param history every change, oldest first; null: none yet */
export const limitsNow = (history: readonly LimitsSet[] | null): LimitsInForce =>
  inForce(history ?? [], (history?.length ?? 0) + 1)

/** What holds for a clock that started then: a later change does not touch it. */
export const limitsAt = (history: readonly LimitsSet[] | null, at: EpochMs): LimitsInForce => {
  const past = (history ?? []).filter(({ since }) => since <= at)
  return inForce(past, past.length + 1)
}

export const sameLimits = (one: Limits, other: Limits): boolean =>
  (Object.keys(STANDARD_LIMITS) as (keyof Limits)[]).every((key) => one[key] === other[key])
