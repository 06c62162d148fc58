import { Failure } from '@mashang/shared/core/errors.ts'
import { isCounting, noticeEnd } from '@mashang/shared/points/closing.rules.ts'
import { boundsOf, periodOf } from '@mashang/shared/points/periods.rules.ts'
import { plainOf } from '@mashang/shared/points/plain.rules.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import { versionAt } from '@mashang/shared/points/rule-set.rules.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import {
  allRepresentatives,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { totalWith } from './account.views.ts'
import { accountsOf, peopleOf } from './accounts.usecases.ts'
import { allAppeals } from './appeals.store.ts'
import { closingOr404, openOf } from './closing.views.ts'
import { appraisalsOf, moveClosing } from './closings.store.ts'
import { cursorNow } from './entries.store.ts'
import { signatureSeal } from './fingerprints.ts'
import { followLedger, ownersBetween } from './follow.usecases.ts'
import { mustBeReadTo } from './guards.store.ts'
import { actedOnSince, type ClosingRecord, versionsNow } from './points.store.ts'
import { idPages, resultPages, setOf } from './result-sets.store.ts'
import { fingerprintOf, moved, type Result, writeResults } from './result-sets.usecases.ts'
import { tellOfSignatures } from './signed.usecases.ts'

/** Results of some people as they stand now, a few hundred at a time. */
export async function* resultsNow(
  context: Context,
  row: Pick<ClosingRecord, 'id' | 'period'>,
  people: readonly RepresentativeRecord[],
): AsyncGenerator<Result[]> {
  const appraised = await appraisalsOf(context, row.id)
  for await (const some of accountsOf(context, people, periodOf(row.period)))
    yield some.map(({ person, account }) => ({
      representativeId: person.id,
      total: totalWith(account.total, appraised.get(person.id)?.points ?? 0),
      account: plainOf(account),
    }))
}

/** Of whom the office turned something round since a moment, by itself or because they objected. */
async function turnedSince(context: Context, since: number): Promise<Set<string>> {
  const turned = await actedOnSince(context, since)
  for (const { upheld, decidedAt, representativeId } of await allAppeals(context, false))
    if (upheld === true && (decidedAt ?? 0) >= since) turned.add(representativeId)
  return turned
}

/** A set that was signed, with those counted anew of whom something was turned round since. */
async function* broughtUpToDate(
  context: Context,
  row: ClosingRecord,
  turned: readonly RepresentativeRecord[],
): AsyncGenerator<Result[]> {
  const people = new Map(turned.map((one) => [one.id, one]))
  for await (const page of resultPages(context, setOf(row))) {
    const again = page.flatMap(({ representativeId }) => people.get(representativeId) ?? [])
    const fresh = new Map<string, Result>()
    for await (const some of resultsNow(context, row, again))
      for (const one of some) fresh.set(one.representativeId, one)
    yield page.map((one) => fresh.get(one.representativeId) ?? one)
  }
}

/** Whose results are counted now; the others keep what was signed. */
async function peopleToCount(
  context: Context,
  row: ClosingRecord,
): Promise<readonly RepresentativeRecord[]> {
  if (row.state === 'signing') return await peopleOf(context, periodOf(row.period))
  const turned = await turnedSince(context, row.signedAt ?? 0)
  const inIt = new Set<string>()
  for await (const page of idPages(context, setOf(row)))
    for (const id of page) if (turned.has(id)) inIt.add(id)
  return (await allRepresentatives(context)).filter(({ id }) => inIt.has(id))
}

/** Why it must not be finished after all: something came in between the look and the beginning. */
async function stillOpen(context: Context, row: ClosingRecord): Promise<Failure | null> {
  const { reviews, appraisals, appeals } = await openOf(context, row)
  if (row.state === 'ending') return appeals > 0 ? new Failure(pointsErrors.appealsOpen) : null
  if (reviews > 0) return new Failure(pointsErrors.reviewsOpen)
  return appraisals > 0 ? new Failure(pointsErrors.appraisalsMissing) : null
}

const readSoFar = async (context: Context): Promise<number> =>
  (await cursorNow(context))?.sequence ?? 0

/**
 * Writes everybody's results, and then names them in one commit: of exactly one set of rules and
 * facts. Rules, reviews and appraisals of the period stand still since it was begun; whoever facts
 * are about that came in while this was written is counted once more, until none came.
 * @returns why it was given back instead; null: it is done
 * @throws closingMoved where another process writes it
 */
export async function finishCounting(
  context: Context,
  { id, run }: { id: string; run: string },
  stopping?: AbortSignal,
): Promise<Failure | null> {
  const row = await closingOr404(context, id)
  if (!isCounting(row.state) || row.run !== run) throw new Failure(pointsErrors.closingMoved)
  const set = { id, run }
  await followLedger(context)
  let upTo = await readSoFar(context)
  const people = await peopleToCount(context, row)
  await writeResults(
    context,
    set,
    row.state === 'signing'
      ? resultsNow(context, row, people)
      : broughtUpToDate(context, row, people),
    stopping,
  )
  let again = true
  let fingerprint = ''
  while (true) {
    if (again) {
      const open = await stillOpen(context, row)
      if (open !== null) {
        await giveBack(context, row, run)
        return open
      }
      fingerprint = await fingerprintOf(context, run)
    }
    await followLedger(context)
    const read = await readSoFar(context)
    const owners = await ownersBetween(context, upTo, read)
    upTo = read
    const touched = owners.size === 0 ? [] : await peopleToCount(context, row)
    const late = touched.filter((one) => owners.has(one.id))
    again = late.length > 0
    if (again) await writeResults(context, set, resultsNow(context, row, late), stopping)
    else if (await named(context, row, { run, upTo, fingerprint })) return null
  }
}

/** As it was before somebody signed or ended it. */
async function giveBack(context: Context, row: ClosingRecord, run: string): Promise<void> {
  const before: Partial<ClosingRecord> =
    row.state === 'ending'
      ? { state: 'notice' }
      : { state: 'draft', signer: null, reason: null, signedBy: null, signedAt: null }
  await moved(context, [moveClosing({ ...row, ...before, was: row.state, ofRun: run })])
}

interface Written {
  run: string
  upTo: number
  fingerprint: string
}

/** The commit that makes the set everybody's; false: the ledger was read on meanwhile. */
async function named(
  context: Context,
  row: ClosingRecord,
  { run, upTo, fingerprint }: Written,
): Promise<boolean> {
  const { district } = context
  const at = context.clock.now()
  const { period } = row
  const { to } = boundsOf(periodOf(period))
  const { version, set } = versionAt(to - 1, await versionsNow(context))
  const noticeUntil = noticeEnd(at, set.noticeDays)
  const signing = row.state === 'signing'
  const change: Partial<ClosingRecord> = signing
    ? { state: 'notice', noticeUntil, told: '' }
    : { state: 'closed', closedAt: at, fingerprint, told: '' }
  const fact: Fact = {
    at,
    type: signing ? 'points.closing-signed' : 'points.closed',
    actor: signing ? { kind: 'account', id: row.signedBy } : { kind: 'system', id: null },
    subject: { kind: 'point-closing', id: row.id },
    data: signing
      ? {
          period,
          noticeUntil,
          rules: version,
          upTo,
          results: fingerprint,
          signature: signatureSeal({ ...row, noticeUntil }),
        }
      : { period, fingerprint, upTo },
  }
  const writes: Write[] = [
    moveClosing({ ...row, ...change, results: run, was: row.state, ofRun: run }),
    mustBeReadTo({ district, sequence: upTo }),
  ]
  try {
    await context.db.commit(district, writes, [fact])
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    if ((await closingOr404(context, row.id)).run !== run)
      throw new Failure(pointsErrors.closingMoved)
    return false
  }
  await tellOfSignatures(context)
  return true
}
