import { isWellFormedCode, normalizeCode } from '@mashang/shared/codes/codes.rules.ts'
import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { firstRemindAt, ladderOf } from '@mashang/shared/districts/ladder.rules.ts'
import type { Filing, filed } from '@mashang/shared/issues/filing.model.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import { RESPONSE_RULE, responseDueAt } from '@mashang/shared/issues/issues.rules.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { receiptFrom } from '@mashang/shared/issues/receipts.rules.ts'
import { voterWords } from '@mashang/shared/issues/voter-name.rules.ts'
import type { z } from 'zod'
import { type CodeRecord, lookUpCode } from '../codes/codes.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { Sequence } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import { type DistrictRecord, districtNow } from '../districts/districts.store.ts'
import { claimPhoto } from '../photos/photos.store.ts'
import {
  lookUpRepresentative,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { proofUsed } from '../verifications/verifications.usecases.ts'
import { checkOffered } from './dictionary.store.ts'
import { type TakenContact, takeContact } from './filing.contact.ts'
import type { Look } from './flood.watch.ts'
import { heldAtFiling, heldInFlood } from './held.writes.ts'
import { findByFilingKey, type IssueRecord, insertIssue } from './issues.store.ts'
import { responseClock, THE_OFFICE } from './issues.writes.ts'

export type Filed = z.input<typeof filed>

/** The receipt is derived, not stored: the same filing always answers with the same one. */
export const receiptOf = (context: Context, issueId: string): string =>
  receiptFrom(context.secrets.bytes('receipt', issueId))

export const receiptHash = (context: Context, receipt: string): string =>
  context.secrets.hash('receipt-lookup', receipt)

/** The Idempotency-Key of a request, or the sentence that one is missing. */
export function filingKeyOf(given: string | string[] | undefined): string {
  if (typeof given !== 'string' || given.length < 8 || given.length > 200)
    throw new Failure(issueErrors.keyMissing)
  return given
}

/** Keyed, so that a phone number that was erased cannot be tried out against it. */
const digestOf = (context: Context, filing: Filing): string =>
  context.secrets.hash(
    'filing-digest',
    JSON.stringify(Object.entries(filing).sort(([a], [b]) => (a < b ? -1 : 1))),
  )

async function answerOf(context: Context, issue: IssueRecord): Promise<Filed> {
  const district = await districtNow(context)
  return {
    id: issue.id,
    number: issueNumber(district.shortName, issue.year, issue.number),
    receipt: receiptOf(context, issue.id),
    filedAt: toIso(issue.filedAt),
    responseDueAt: toIso(issue.dueAt),
    held: issue.heldFor !== null,
  }
}

/** The earlier answer to the same key, if what came with it was the same. */
async function earlierAnswer(
  context: Context,
  filingKey: string,
  digest: string,
): Promise<Filed | null> {
  const earlier = await findByFilingKey(context, filingKey)
  if (earlier === null) return null
  if (earlier.filingDigest !== digest) throw new Failure(issueErrors.keyReused)
  return await answerOf(context, earlier)
}

/** The writes with which a new matter is kept for whoever files it; mostly none. */
export type Keep = (issueId: string, filedAt: number) => Write[]

/** Looks whether a filing comes in a flood. */
export type LookForFlood = (filing: Filing) => Promise<Look>

/** How a filing comes in. */
export interface Entrance {
  /** What is written along, so that the voter finds the matter without its receipt. */
  keep?: Keep
  /** Whoever of a station writes it down for somebody who came there. */
  clerk?: Actor
  /** Left out where nobody could flood: somebody stands at a counter. */
  lookForFlood?: LookForFlood
}

async function loadTargets(
  context: Context,
  filing: Filing,
): Promise<{ code: CodeRecord; representative: RepresentativeRecord }> {
  const normalized = normalizeCode(filing.code)
  const code = isWellFormedCode(normalized) ? await lookUpCode(context, normalized) : null
  if (code === null) throw new Failure(issueErrors.codeUnknown)
  if (code.revokedAt !== null && code.successor === null) throw new Failure(issueErrors.codeRevoked)
  const representative = await lookUpRepresentative(context, filing.representativeId)
  if (representative === null) throw new Failure(issueErrors.representativeUnknown)
  if (representative.state === 'left') throw new Failure(issueErrors.representativeLeft)
  return { code, representative }
}

/**
 * A voter files. Load (code, representative, district), decide, commit once: the issue, its clock
 * and the ledger's fact, durable before the answer leaves. The same key again gives the same answer;
 * the same key with other content is refused.
 * @param key the Idempotency-Key, 8 to 200 characters, made by the voter's phone.
 */
export async function fileIssue(
  context: Context,
  key: string,
  filing: Filing,
  entrance: Entrance = {},
): Promise<Filed> {
  const filingKey = context.secrets.hash('filing-key', key)
  const digest = digestOf(context, filing)
  try {
    return await fileNew(context, filing, entrance, filingKey, digest)
  } catch (error) {
    // Almost every key is new, so nothing is looked up before: the unique index tells a known key
    // (also where two requests with one key meet), and so may any refusal of something that has
    // changed since the first time.
    const earlier =
      error instanceof Failure ? await earlierAnswer(context, filingKey, digest) : null
    if (earlier !== null) return earlier
    throw error
  }
}

/** Which words the voter agreed to; what no edition has was not said. */
const textsSeen = ({ texts }: Filing, { textsVersion }: { textsVersion: number }): number | null =>
  texts !== undefined && texts <= textsVersion ? texts : null

async function fileNew(
  context: Context,
  filing: Filing,
  { keep = () => [], clerk, lookForFlood }: Entrance,
  filingKey: string,
  digest: string,
): Promise<Filed> {
  const targets = await loadTargets(context, filing)
  const district = await districtNow(context)
  await checkOffered(context, filing)
  const taken = await takeContact(context, district, filing, clerk !== undefined)
  const look = lookForFlood === undefined ? NO_FLOOD : await lookForFlood(filing)
  let kept = false
  try {
    const filed = await keepNew(context, filing, {
      ...targets,
      ...taken,
      ...look,
      district,
      keep,
      clerk,
      filingKey,
      digest,
    })
    kept = true
    return filed
  } finally {
    look.done(kept)
  }
}

const NO_FLOOD: Look = { cause: null, wordsKey: null, done: () => undefined }

/** All that was found of a filing before it is committed. */
interface Found
  extends Pick<Required<Entrance>, 'keep'>,
    Pick<Look, 'cause' | 'wordsKey'>,
    TakenContact {
  code: CodeRecord
  representative: RepresentativeRecord
  district: DistrictRecord
  clerk: Actor | undefined
  filingKey: string
  digest: string
}

async function keepNew(context: Context, filing: Filing, found: Found): Promise<Filed> {
  const { code, representative, district, contact, phoneCheck, keep, clerk, cause } = found
  const filedAt = context.clock.now()
  const id = newId()
  const { year } = localParts(filedAt)
  const receipt = receiptOf(context, id)
  const photos = [...new Set(filing.photos ?? [])]
  const seal = (text: string | undefined): string | null =>
    text === undefined ? null : context.secrets.seal(text, id)
  const dueAt = responseDueAt(filedAt)
  const kept = keep(id, filedAt)
  const textsVersion = textsSeen(filing, district)
  const held =
    cause === null
      ? heldAtFiling(context, filing, id, filedAt)
      : heldInFlood(context, cause, id, filedAt)
  const sequence = new Sequence(`issues-${year}`)
  const writes = [
    insertIssue({
      district: context.district,
      id,
      year,
      number: sequence,
      code: code.code,
      representativeId: representative.id,
      stationId: representative.stationId,
      handlerKind: 'representative',
      handlerId: representative.id,
      state: cause === null ? 'awaiting' : 'held',
      kind: filing.kind,
      field: filing.field,
      title: filing.title,
      text: filing.text,
      place: filing.place?.text ?? null,
      latitude: filing.place?.latitude ?? null,
      longitude: filing.place?.longitude ?? null,
      photos: photos.length,
      voter: voterWords(contact, filing.hidden),
      contactName: seal(contact?.name),
      contactPhone: seal(contact?.phone),
      phoneCheck,
      hidden: filing.hidden,
      publish: filing.publish,
      textsVersion,
      elsewhere: filing.elsewhere ?? 'none',
      origin: clerk === undefined ? 'voter' : 'station',
      filedAt,
      dueAt,
      respondedAt: null,
      reachedAt: filedAt,
      openedAt: null,
      bounces: 0,
      revision: 0,
      receiptHash: receiptHash(context, receipt),
      heldFor: cause,
      wordsKey: found.wordsKey,
      filingKey: found.filingKey,
      filingDigest: found.digest,
    }),
    responseClock(context.district, {
      issueId: id,
      owner: cause === null ? { kind: 'representative', id: representative.id } : THE_OFFICE,
      filedAt,
      remindAt: firstRemindAt(ladderOf(district), filedAt),
    }),
    ...photos.map((photo, position) =>
      claimPhoto({ district: context.district, id: photo, issueId: id, position }),
    ),
    ...found.writes,
    ...kept,
    ...held.writes,
  ]
  try {
    const given = await context.db.commit(context.district, writes, [
      {
        at: filedAt,
        type: 'issue.filed',
        actor:
          clerk === undefined
            ? { kind: 'voter', id: null }
            : { kind: 'account', id: clerk.accountId },
        subject: { kind: 'issue', id },
        data: {
          representativeId: representative.id,
          code: code.code,
          dueAt,
          rule: RESPONSE_RULE,
          ...(phoneCheck === null ? {} : { phoneCheck }),
          ...(textsVersion === null ? {} : { texts: textsVersion }),
          ...(kept.length === 0 ? {} : { kept: true }),
          ...(cause === null ? {} : { held: true }),
          ...(clerk === undefined ? {} : { origin: 'station', by: clerk.stationId }),
        },
      },
      ...held.facts,
    ])
    return {
      id,
      number: issueNumber(district.shortName, year, given[sequence.name] as number),
      receipt,
      filedAt: toIso(filedAt),
      responseDueAt: toIso(dueAt),
      held: cause !== null,
    }
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    throw error.statement === 'claim photo' ? new Failure(issueErrors.photoUnknown) : proofUsed()
  }
}
