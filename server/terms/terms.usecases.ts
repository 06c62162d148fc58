import { createHash } from 'node:crypto'
import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { successorsOf } from '@mashang/shared/representatives/representatives.rules.ts'
import { termErrors } from '@mashang/shared/terms/terms.errors.ts'
import type {
  Departure,
  TermForecast,
  TermOrder,
  TermView,
} from '@mashang/shared/terms/terms.model.ts'
import {
  type Doubt,
  decideTerm,
  hasBegun,
  type TermDecision,
} from '@mashang/shared/terms/terms.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import { districtNow, renameDistrict } from '../districts/districts.store.ts'
import { handOverOfThoseWhoLeft } from '../issues/leaving.usecases.ts'
import { basicsBefore } from '../records/basics.usecases.ts'
import { representativesById } from '../representatives/representatives.store.ts'
import { confirmImport, type DecidedDraft, decideDraft } from '../roster/import.usecases.ts'
import { allStations, stationNames } from '../stations/stations.store.ts'
import {
  allTerms,
  insertTerm,
  openIssuesByOwner,
  sheetsBySubject,
  type TermRecord,
} from './terms.store.ts'

/** Names of successors that are shown; the page behind a code shows all. */
const FEW = 5

const congressOf = (district: { name: string }, term: string): string =>
  `${district.name}${term}人大代表`

/** What rows that were not taken in say of whom they may mean. */
function doubtOf({ preview, decision }: DecidedDraft): Doubt {
  const places = decision.representatives.skipped.map(({ sheet, row }) => `${row} ${sheet}`)
  const skipped = new Set(places)
  const isSkipped = ({ sheet, row }: { sheet: string; row: number }) =>
    skipped.has(`${row} ${sheet}`)
  const read = preview.representatives.filter(isSkipped)
  const broken = preview.problems.filter(isSkipped)
  const named = new Set(
    [...read, ...broken].flatMap(({ sheet, row, name }) =>
      name === null ? [] : [`${row} ${sheet}`],
    ),
  )
  return {
    names: new Set([...read, ...broken].flatMap(({ name }) => (name === null ? [] : [name]))),
    phones: new Set(read.flatMap(({ phone }) => (phone === null ? [] : [phone]))),
    nameless: places.some((place) => !named.has(place)),
  }
}

function decide(draft: DecidedDraft, term: string): TermDecision {
  const decided = decideTerm(draft.decision, draft.known.people, doubtOf(draft), term)
  if (decided.continuing.length + decided.joining.length + decided.returning.length === 0)
    throw new Failure(termErrors.nobodyServes)
  return decided
}

/** Equal where the same people go on, come, come back and leave. */
const fingerprintOf = (decided: TermDecision): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        decided.continuing.map(({ id }) => id).sort(),
        decided.returning.map(({ id }) => id).sort(),
        decided.leaving.map(({ id }) => id).sort(),
        decided.joining.map(({ name, electoralUnit }) => [name, electoralUnit]).sort(),
      ]),
    )
    .digest('hex')
    .slice(0, 32)

/** What follows when each of these people leaves, given who serves afterwards. */
export async function departuresOf(
  context: Context,
  leaving: readonly { id: string; name: string }[],
  serving: readonly { id: string; name: string; unit: string | null; stationId: string | null }[],
): Promise<Departure[]> {
  const people = await representativesById(context)
  const stations = await stationNames(context)
  const ids = leaving.map(({ id }) => id)
  const issues = await openIssuesByOwner(context, ids)
  const sheets = await sheetsBySubject(context, ids)
  return leaving.map(({ id, name }) => {
    const person = people.get(id)
    const unit = person?.electoralUnit ?? null
    const stationId = person?.stationId ?? null
    return {
      id,
      name,
      unit,
      station: stations.get(stationId ?? '') ?? null,
      successors: successorsOf({ id, unit, stationId }, serving)
        .slice(0, FEW)
        .map((one) => one.name),
      openIssues: issues.get(id) ?? 0,
      sheets: sheets.get(id) ?? 0,
    }
  })
}

/** Who serves once the change is made, as far as successors need it. */
function servingAfter(decided: TermDecision, draft: DecidedDraft, stationIds: Map<string, string>) {
  const known = new Map(draft.known.people.map((person) => [person.id, person]))
  const stays = [...decided.continuing, ...decided.returning].map(({ id, name }) => ({
    id,
    name,
    unit: known.get(id)?.electoralUnit ?? null,
    stationId: stationIds.get(known.get(id)?.station ?? '') ?? null,
  }))
  const comes = decided.joining.map((row) => ({
    id: row.key,
    name: row.name,
    unit: row.electoralUnit,
    stationId: stationIds.get(row.station ?? '') ?? null,
  }))
  return [...stays, ...comes]
}

/** The dry run: who goes on, comes and leaves, and what that sets in motion. Writes nothing. */
export async function forecastTerm(context: Context, order: TermOrder): Promise<TermForecast> {
  const draft = await decideDraft(context, order.roster, order)
  const decided = decide(draft, order.term)
  const stationIds = new Map((await allStations(context)).map(({ id, name }) => [name, id]))
  const sheets = await sheetsBySubject(context)
  const leavingIds = new Set(decided.leaving.map(({ id }) => id))
  return {
    term: order.term,
    congress: congressOf(await districtNow(context), order.term),
    continuing: decided.continuing,
    joining: decided.joining.map(({ name, electoralUnit, station }) => ({
      name,
      unit: electoralUnit,
      station,
    })),
    returning: decided.returning,
    leaving: await departuresOf(context, decided.leaving, servingAfter(decided, draft, stationIds)),
    skipped: draft.decision.representatives.skipped.length,
    kept: draft.decision.representatives.absent
      .filter(({ id }) => !leavingIds.has(id))
      .map(({ name }) => name),
    oldSheets: decided.continuing.reduce((sum, { id }) => sum + (sheets.get(id) ?? 0), 0),
    fingerprint: fingerprintOf(decided),
  }
}

const termView = (record: TermRecord): TermView => ({
  id: record.id,
  term: record.term,
  startsOn: record.startsOn,
  continuing: record.continuing,
  joining: record.joining,
  returning: record.returning,
  leaving: record.leaving,
  openIssues: record.openIssues,
  by: record.byName,
  at: toIso(record.at),
})

export const listTerms = async (context: Context): Promise<TermView[]> =>
  (await allTerms(context)).map(termView)

/**
 * Changes the term: people, codes, accounts, the district's name for its representatives and the
 * record of the change in one commit. Open matters of those who left follow at once, and again by
 * themselves should that be cut off. Paper keeps working: old codes show the successors.
 * @param by null: the operator at the command line.
 */
export async function changeTerm(
  context: Context,
  order: TermOrder & { fingerprint: string },
  by: Actor | null,
): Promise<TermView> {
  if (!hasBegun(order.startsOn, context.clock.now()))
    throw new Failure(termErrors.future, {
      fields: [{ path: 'startsOn', message: termErrors.future.title }],
    })
  const issues = await openIssuesByOwner(context)
  const district = await districtNow(context)
  let record: TermRecord | null = null
  await confirmImport(context, order.roster, order, by, async (draft, at) => {
    const decided = decide(draft, order.term)
    if (fingerprintOf(decided) !== order.fingerprint) throw new Failure(termErrors.changedMeanwhile)
    record = {
      district: context.district,
      id: newId(),
      term: order.term,
      startsOn: order.startsOn,
      rosterId: order.roster,
      continuing: decided.continuing.length,
      joining: decided.joining.length,
      returning: decided.returning.length,
      leaving: decided.leaving.length,
      openIssues: decided.leaving.reduce((sum, { id }) => sum + (issues.get(id) ?? 0), 0),
      by: by?.accountId ?? 'operator',
      byName: by?.name ?? '管理员（命令行）',
      at,
    }
    return {
      decision: decided.decision,
      leaving: decided.unmentioned.map((id) => ({ id, on: order.startsOn })),
      writes: [
        ...(await basicsBefore(context, record)),
        insertTerm(record),
        renameDistrict({
          id: context.district,
          name: district.name,
          shortName: district.shortName,
          congress: congressOf(district, order.term),
        }),
      ],
      facts: [
        {
          at,
          type: 'term.changed',
          actor: by === null ? { kind: 'system', id: null } : { kind: 'account', id: by.accountId },
          subject: { kind: 'term', id: record.id },
          data: {
            rosterId: order.roster,
            startsOn: order.startsOn,
            continuing: record.continuing,
            joining: record.joining,
            returning: record.returning,
            leaving: record.leaving,
          },
        },
      ],
    }
  })
  await handOverOfThoseWhoLeft(context)
  return termView(record as unknown as TermRecord)
}
