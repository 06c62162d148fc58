import { isSigned } from '@mashang/shared/points/closing.rules.ts'
import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import { appraisalSeal, ruleSetSeal, signatureSeal } from './fingerprints.ts'
import type { ClosingRecord } from './points.store.ts'
import { pointsTables } from './points.table.ts'
import { setOf } from './result-sets.store.ts'
import { fingerprintOf } from './result-sets.usecases.ts'

/** A database and whose rows of it are meant; a command that only reads has no more. */
type Where = Pick<Context, 'db' | 'district'>

/** What the tables say otherwise than the ledger. */
export interface Unheld {
  what: 'rules' | 'appraisal' | 'signature' | 'results'
  /** Version of the rules, or period of the closing. */
  of: string
}

interface Told {
  type: string
  subjectId: string
  /** What there is of these, by the kind of fact. */
  data: {
    fingerprint?: string
    appraisalId?: string
    signature?: string
    results?: string
    period?: string
  }
}

async function toldOf({ db, district }: Where): Promise<Told[]> {
  const { ledger } = db.tables(ledgerTables)
  const rows = await db.read
    .select({ type: ledger.type, subjectId: ledger.subjectId, data: ledger.data })
    .from(ledger)
    .where(
      and(
        eq(ledger.district, district),
        inArray(ledger.subjectKind, ['point-rules', 'point-closing']),
        // Said again for the index of what is no matter of a voter.
        ne(ledger.subjectKind, 'issue'),
      ),
    )
    .orderBy(asc(ledger.sequence))
  return rows.map(({ data, ...row }) => ({ ...row, data: JSON.parse(data) }))
}

async function unheldRules({ db, district }: Where, told: readonly Told[]): Promise<Unheld[]> {
  const { pointRuleSets: r } = db.tables(pointsTables)
  const rows = await db.read.select().from(r).where(eq(r.district, district))
  const saved = new Map(
    told.flatMap(({ type, subjectId, data }) =>
      type === 'points.rules-saved' ? [[Number(subjectId), data.fingerprint] as const] : [],
    ),
  )
  const versions = new Map(rows.map((row) => [row.version, row]))
  const broken = [...new Set([...saved.keys(), ...versions.keys()])].filter((version) => {
    const row = versions.get(version)
    if (row === undefined || !saved.has(version)) return true
    const meant = saved.get(version)
    // What was saved before there were fingerprints cannot be compared.
    return meant !== undefined && meant !== ruleSetSeal(row)
  })
  return broken.map((version) => ({ what: 'rules', of: String(version) }))
}

async function unheldAppraisals(
  { db, district }: Where,
  told: readonly Told[],
  periodOf: (closingId: string) => string,
): Promise<Unheld[]> {
  const { pointAppraisals: a } = db.tables(pointsTables)
  const rows = await db.read.select().from(a).where(eq(a.district, district))
  const appraisals = new Map(rows.map((row) => [row.id, row]))
  return told.flatMap(({ type, subjectId, data }): Unheld[] => {
    if (type !== 'points.appraised' || data.fingerprint === undefined) return []
    const row = appraisals.get(data.appraisalId ?? '')
    const held = row !== undefined && appraisalSeal(row) === data.fingerprint
    return held ? [] : [{ what: 'appraisal', of: periodOf(subjectId) }]
  })
}

async function unheldClosing(
  where: Where,
  row: ClosingRecord | undefined,
  {
    period,
    signed,
    closed,
  }: { period: string; signed: Told | undefined; closed: Told | undefined },
): Promise<Unheld[]> {
  const found: Unheld[] = []
  if (signed?.data.signature !== undefined) {
    const held =
      row !== undefined && isSigned(row.state) && signatureSeal(row) === signed.data.signature
    if (!held) found.push({ what: 'signature', of: period })
  }
  const meant = closed?.data.fingerprint ?? signed?.data.results
  if (meant === undefined) return found
  const held =
    row !== undefined &&
    (closed === undefined || (row.state === 'closed' && row.fingerprint === meant)) &&
    (await fingerprintOf(where, setOf(row))) === meant
  return held ? found : [...found, { what: 'results', of: period }]
}

/**
 * Holds rules, appraisals, signatures and results against the fingerprints that the ledger has of
 * them. Somebody may sign between two looks: only what a second one finds, too, is told.
 * @returns null: the ledger knows of nothing to compare
 */
export async function pointsUnheld(where: Where): Promise<Unheld[] | null> {
  const found = await lookedAt(where)
  if (found === null || found.length === 0) return found
  const again = await lookedAt(where)
  return found.filter(({ what, of }) =>
    again?.some((other) => other.what === what && other.of === of),
  )
}

async function lookedAt(where: Where): Promise<Unheld[] | null> {
  const told = await toldOf(where)
  if (told.length === 0) return null
  const { pointClosings: p } = where.db.tables(pointsTables)
  const rows = await where.db.read.select().from(p).where(eq(p.district, where.district))
  const closings = new Map(rows.map((row) => [row.id, row]))
  const periods = new Map(told.map(({ subjectId, data }) => [subjectId, data.period ?? subjectId]))
  const periodOf = (id: string) => closings.get(id)?.period ?? periods.get(id) ?? id
  const found = [
    ...(await unheldRules(where, told)),
    ...(await unheldAppraisals(where, told, periodOf)),
  ]
  const last = (id: string, type: string) =>
    told.findLast((one) => one.subjectId === id && one.type === type)
  const signed = told.filter(({ type }) => type === 'points.closing-signed')
  for (const id of new Set(signed.map(({ subjectId }) => subjectId)))
    found.push(
      ...(await unheldClosing(where, closings.get(id), {
        period: periodOf(id),
        signed: last(id, 'points.closing-signed'),
        closed: last(id, 'points.closed'),
      })),
    )
  return found
}
