import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { ledgerApi } from '@mashang/shared/ledger/ledger.api.ts'
import {
  headFaultWords,
  headMailTitle,
  headMailWords,
} from '@mashang/shared/ledger/signing.words.ts'
import type { z } from 'zod'
import { type MailSettings, mailDriver } from '../core/channels/mail.ts'
import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import {
  keepHead,
  lineOf,
  nextHead,
  readHeads,
  type SignedHead,
  signingPlaces,
} from '../core/ledger/ledger.signing.ts'
import { factAt, headOf } from '../core/ledger/ledger.store.ts'
import { districtNow } from '../districts/districts.store.ts'
import { exchangeHeads, isShared, lastMailed, mailedOnce, offerHead } from './shared-heads.ts'

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
  const before = readHeads(places)
  if (before.fault !== null) throw new Error(headFaultWords[before.fault])
  if (isShared(context)) await exchangeHeads(context)
  const last = readHeads(places).heads.findLast((head) => head.district === district)
  if (last?.day === dayOf(at)) return null
  if (last !== undefined && (await factAt(db, district, last.sequence))?.hash !== last.hash)
    throw new Error(`the ledger is not what was signed on ${last.day}`)
  const end = await headOf(db, district)
  if (end === undefined || end.sequence === 0) return null
  const head = await nextHead(places, { ...end, day: dayOf(at), at })
  // Before it is in our list: of several processes one is first, and the others take its line.
  if (isShared(context) && !(await offerHead(context, head))) return null
  await keepHead(places, lineOf(head))
  return head
}

/** Mails at once after a long time without a mail server; the others follow in the next turn. */
const MAILS = 31

/**
 * Mails what was signed and not mailed yet to the address that is set, so that it is also kept where
 * nobody here can change it. Which day was the last one is written down: neither a mail server that
 * is down at midnight nor a restart leaves a day out. Whoever sets an address begins with the newest.
 */
export async function mailHeads(context: Context): Promise<void> {
  const { mail, ledgerMail, dataFolder } = context.config
  if (mail === null || ledgerMail === null) return
  const own = readHeads(signingPlaces(context.config)).heads.filter(
    ({ district }) => district === context.district,
  )
  const file = join(dataFolder, `ledger-mailed.${context.district}`)
  const mailed =
    (isShared(context) ? await lastMailed(context) : null) ??
    (existsSync(file) ? readFileSync(file, 'utf8') : null)
  const left = mailed === null ? own.slice(-1) : own.filter(({ day }) => day > mailed)
  for (const head of left.slice(0, MAILS)) {
    const send = () => mailHead(context, head, { mail, to: ledgerMail })
    if (isShared(context)) {
      // Another process is at it: later days wait, so that none is passed over.
      if (!(await mailedOnce(context, head, send))) break
      continue
    }
    await send()
    writeFileSync(`${file}.new`, head.day, { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
  }
}

async function mailHead(
  context: Context,
  head: SignedHead,
  { mail, to: address }: { mail: MailSettings; to: string },
): Promise<void> {
  const { name } = await districtNow(context)
  const outcome = await mailDriver(mail)(
    {
      id: newId(),
      to: { channel: 'mail', address },
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
