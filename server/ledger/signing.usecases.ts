import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { ledgerApi } from '@mashang/shared/ledger/ledger.api.ts'
import {
  headFaultWords,
  headMailTitle,
  headMailWords,
} from '@mashang/shared/ledger/signing.words.ts'
import type { z } from 'zod'
import { mailDriver } from '../core/channels/mail.ts'
import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import {
  readHeads,
  type SignedHead,
  signHead,
  signingPlaces,
} from '../core/ledger/ledger.signing.ts'
import { factAt, headOf } from '../core/ledger/ledger.store.ts'
import { districtNow } from '../districts/districts.store.ts'

type HeadsView = z.input<NonNullable<typeof ledgerApi.heads.reply>>

const SHOWN = 100

const dayOf = (at: number): string => momentDigits(at).slice(0, 10)

/** What was signed, the newest first, for whoever keeps it on paper. */
export function headsNow(context: Context): HeadsView {
  const { fault, heads, fingerprint } = readHeads(signingPlaces(context.config))
  const own = heads.filter(({ district }) => district === context.district)
  return {
    fault: fault === null ? null : headFaultWords[fault],
    fingerprint,
    items: own
      .slice(-SHOWN)
      .reverse()
      .map(({ day, at, sequence, hash, signature }) => ({
        day,
        at: new Date(at).toISOString(),
        sequence,
        hash,
        signature,
      })),
  }
}

/**
 * Signs where the ledger ends, once a day. Returns what was signed; null: today's is there, or
 * there is nothing yet. Throws where what was signed before does not hold any more: a new signature
 * must not cover that up.
 */
export async function signToday(context: Context): Promise<SignedHead | null> {
  const { config, db, district } = context
  const places = signingPlaces(config)
  const at = context.clock.now()
  const { fault, heads } = readHeads(places)
  if (fault !== null) throw new Error(headFaultWords[fault])
  const last = heads.findLast((head) => head.district === district)
  if (last?.day === dayOf(at)) return null
  if (last !== undefined && (await factAt(db, district, last.sequence))?.hash !== last.hash)
    throw new Error(`the ledger is not what was signed on ${last.day}`)
  const end = await headOf(db, district)
  if (end === undefined || end.sequence === 0) return null
  return await signHead(places, { ...end, day: dayOf(at), at })
}

/** Mails a signed end to the address that is set, so that it is also kept where nobody here can change it. */
export async function mailHead(context: Context, head: SignedHead): Promise<void> {
  const { mail, ledgerMail } = context.config
  if (mail === null || ledgerMail === null) return
  const { name } = await districtNow(context)
  const outcome = await mailDriver(mail)(
    {
      id: newId(),
      to: { channel: 'mail', address: ledgerMail },
      title: headMailTitle(name, head.day),
      lines: headMailWords(head),
      link: null,
      params: { number: '', step: '', time: '', moment: '' },
      unsubscribe: null,
      event: {},
    },
    AbortSignal.timeout(20_000),
  )
  if (!outcome.accepted) throw new Error(`the signed end was not mailed: ${outcome.reason}`)
}
