import { toIsoOrNull } from '@mashang/shared/core/clock.ts'
import type { ledgerApi } from '@mashang/shared/ledger/ledger.api.ts'
import { headFaultWords } from '@mashang/shared/ledger/signing.words.ts'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { readHeads, signingPlaces } from '../core/ledger/ledger.signing.ts'
import { type Verification, verifyLedger } from '../core/ledger/ledger.store.ts'

type View = z.input<NonNullable<typeof ledgerApi.verify.reply>>

interface State {
  /** Why what was signed cannot be believed; null: it can. */
  signingFault: string | null
  at: number | null
  result: Verification | null
  running: Promise<void> | null
}

const byContext = new WeakMap<Context, State>()

function stateOf(context: Context): State {
  let state = byContext.get(context)
  if (state === undefined) {
    state = { signingFault: null, at: null, result: null, running: null }
    byContext.set(context, state)
  }
  return state
}

/** What the last walk over the whole chain found, and whether one is under way. */
export function verificationNow(context: Context): View {
  const { at, result, running, signingFault } = stateOf(context)
  return {
    at: toIsoOrNull(at),
    running: running !== null,
    whole: result?.whole ?? null,
    rows: result?.rows ?? 0,
    signingFault,
    brokenAt: result === null || result.whole ? null : result.brokenAt,
  }
}

/** Walks the chain from its beginning; a second caller waits for the same walk. */
export async function verifyNow(context: Context): Promise<void> {
  const state = stateOf(context)
  const { fault, heads } = readHeads(signingPlaces(context.config))
  state.running ??= verifyLedger(context.db, context.district, heads)
    .then((result) => {
      state.signingFault = fault === null ? null : headFaultWords[fault]
      state.result = result
      state.at = context.clock.now()
    })
    .finally(() => {
      state.running = null
    })
  await state.running
}
