import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { wasInTime } from '@mashang/shared/issues/duty.rules.ts'
import { issueNumber, verdictWords } from '@mashang/shared/issues/issues.words.ts'
import { answerStoodAt } from '@mashang/shared/issues/stood.rules.ts'
import {
  type ActivityFact,
  authorship,
  type RecordSources,
} from '@mashang/shared/records/entries.rules.ts'
import type { RecordAttachment } from '@mashang/shared/records/records.api.ts'
import { rewardOf } from '@mashang/shared/records/reward.rules.ts'
import { seatLines } from '@mashang/shared/records/seat.rules.ts'
import {
  cameSince,
  standingWords,
  standsNow,
  stoodAt,
} from '@mashang/shared/suggestions/standing.rules.ts'
import { and, eq, inArray } from 'drizzle-orm'
import { activitiesTables } from '../activities/activities.table.ts'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { touchedSince } from '../core/ledger/later-facts.store.ts'
import type { LedgerRow } from '../core/ledger/ledger.chain.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import { districtNow } from '../districts/districts.store.ts'
import { issueWords } from '../issues/dictionary.store.ts'
import { issuesTables } from '../issues/issues.table.ts'
import { matterKinds } from '../matters/matters.ts'
import { papersOf } from '../paperwork/paperwork.store.ts'
import { rejectedNow } from '../points/accounts.usecases.ts'
import { closedLines } from '../points/lines.usecases.ts'
import { stationNames } from '../stations/stations.store.ts'
import { suggestionsTables } from '../suggestions/suggestions.table.ts'
import { namesOf } from '../suggestions/suggestions.views.ts'
import { rewardsOf } from './records.store.ts'
import { withPartAt, withPartOf } from './with-part.store.ts'

/** Facts of those of some matters to which something happened since; without a moment, of none. */
const touchedBy = async (
  context: Context,
  matters: readonly { id: string }[],
  until: EpochMs | undefined,
): ReturnType<typeof touchedSince> =>
  until === undefined
    ? new Map()
    : await touchedSince(
        context,
        matters.map(({ id }) => id),
        until,
      )

async function activitiesOf(
  context: Context,
  representativeId: string,
  until: EpochMs | undefined,
): Promise<{ facts: ActivityFact[]; attached: RecordAttachment[] }> {
  const { activities: a, activityInvitees: i } = context.db.tables(activitiesTables)
  const rows = await context.db.read
    .select({
      id: a.id,
      kind: a.kind,
      title: a.title,
      startsAt: a.startsAt,
      stationId: a.stationId,
      photos: a.photos,
      minutes: a.minutes,
      attendance: i.attendance,
    })
    .from(i)
    .innerJoin(a, and(eq(a.district, i.district), eq(a.id, i.activityId)))
    .where(
      and(
        eq(i.district, context.district),
        eq(i.representativeId, representativeId),
        eq(a.state, 'closed'),
      ),
    )
  const touched = await touchedBy(context, rows, until)
  // What was found out of it later is of that day, in points, too.
  const settledOn = (id: string): EpochMs | null =>
    touched
      .get(id)
      ?.findLast(
        ({ at, type, data }) =>
          at >= (until ?? Infinity) &&
          (type === 'activity.closed' ||
            (type === 'activity.corrected' && data.representativeId === representativeId)),
      )?.at ?? null
  const facts = rows.flatMap(({ id, kind, title, startsAt, stationId, attendance }) =>
    attendance === 'unknown'
      ? []
      : [
          {
            id,
            kind,
            title,
            startsAt,
            ofStation: stationId !== null,
            attendance,
            asOf: settledOn(id),
          },
        ],
  )
  const attached = rows.flatMap(({ id, title, photos, minutes, attendance }) =>
    attendance === 'attended' && (photos.length > 0 || minutes !== null)
      ? [{ kind: 'activity' as const, id, title, photos, minutes: minutes !== null, files: [] }]
      : [],
  )
  return { facts, attached }
}

/** The files that authors put to these suggestions, in their order. */
async function filesOfSuggestions(
  context: Context,
  suggestions: RecordSources['suggestions'],
): Promise<RecordAttachment[]> {
  const { suggestionFiles: f } = context.db.tables(suggestionsTables)
  const ids = suggestions.map(({ id }) => id)
  const rows = await inChunks(ids, (some) =>
    context.db.read
      .select({ id: f.suggestionId, fileId: f.id, name: f.name })
      .from(f)
      .where(
        and(
          eq(f.district, context.district),
          inArray(f.suggestionId, some),
          eq(f.ownerKind, 'representative'),
        ),
      )
      .orderBy(f.id),
  )
  const files = Map.groupBy(rows, ({ id }) => id)
  return suggestions.flatMap(({ id, title }) => {
    const own = files.get(id)
    if (own === undefined) return []
    const named = own.map(({ fileId, name }) => ({ id: fileId, name }))
    return [{ kind: 'suggestion', id, title, photos: [], minutes: false, files: named }]
  })
}

/** What somebody handed in or joined, the newest first. */
async function suggestionsOf(
  context: Context,
  representativeId: string,
  until: EpochMs | undefined,
): Promise<RecordSources['suggestions']> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const rows = await context.db.read
    .select({
      id: s.id,
      title: s.title,
      year: s.year,
      number: s.number,
      matter: s.matter,
    })
    .from(s)
    .where(
      until === undefined
        ? withPartOf(context, representativeId)
        : await withPartAt(context, representativeId),
    )
  const names = await namesOf(context)
  const touched = await touchedBy(context, rows, until)
  return rows
    .flatMap((row) => {
      const facts = touched.get(row.id)
      if (until !== undefined && cameSince(facts ?? [], until)) return []
      const stood =
        facts === undefined || until === undefined
          ? standsNow(row.matter)
          : stoodAt(row.matter, facts, until)
      const part = authorship(stood.matter, representativeId)
      if (part === null) return []
      return [
        {
          id: row.id,
          title: row.title,
          number: names.number(row),
          standing: standingWords(stood),
          asOf: stood.changedSince ? context.clock.now() : null,
          ...part,
        },
      ]
    })
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
}

async function issuesOf(
  context: Context,
  representativeId: string,
  until: EpochMs | undefined,
): Promise<RecordSources['issues']> {
  const { issues: i } = context.db.tables(issuesTables)
  const { shortName } = await districtNow(context)
  const { fields } = await issueWords(context)
  const rows = await context.db.read
    .select({
      id: i.id,
      year: i.year,
      number: i.number,
      field: i.field,
      dueAt: i.dueAt,
      reachedAt: i.reachedAt,
      respondedAt: i.respondedAt,
      acknowledgement: i.acknowledgement,
      verdictAnswer: i.verdictAnswer,
      verdictSolved: i.verdictSolved,
      redos: i.redos,
    })
    .from(i)
    .where(and(eq(i.district, context.district), eq(i.respondedBy, representativeId)))
  const touched = await touchedBy(context, rows, until)
  return rows.map((row) => {
    const now = {
      hollow: row.acknowledgement === 'upheld',
      redone: row.redos > 0,
      verdict: row.verdictAnswer,
      solved: row.verdictSolved,
    }
    const { verdict, solved, ...stood } = answerStoodAt(
      now,
      touched.get(row.id) ?? [],
      until ?? Infinity,
    )
    return {
      id: row.id,
      number: issueNumber(shortName, row.year, row.number),
      field: fields[row.field],
      answeredAt: row.respondedAt ?? 0,
      inTime: wasInTime({ ...row, acknowledgement: null }),
      ...stood,
      verdict:
        verdict === null
          ? null
          : `群众对答复${verdictWords[verdict]}${solved === null ? '' : `，问题解决${verdictWords[solved]}`}`,
    }
  })
}

/** How their seat changed: what the roster's facts say, stations by the names that they have. */
async function seatOf(
  context: Context,
  facts: readonly LedgerRow[],
): Promise<RecordSources['seat']> {
  const names = await stationNames(context)
  return facts.flatMap(({ sequence, at, type, data }) =>
    seatLines(
      { sequence, type, data: JSON.parse(data) as Record<string, unknown> },
      (id) => names.get(id) ?? '一个已删的家站',
    ).map((line) => ({ ...line, at })),
  )
}

/** What was decided about them; kind and number are references, and stand in the facts. */
async function rewardsIn(
  context: Context,
  representativeId: string,
  facts: readonly LedgerRow[],
): Promise<RecordSources['rewards']> {
  const said = new Map(
    facts.flatMap(({ type, data }) => {
      if (type !== 'record.rewarded') return []
      const known = JSON.parse(data) as Record<string, unknown>
      return [[String(known.rewardId), rewardOf(known)] as const]
    }),
  )
  const rewards: RecordSources['rewards'][number][] = []
  for (const row of await rewardsOf(context, representativeId)) {
    const { kind, closingId } = said.get(row.id) ?? rewardOf({})
    const explained =
      closingId === null ? null : await closedLines(context, representativeId, closingId)
    rewards.push({ ...row, kind, explained })
  }
  return rewards
}

/**
 * Everything that one record is made from, read by indexes of that one person.
 * @param until as it stood before that moment; without: as it stands
 */
export async function sourcesOf(
  context: Context,
  representativeId: string,
  until?: EpochMs,
): Promise<{ sources: RecordSources; attached: RecordAttachment[] }> {
  const facts = await factsOf(context, representativeId)
  const [activities, suggestions, issues, rewards, papers, seat, matters, rejected] =
    await Promise.all([
      activitiesOf(context, representativeId, until),
      suggestionsOf(context, representativeId, until),
      issuesOf(context, representativeId, until),
      rewardsIn(context, representativeId, facts),
      papersOf(context, representativeId),
      seatOf(context, facts),
      Promise.all(
        [...matterKinds.values()].map(
          (kind) => kind.record?.(context, representativeId, until) ?? [],
        ),
      ),
      rejectedNow(context, representativeId, until),
    ])
  return {
    sources: {
      activities: activities.facts,
      suggestions,
      issues,
      rewards,
      papers,
      seat,
      matters: matters.flat(),
      rejected,
    },
    attached: [...activities.attached, ...(await filesOfSuggestions(context, suggestions))],
  }
}
