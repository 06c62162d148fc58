import { type EpochMs, toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { type DutyRole, dutyRoles } from '@mashang/shared/points/points.words.ts'
import {
  entriesOf,
  ofYear,
  type RecordEntry,
  roleSums,
} from '@mashang/shared/records/entries.rules.ts'
import type { RecordEntryView, recordsApi } from '@mashang/shared/records/records.api.ts'
import { recordErrors } from '@mashang/shared/records/records.errors.ts'
import {
  RECORD_FEW,
  RECORD_TIMELINE,
  type RecordPart,
  type RecordSection,
  recordSections,
} from '@mashang/shared/records/records.words.ts'
import type { z } from 'zod'
import { accountNames } from '../accounts/accounts.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { YearSpan } from '../points/lines.usecases.ts'
import {
  lookUpRepresentative,
  photoUrlOf,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { basicsOf } from './basics.usecases.ts'
import { isProvable } from './copy-signatures.ts'
import {
  type CopyRecord,
  copiesOf,
  type RemarkRecord,
  remarksOf,
  rewardsOf,
} from './records.store.ts'
import { sourcesOf } from './sources.store.ts'

type View = z.input<NonNullable<typeof recordsApi.show.reply>>

/** Lines about somebody's points in some years, by the feature that counts them. */
export type PointsOf = (representativeId: string, span?: YearSpan) => Promise<readonly string[]>

/** The office opens every record, representatives their own; foreign and absent look the same. */
export async function recordFor(
  context: Context,
  id: string,
  actor: Actor,
): Promise<RepresentativeRecord> {
  const mine = actor.role === 'office' || actor.representativeId === id
  const found = mine ? await lookUpRepresentative(context, id) : null
  if (found === null) throw new Failure(recordErrors.notFound)
  return found
}

const viewOf = (
  entry: RecordEntry,
  remarks: ReadonlyMap<string, RemarkRecord>,
): RecordEntryView => {
  const remark = remarks.get(entry.key)
  return {
    ...entry,
    at: toIso(entry.at),
    explained:
      entry.explained == null
        ? null
        : { period: entry.explained.period, lines: [...entry.explained.lines] },
    remark:
      remark === undefined ? null : { id: remark.id, text: remark.text, at: toIso(remark.at) },
  }
}

/** The newest remark of each entry that stands. */
export const remarksByEntry = async (
  context: Context,
  id: string,
  until?: EpochMs,
): Promise<Map<string, RemarkRecord>> =>
  new Map((await remarksOf(context, id, until)).map((remark) => [remark.entry, remark]))

export const copyView = (
  row: CopyRecord,
  names: ReadonlyMap<string, string>,
): View['copies'][number] => ({
  id: row.id,
  at: toIso(row.at),
  reason: row.reason,
  fingerprint: row.fingerprint,
  signature: row.signature,
  provable: isProvable(row),
  size: row.size,
  by: row.accountId === null ? '系统' : (names.get(row.accountId) ?? '一个账号'),
})

/** The six roles of a year beside the year before; over all years there is nothing to hold them against. */
function rolesOf(all: readonly RecordEntry[], year: number | undefined): View['roles'] {
  const now = roleSums(ofYear(all, year))
  const before = year === undefined ? null : roleSums(ofYear(all, year - 1))
  return (Object.keys(dutyRoles) as DutyRole[]).map((role) => ({
    role,
    count: now[role],
    before: before?.[role] ?? 0,
  }))
}

const yearSpan = (year: number | undefined): YearSpan | undefined =>
  year === undefined ? undefined : { from: year, to: year }

/** A record as it stands at this moment, made from what is kept of the person. */
export async function showRecord(
  context: Context,
  id: string,
  query: { year?: number | undefined; section?: RecordPart | undefined },
  actor: Actor,
  pointsOf: PointsOf,
): Promise<View> {
  const person = await recordFor(context, id, actor)
  const now = context.clock.now()
  const { sources, attached } = await sourcesOf(context, id)
  const all = entriesOf(sources)
  const entries = ofYear(all, query.year)
  const remarks = await remarksByEntry(context, id)
  const copies = await copiesOf(context, id)
  const names = await accountNames(
    context,
    copies.flatMap(({ accountId }) => accountId ?? []),
  )
  const rewards = actor.role === 'office' ? await rewardsOf(context, id) : []
  const papers = actor.role === 'office' ? sources.papers : []
  return {
    representative: {
      id,
      name: person.name,
      serving: person.state === 'serving',
      photoUrl: photoUrlOf(person),
    },
    basics: (await basicsOf(context, person)).map(([label, words]) => ({ label, words })),
    year: query.year ?? null,
    years: [...new Set(all.map(({ at }) => localParts(at).year))].sort((a, b) => b - a),
    roles: rolesOf(all, query.year),
    sections: (Object.keys(recordSections) as RecordSection[]).map((section) => {
      const of = entries.filter((entry) => entry.section === section)
      const shown = query.section === section ? of : of.slice(0, RECORD_FEW)
      return {
        section,
        count: of.length,
        entries: shown.map((entry) => viewOf(entry, remarks)),
      }
    }),
    timeline: (query.section === 'timeline' ? entries : entries.slice(0, RECORD_TIMELINE)).map(
      (entry) => viewOf(entry, remarks),
    ),
    entries: entries.length,
    attachments: attached,
    points: [...(await pointsOf(id, yearSpan(query.year)))],
    copies: copies.map((copy) => copyView(copy, names)),
    rewards: rewards.map((one) => ({ id: one.id, reversible: one.reversedAt === null })),
    papers: papers.map((one) => ({ id: one.id, withdrawable: one.withdrawnAt === null })),
    serverTime: toIso(now),
  }
}
