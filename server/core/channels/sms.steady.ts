import { type Clock, SECOND } from '@mashang/shared/core/clock.ts'
import { refused, type Sms, type SmsDriver, type SmsMessage, type SmsOutcome } from './sms.ts'
import { NoAnswer } from './vendor-call.ts'

/** [default] All in milliseconds; `failures` counts messages, not attempts. */
export interface Patience {
  /** How long one attempt may take. */
  timeout: number
  /** Pauses before the second and the third attempt. */
  pauses: readonly number[]
  /** After that long nothing is attempted again: somebody is waiting. */
  lastStart: number
  /** So many messages in a row that could not be handed over, and the vendor is left alone … */
  failures: number
  /** … for so long; then one message finds out whether it is back. */
  rest: number
}

const PATIENCE: Patience = {
  timeout: 5 * SECOND,
  pauses: [200, 800],
  lastStart: 6 * SECOND,
  failures: 3,
  rest: 30 * SECOND,
}

const pause = (ms: number): Promise<void> => new Promise((over) => setTimeout(over, ms))

/**
 * A driver with patience: an attempt that takes too long is cut, what is temporary is tried again a
 * little later, and a vendor that is dead is not asked at all for a while, so that nobody who files
 * waits for it.
 */
export function steadySms(
  { vendor, templates }: Pick<Sms, 'vendor' | 'templates'>,
  driver: SmsDriver,
  clock: Clock,
  patience: Patience = PATIENCE,
): Sms {
  let failures = 0
  let restUntil = 0
  let probing = false

  async function attempt(message: SmsMessage): Promise<SmsOutcome | 'no answer'> {
    try {
      return await driver(message, AbortSignal.timeout(patience.timeout))
    } catch (error) {
      if (error instanceof NoAnswer) return 'no answer'
      throw error
    }
  }

  async function attempts(message: SmsMessage): Promise<SmsOutcome> {
    const until = performance.now() + patience.lastStart
    let unanswered = false
    for (let turn = 0; ; turn++) {
      const answer = await attempt(message)
      const outcome = answer === 'no answer' ? refused('unreachable', 'soon', null) : answer
      // What got no answer may have been taken all the same: the vendor's own limit says so.
      if (unanswered && !outcome.accepted && outcome.reason === 'limited')
        return { accepted: true, vendorId: null }
      unanswered ||= answer === 'no answer'
      const wait = patience.pauses[turn]
      const temporary = !outcome.accepted && outcome.again === 'soon'
      if (!temporary || wait === undefined || performance.now() + wait > until) return outcome
      await pause(wait)
    }
  }

  return {
    vendor,
    templates,
    async send(message) {
      if (clock.now() < restUntil || probing) return refused('resting', 'later', null)
      probing = failures >= patience.failures
      try {
        const outcome = await attempts(message)
        const dead = !outcome.accepted && outcome.reason === 'unreachable'
        failures = dead ? failures + 1 : 0
        if (failures >= patience.failures) restUntil = clock.now() + patience.rest
        return outcome
      } finally {
        probing = false
      }
    },
  }
}
