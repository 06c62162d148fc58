import { createHash } from 'node:crypto'
import { Failure } from '@mashang/shared/core/errors.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { recordErrors } from '@mashang/shared/records/records.errors.ts'
import { accountNames } from '../accounts/accounts.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import type { YearSpan } from '../points/lines.usecases.ts'
import {
  allRepresentatives,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { type RecordTools, wordsOf } from './files.usecases.ts'
import { recordFact } from './keeping.usecases.ts'
import {
  type CopyRecord,
  copiesOf,
  insertCopy,
  lastSequence,
  termChanges,
} from './records.store.ts'
import { copyView, recordFor } from './records.usecases.ts'

/** Why a copy was made that nobody asked for. */
const LEFT = '离任存档'
const TERM_ENDED = '换届存档'

const fileName = (id: string): string => `records/${id.slice(-2)}/${id}.pdf`
const fingerprintOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

/** What the district's key vouches for: this file, of this person, at this moment. */
const signatureOf = (
  context: Context,
  of: Pick<CopyRecord, 'fingerprint' | 'representativeId' | 'at'>,
): string =>
  context.secrets.hash('record-copy', `${of.fingerprint} ${of.representativeId} ${of.at}`)

/** Makes the file first and its row after, so that a row never points to nothing. */
async function keep(
  context: Context,
  person: RepresentativeRecord,
  id: string,
  reason: string,
  actor: Actor | null,
  { print, pointsOf }: RecordTools,
  span?: YearSpan,
): Promise<CopyRecord> {
  const at = context.clock.now()
  const sequence = await lastSequence(context)
  const bytes = Buffer.from(await print(await wordsOf(context, person, pointsOf, span), at))
  const fingerprint = fingerprintOf(bytes)
  const row: CopyRecord = {
    district: context.district,
    id,
    representativeId: person.id,
    reason,
    fingerprint,
    signature: signatureOf(context, { fingerprint, representativeId: person.id, at }),
    size: bytes.length,
    sequence,
    at,
    accountId: actor?.accountId ?? null,
  }
  await context.files.put(fileName(id), bytes)
  await context.db.commit(
    context.district,
    [insertCopy(row)],
    [
      recordFact(
        actor === null ? { kind: 'system', id: null } : { kind: 'account', id: actor.accountId },
        at,
        person.id,
        'frozen',
        { copyId: id, fingerprint },
      ),
    ],
  )
  return row
}

/** A copy by the office; the same key sent twice is the first one. */
export async function freeze(
  context: Context,
  representativeId: string,
  given: { id: string; reason: string },
  actor: Actor,
  tools: RecordTools,
): Promise<ReturnType<typeof copyView>> {
  const person = await recordFor(context, representativeId, actor)
  const find = async () =>
    (await copiesOf(context, representativeId)).find(({ id }) => id === given.id)
  let row = await find()
  if (row === undefined)
    try {
      row = await keep(context, person, given.id, given.reason, actor, tools)
    } catch (error) {
      row = error instanceof AlreadyThere ? await find() : undefined
      if (row === undefined) throw error
    }
  return copyView(row, await accountNames(context, row.accountId === null ? [] : [row.accountId]))
}

/** A kept copy, after its fingerprint was compared with what was written down. */
export async function keptCopy(
  context: Context,
  representativeId: string,
  id: string,
  actor: Actor,
): Promise<{ name: string; bytes: Buffer }> {
  const person = await recordFor(context, representativeId, actor)
  const row = (await copiesOf(context, representativeId)).find((one) => one.id === id)
  const file = row === undefined ? null : await context.files.read(fileName(id))
  if (row === undefined || file === null) throw new Failure(recordErrors.copyUnknown)
  const bytes = Buffer.concat(await file.stream.toArray())
  const whole =
    fingerprintOf(bytes) === row.fingerprint && signatureOf(context, row) === row.signature
  if (!whole) throw new Failure(recordErrors.copyDamaged)
  return { name: `${person.name}代表履职档案（${row.reason}）.pdf`, bytes }
}

/** Since when a copy is owed, and why; null: none is. */
async function owed(
  context: Context,
  person: RepresentativeRecord,
  termChangedAt: number | null,
): Promise<{ since: number; reason: string } | null> {
  if (person.state === 'serving') {
    // Whoever goes on into a new term ends the old one, too.
    const since = termChangedAt ?? 0
    return person.createdAt < since ? { since, reason: TERM_ENDED } : null
  }
  const left = (await factsOf(context, person.id)).findLast(
    ({ type }) => type === 'representative.left',
  )
  return left === undefined ? null : { since: left.at, reason: LEFT }
}

/** The years of the term that ended at a moment. */
function termUntil(end: number, changes: readonly number[]): YearSpan {
  const began = changes.find((at) => at < end)
  return {
    from: began === undefined ? null : localParts(began).year,
    to: localParts(end).year,
  }
}

/**
 * Keeps a copy for everybody who left office, and at a change of term for everybody who goes on. It
 * looks for what is missing, so it may be run again, and a restart loses nothing. Returns how many
 * were kept.
 */
export async function freezeWhatEnded(
  context: Context,
  tools: RecordTools,
  stopping?: AbortSignal,
): Promise<number> {
  const changes = await termChanges(context)
  let kept = 0
  for (const person of await allRepresentatives(context)) {
    if (stopping?.aborted) break
    const debt = await owed(context, person, changes[0] ?? null)
    if (debt === null) continue
    const copies = await copiesOf(context, person.id)
    if (copies.some(({ reason, at }) => reason === debt.reason && at >= debt.since)) continue
    await keep(context, person, newId(), debt.reason, null, tools, termUntil(debt.since, changes))
    kept += 1
  }
  return kept
}
