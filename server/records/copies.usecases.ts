import { Failure } from '@mashang/shared/core/errors.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { checkWords } from '@mashang/shared/records/proof.model.ts'
import { recordErrors } from '@mashang/shared/records/records.errors.ts'
import { accountNames } from '../accounts/accounts.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import { leftAt } from '../representatives/left.store.ts'
import {
  allRepresentatives,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { copySigner, fingerprintOf, isGenuine, proofOf, signatureOf } from './copy-signatures.ts'
import { type Ended, noteTaken, type RecordTools, wordsOf } from './files.usecases.ts'
import { recordFact } from './keeping.usecases.ts'
import {
  type CopyRecord,
  copiesOf,
  copyFile,
  copyFileBefore,
  findCopy,
  insertCopy,
  lastSequence,
  termChanges,
} from './records.store.ts'
import { copyView, recordFor } from './records.usecases.ts'

/** Why a copy was made that nobody asked for. */
const LEFT = '离任存档'
const TERM_ENDED = '换届存档'

/** Takes away the file of a copy that was not kept; the same bytes may be those of one that was. */
async function forget(context: Context, row: CopyRecord): Promise<void> {
  if ((await findCopy(context, row.id))?.fingerprint !== row.fingerprint)
    await context.files.remove(copyFile(row))
}

/** Makes the file first and its row after, so that a row never points to nothing. */
async function keep(
  context: Context,
  person: RepresentativeRecord,
  id: string,
  reason: string,
  actor: Actor | null,
  { print, pointsOf }: RecordTools,
  ended?: Ended,
): Promise<CopyRecord> {
  const at = context.clock.now()
  const sequence = await lastSequence(context)
  const signer = await copySigner(context)
  const words = await wordsOf(context, person, pointsOf, {
    ended,
    check: checkWords(id, signer.fingerprint),
  })
  const bytes = Buffer.from(await print(words, at))
  const fingerprint = fingerprintOf(bytes)
  const row: CopyRecord = {
    district: context.district,
    id,
    representativeId: person.id,
    reason,
    fingerprint,
    signature: signatureOf(signer, { fingerprint, representativeId: person.id, at }),
    size: bytes.length,
    sequence,
    at,
    accountId: actor?.accountId ?? null,
  }
  await context.files.put(copyFile(row), bytes)
  try {
    await context.db.commit(
      context.district,
      [insertCopy(row)],
      [
        recordFact(
          actor === null ? { kind: 'system', id: null } : { kind: 'account', id: actor.accountId },
          at,
          person.id,
          'frozen',
          { copyId: id, fingerprint, key: signer.fingerprint },
        ),
      ],
    )
  } catch (error) {
    if (error instanceof AlreadyThere) await forget(context, row)
    throw error
  }
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

async function copyFor(
  context: Context,
  representativeId: string,
  id: string,
  actor: Actor,
): Promise<{ row: CopyRecord; name: string }> {
  const person = await recordFor(context, representativeId, actor)
  const row = (await copiesOf(context, representativeId)).find((one) => one.id === id)
  if (row === undefined) throw new Failure(recordErrors.copyUnknown)
  return { row, name: `${person.name}代表履职档案（${row.reason}）` }
}

/** A kept copy, after its fingerprint was compared with what was written down. */
export async function keptCopy(
  context: Context,
  representativeId: string,
  id: string,
  actor: Actor,
): Promise<{ name: string; bytes: Buffer }> {
  const { row, name } = await copyFor(context, representativeId, id, actor)
  const { files } = context
  const file = (await files.read(copyFile(row))) ?? (await files.read(copyFileBefore(id)))
  if (file === null) throw new Failure(recordErrors.copyUnknown)
  const bytes = Buffer.concat(await file.stream.toArray())
  const whole = fingerprintOf(bytes) === row.fingerprint && (await isGenuine(context, row))
  if (!whole) throw new Failure(recordErrors.copyDamaged)
  await noteTaken(context, actor, { of: representativeId, format: 'pdf' })
  return { name: `${name}.pdf`, bytes }
}

/** What goes beside it for whoever checks it outside of this system. */
export async function copyProofFile(
  context: Context,
  representativeId: string,
  id: string,
  actor: Actor,
): Promise<{ name: string; text: string }> {
  const { row, name } = await copyFor(context, representativeId, id, actor)
  const proof = proofOf(row)
  if (proof === null) throw new Failure(recordErrors.copyUnsigned)
  if (!(await isGenuine(context, row))) throw new Failure(recordErrors.copyDamaged)
  return { name: `${name}签名.json`, text: `${JSON.stringify(proof, null, 2)}\n` }
}

interface Debt {
  since: number
  reason: typeof LEFT | typeof TERM_ENDED
}

/** Since when a copy is owed, and why; null: none is. */
async function owed(
  context: Context,
  person: RepresentativeRecord,
  termChangedAt: number | null,
): Promise<Debt | null> {
  if (person.state === 'serving') {
    // Whoever goes on into a new term ends the old one, too.
    const since = termChangedAt ?? 0
    return person.createdAt < since ? { since, reason: TERM_ENDED } : null
  }
  const left = await leftAt(context, person.id)
  return left === 0 ? null : { since: left, reason: LEFT }
}

/** What a copy tells: of a leaving the leaving itself, too; of a change of term nothing of the new one. */
function endedBy({ since, reason }: Debt, changes: readonly number[]): Ended {
  const began = changes.find((at) => at < since)
  return {
    at: since,
    until: reason === LEFT ? since + 1 : since,
    from: began === undefined ? null : localParts(began).year,
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
    await keep(context, person, newId(), debt.reason, null, tools, endedBy(debt, changes))
    kept += 1
  }
  return kept
}
