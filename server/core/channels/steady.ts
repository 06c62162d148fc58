import { type Clock, SECOND } from '@mashang/shared/core/clock.ts'
import {
  type Channel,
  type Destination,
  type Driver,
  declined,
  type Message,
  type Outcome,
} from './channel.ts'
import { Forbidden } from './outbound-call.ts'
import { NoAnswer } from './vendor-call.ts'

/** [default] In milliseconds. */
export interface Endurance {
  /** How long one attempt may take. */
  timeout: number
  /** So many failures in a row, and the peer is left alone … */
  failures: number
  /** … for so long; then one message finds out whether it is back. */
  rest: number
}

const ENDURANCE: Endurance = { timeout: 10 * SECOND, failures: 3, rest: 30 * SECOND }

/** A peer of its own for each address that people typed in; one for all of a vendor's. */
export const peerOf = (to: Destination): string => ('url' in to ? to.url : to.channel)

interface Standing {
  failures: number
  restUntil: number
  probing: boolean
}

/** A channel that knows which of its peers are left alone at present. */
export interface SteadyChannel extends Channel {
  isResting(to: Destination): boolean
}

/**
 * A driver with endurance: an attempt that takes too long is cut, and a peer that is dead is not
 * asked at all for a while, so that it holds nobody else up. Repeating is the outbox's business.
 */
export function steady<To extends Destination>(
  driver: Driver<To>,
  clock: Clock,
  endurance: Endurance = ENDURANCE,
): SteadyChannel {
  const peers = new Map<string, Standing>()
  const standingOf = (to: Destination): Standing => {
    const peer = peerOf(to)
    let found = peers.get(peer)
    if (found === undefined) {
      found = { failures: 0, restUntil: 0, probing: false }
      peers.set(peer, found)
    }
    return found
  }
  const resting = (standing: Standing): boolean =>
    clock.now() < standing.restUntil || standing.probing

  return {
    isResting: (to) => resting(standingOf(to)),
    async send(message) {
      const standing = standingOf(message.to)
      if (resting(standing)) return declined('resting', 'later')
      standing.probing = standing.failures >= endurance.failures
      try {
        const outcome = await inTime(driver, message as Message & { to: To }, endurance.timeout)
        const dead = !outcome.accepted && outcome.reason === 'unreachable'
        standing.failures = dead ? standing.failures + 1 : 0
        if (standing.failures >= endurance.failures)
          standing.restUntil = clock.now() + endurance.rest
        return outcome
      } finally {
        standing.probing = false
      }
    },
  }
}

/** The limit holds even for a driver that does not listen to the signal. */
async function inTime<To extends Destination>(
  driver: Driver<To>,
  message: Message & { to: To },
  timeout: number,
): Promise<Outcome> {
  const signal = AbortSignal.timeout(timeout)
  const over = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new NoAnswer('too slow')), { once: true })
  })
  try {
    return await Promise.race([driver(message, signal), over])
  } catch (error) {
    if (error instanceof Forbidden) return declined('forbidden', 'never')
    if (error instanceof NoAnswer) return declined('unreachable', 'soon')
    throw error
  }
}
