import { randomInt } from 'node:crypto'
import { HOUR, SECOND, toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { verificationErrors } from '@mashang/shared/verifications/verifications.errors.ts'
import type {
  Proof,
  StartedVerification,
} from '@mashang/shared/verifications/verifications.model.ts'
import {
  CODE_LIFE,
  LIMIT_SPAN,
  MOST_ATTEMPTS,
  MOST_PER_DISTRICT,
  mayStartAt,
  PROOF_LIFE,
  RESEND_AFTER,
  standing,
} from '@mashang/shared/verifications/verifications.rules.ts'
import { CODE_DIGITS } from '@mashang/shared/verifications/verifications.words.ts'
import type { FastifyBaseLogger } from 'fastify'
import type { SmsOutcome } from '../core/channels/sms.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import { contactPolicyNow } from '../districts/districts.store.ts'
import {
  countSent,
  findVerification,
  insertVerification,
  markUnsent,
  startsFor,
  tryCode,
  useVerification,
  type VerificationRecord,
} from './verifications.store.ts'

const phoneHashOf = (context: Context, phone: string): string =>
  context.secrets.hash('verification-phone', phone)

const codeHashOf = (context: Context, id: string, code: string): string =>
  context.secrets.hash('verification-code', `${id} ${code}`)

const newCode = (): string => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')

function tooMany(waitMs: number): Failure {
  const retryAfter = Math.max(1, Math.ceil(waitMs / SECOND))
  const detail =
    waitMs <= RESEND_AFTER
      ? `刚发过一条，请 ${retryAfter} 秒后再发。写的内容都还在。`
      : `这个号码今天发的验证码太多了，请 ${Math.ceil(waitMs / HOUR)} 小时后再试，或换一个手机号。写的内容都还在。`
  return new Failure(verificationErrors.tooMany, { retryAfter, detail })
}

/**
 * Sends a code to a phone. The row is durable before the message leaves, so that no code arrives that
 * is good for nothing. Where the message is not taken, the answer says so and the verification lets a
 * filing through unverified: nobody's matter is lost because a vendor is.
 * @param phone plain mobile number
 */
export async function startVerification(
  context: Context,
  phone: string,
  log: Pick<FastifyBaseLogger, 'warn'>,
): Promise<StartedVerification> {
  const { sms, district } = context
  if (sms === null || (await contactPolicyNow(context)) !== 'verified')
    throw new Failure(verificationErrors.notNeeded)
  const now = context.clock.now()
  const phoneHash = phoneHashOf(context, phone)
  const allowedAt = mayStartAt(await startsFor(context, phoneHash, now - LIMIT_SPAN))
  if (now < allowedAt) throw tooMany(allowedAt - now)
  const spent = (await countSent(context, now - LIMIT_SPAN)) >= MOST_PER_DISTRICT

  const id = newId()
  const code = newCode()
  const row: VerificationRecord = {
    district,
    id,
    phoneHash,
    codeHash: codeHashOf(context, id, code),
    slot: Math.floor(now / RESEND_AFTER),
    attempts: 0,
    unsent: spent,
    verifiedAt: null,
    usedAt: null,
    createdAt: now,
    expiresAt: now + (spent ? PROOF_LIFE : CODE_LIFE),
  }
  try {
    await context.db.commit(district, [insertVerification(row)])
  } catch (error) {
    if (error instanceof AlreadyThere) throw tooMany(RESEND_AFTER)
    throw error
  }
  const outcome: SmsOutcome = spent
    ? { accepted: false, reason: 'limited', again: 'later', vendorCode: null }
    : await sms.send({ to: phone, template: 'code', params: { code } })
  let { expiresAt } = row
  if (!outcome.accepted) {
    const { reason, vendorCode } = outcome
    log.warn({ vendor: sms.vendor, reason, vendorCode, district: spent }, 'message not taken')
    expiresAt = now + PROOF_LIFE
    if (!spent) await context.db.commit(district, [markUnsent({ district, id, expiresAt })])
  }
  return {
    id,
    sent: outcome.accepted,
    trouble: outcome.accepted ? null : outcome.reason === 'number' ? 'number' : 'channel',
    resendAfter: toIso(now + RESEND_AFTER),
    expiresAt: toIso(expiresAt),
    serverTime: toIso(context.clock.now()),
  }
}

/** @param at the request's own name of the field where the code stands */
async function confirmed(
  context: Context,
  id: string,
  code: string,
  at: string,
): Promise<VerificationRecord> {
  const { district } = context
  const now = context.clock.now()
  const codeHash = codeHashOf(context, id, code)
  try {
    const provenUntil = now + PROOF_LIFE
    await context.db.commit(district, [tryCode({ district, id, codeHash, now, provenUntil })])
  } catch (error) {
    // Confirmed already, or over: the row tells.
    if (!(error instanceof Conflict)) throw error
  }
  const row = await findVerification(context, id)
  const state = row === null ? 'over' : standing(row, now)
  if (row === null || state === 'over' || state === 'unsent') throw overAt(at)
  if (state === 'verified' && row.codeHash === codeHash) return row
  throw wrongAt(at, MOST_ATTEMPTS - row.attempts)
}

const failureAt = (
  kind: (typeof verificationErrors)[keyof typeof verificationErrors],
  path: string,
  message: string = kind.title,
): Failure => new Failure(kind, { detail: message, fields: [{ path, message }] })

const overAt = (path: string): Failure => failureAt(verificationErrors.expired, path)

const wrongAt = (path: string, left: number): Failure =>
  failureAt(verificationErrors.wrong, path, `验证码不对，请照短信再填一次，还可以试 ${left} 次。`)

/** Checks a code before anything is filed, so that the form can say that it was right. */
export async function checkCode(
  context: Context,
  id: string,
  code: string,
): Promise<{ expiresAt: string; serverTime: string }> {
  if ((await contactPolicyNow(context)) !== 'verified')
    throw new Failure(verificationErrors.notNeeded)
  const { expiresAt } = await confirmed(context, id, code, 'code')
  return { expiresAt: toIso(expiresAt), serverTime: toIso(context.clock.now()) }
}

/** Where the proof stands in a filing. */
const PROOF = 'contact.verification'

/**
 * Whether a filing's phone is proven, with the write that uses the proof up; it is committed together
 * with the filing. Throws where a code is missing, wrong or over.
 * @param phone plain number of the filing's contact
 */
export async function provePhone(
  context: Context,
  phone: string,
  proof: Proof | undefined,
): Promise<{ phoneCheck: 'verified' | 'unverified'; use: Write }> {
  if (proof === undefined) throw failureAt(verificationErrors.needed, PROOF)
  const now = context.clock.now()
  let row = await findVerification(context, proof.id)
  if (row === null || standing(row, now) === 'over') throw overAt(PROOF)
  if (row.phoneHash !== phoneHashOf(context, phone))
    throw failureAt(verificationErrors.otherPhone, PROOF)
  if (standing(row, now) === 'code') {
    if (proof.code === undefined) throw failureAt(verificationErrors.needed, PROOF)
    row = await confirmed(context, proof.id, proof.code, PROOF)
  }
  return {
    phoneCheck: row.verifiedAt === null ? 'unverified' : 'verified',
    use: useVerification({ district: context.district, id: row.id, usedAt: now }),
  }
}

/** Somebody filed with the same proof a moment ago. */
export const proofUsed = (): Failure => overAt(PROOF)
