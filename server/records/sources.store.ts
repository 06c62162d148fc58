import { wasInTime } from '@mashang/shared/issues/duty.rules.ts'
import { issueNumber, verdictWords } from '@mashang/shared/issues/issues.words.ts'
import {
  type ActivityFact,
  authorship,
  type RecordSources,
} from '@mashang/shared/records/entries.rules.ts'
import type { RecordAttachment } from '@mashang/shared/records/records.api.ts'
import { seatLines } from '@mashang/shared/records/seat.rules.ts'
import { satisfactions, suggestionStates } from '@mashang/shared/suggestions/suggestions.words.ts'
import { and, eq, inArray } from 'drizzle-orm'
import { activitiesTables } from '../activities/activities.table.ts'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import { districtNow } from '../districts/districts.store.ts'
import { issueWords } from '../issues/dictionary.store.ts'
import { issuesTables } from '../issues/issues.table.ts'
import { stationNames } from '../stations/stations.store.ts'
import { suggestionsTables } from '../suggestions/suggestions.table.ts'
import { namesOf } from '../suggestions/suggestions.views.ts'
import { rewardsOf } from './records.store.ts'

async function activitiesOf(
  context: Context,
  representativeId: string,
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
  const facts = rows.flatMap(({ id, kind, title, startsAt, stationId, attendance }) =>
    attendance === 'unknown'
      ? []
      : [{ id, kind, title, startsAt, ofStation: stationId !== null, attendance }],
  )
  const attached = rows.flatMap(({ id, title, photos, minutes, attendance }) =>
    attendance === 'attended' && (photos.length > 0 || minutes !== null)
      ? [{ kind: 'activity' as const, id, title, photos, minutes: minutes !== null, files: [] }]
      : [],
  )
  return { facts, attached }
}

/** Suggestions in which somebody has a part, asked or joined. */
const withPartOf = (context: Context, representativeId: string) => {
  const { suggestions: s, suggestionParties: p } = context.db.tables(suggestionsTables)
  return and(
    eq(s.district, context.district),
    inArray(
      s.id,
      context.db.read
        .select({ id: p.suggestionId })
        .from(p)
        .where(
          and(
            eq(p.district, context.district),
            eq(p.kind, 'representative'),
            eq(p.partyId, representativeId),
          ),
        ),
    ),
  )
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
): Promise<RecordSources['suggestions']> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const rows = await context.db.read
    .select({
      id: s.id,
      title: s.title,
      year: s.year,
      number: s.number,
      state: s.state,
      class: s.class,
      satisfaction: s.satisfaction,
      matter: s.matter,
    })
    .from(s)
    .where(withPartOf(context, representativeId))
  const names = await namesOf(context)
  return rows
    .flatMap((row) => {
      const part = authorship(row.matter, representativeId)
      if (part === null) return []
      const standing = [
        suggestionStates[row.state],
        row.matter.secret ? '不公开' : null,
        row.class === null ? null : `${row.class} 类`,
        row.satisfaction === null ? null : satisfactions[row.satisfaction],
      ]
        .filter(Boolean)
        .join('，')
      return [{ id: row.id, title: row.title, number: names.number(row), standing, ...part }]
    })
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
}

async function issuesOf(
  context: Context,
  representativeId: string,
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
      redos: i.redos,
    })
    .from(i)
    .where(and(eq(i.district, context.district), eq(i.respondedBy, representativeId)))
  return rows.map((row) => ({
    id: row.id,
    number: issueNumber(shortName, row.year, row.number),
    field: fields[row.field],
    answeredAt: row.respondedAt ?? 0,
    inTime: wasInTime({ ...row, acknowledgement: null }),
    hollow: row.acknowledgement === 'upheld',
    redone: row.redos > 0,
    verdict: row.verdictAnswer === null ? null : `群众${verdictWords[row.verdictAnswer]}`,
  }))
}

/** How their seat changed: what the roster's facts say, stations by the names that they have. */
async function seatOf(context: Context, representativeId: string): Promise<RecordSources['seat']> {
  const facts = await factsOf(context, representativeId)
  const names = await stationNames(context)
  return facts.flatMap(({ sequence, at, type, data }) =>
    seatLines(
      { sequence, type, data: JSON.parse(data) as Record<string, unknown> },
      (id) => names.get(id) ?? '一个已删的家站',
    ).map((line) => ({ ...line, at })),
  )
}

/** Everything that one record is made from, read by indexes of that one person. */
export async function sourcesOf(
  context: Context,
  representativeId: string,
): Promise<{ sources: RecordSources; attached: RecordAttachment[] }> {
  const [activities, suggestions, issues, rewards, seat] = await Promise.all([
    activitiesOf(context, representativeId),
    suggestionsOf(context, representativeId),
    issuesOf(context, representativeId),
    rewardsOf(context, representativeId),
    seatOf(context, representativeId),
  ])
  return {
    sources: { activities: activities.facts, suggestions, issues, rewards, seat },
    attached: [...activities.attached, ...(await filesOfSuggestions(context, suggestions))],
  }
}
