import { type EpochMs, MINUTE } from '../core/clock.ts'

/**
 * A link belongs to the device that took the first step by it. The code by which it goes on on
 * another one: characters that nobody mixes up, good once, and void after so many wrong tries, so
 * that guessing one of 23⁶ is hopeless. [default]
 */
export const RELAY = { length: 6, life: 10 * MINUTE, tries: 5 } as const

/** What a link keeps of the device that has it, all of it as keyed hashes. */
export interface Hold {
  deviceHash: string | null
  relayHash: string | null
  relayUntil: EpochMs | null
  relayTries: number | null
}

export type Holding = 'free' | 'here' | 'elsewhere'

/** Whose a link is, seen from one device; a device without a mark has none. */
export function holdingOf({ deviceHash }: Pick<Hold, 'deviceHash'>, own: string | null): Holding {
  if (deviceHash === null) return 'free'
  return deviceHash === own ? 'here' : 'elsewhere'
}

/**
 * What a typed code comes to. `left`: how many wrong ones the code still bears after this one.
 * @param typed its keyed hash
 */
export function judgeRelay(
  { relayHash, relayUntil, relayTries }: Hold,
  typed: string,
  at: EpochMs,
): { kind: 'right' | 'void' } | { kind: 'wrong'; left: number } {
  const tries = relayTries ?? 0
  if (relayHash === null || relayUntil === null || at > relayUntil || tries >= RELAY.tries)
    return { kind: 'void' }
  return relayHash === typed ? { kind: 'right' } : { kind: 'wrong', left: RELAY.tries - tries - 1 }
}
