import { wasInTime } from '@mashang/shared/issues/duty.rules.ts'
import { issueNumber, verdictWords } from '@mashang/shared/issues/issues.words.ts'
import type { ActivityFact, RecordSources } from '@mashang/shared/records/entries.rules.ts'
import type { RecordAttachment } from '@mashang/shared/records/records.api.ts'
import { satisfactions, suggestionStates } from '@mashang/shared/suggestions/suggestions.words.ts'
import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import { activitiesTables } from '../activities/activities.table.ts'
import type { Context } from '../core/context.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import { districtNow } from '../districts/districts.store.ts'
import { issueWords } from '../issues/dictionary.store.ts'
import { issuesTables } from '../issues/issues.table.ts'
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

/** What was sent of which somebody is an author. */
function authored(context: Context, representativeId: string) {
  const { suggestions: s, suggestionParties: p } = context.db.tables(suggestionsTables)
  return and(
    eq(s.district, context.district),
    isNotNull(s.submittedAt),
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

/** The files that its authors put to each suggestion, the newest suggestion first. */
async function filesOfSuggestions(
  context: Context,
  representativeId: string,
): Promise<RecordAttachment[]> {
  const { suggestions: s, suggestionFiles: f } = context.db.tables(suggestionsTables)
  const rows = await context.db.read
    .select({ id: s.id, title: s.title, fileId: f.id, name: f.name })
    .from(s)
    .innerJoin(
      f,
      and(eq(f.district, s.district), eq(f.suggestionId, s.id), eq(f.ownerKind, 'representative')),
    )
    .where(authored(context, representativeId))
    .orderBy(desc(s.submittedAt), s.id, f.id)
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, files]) => ({
    kind: 'suggestion',
    id,
    title: files[0]?.title ?? '',
    photos: [],
    minutes: false,
    files: files.map(({ fileId, name }) => ({ id: fileId, name })),
  }))
}

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
      submittedAt: s.submittedAt,
      representativeId: s.representativeId,
      state: s.state,
      class: s.class,
      satisfaction: s.satisfaction,
    })
    .from(s)
    .where(authored(context, representativeId))
  const names = await namesOf(context)
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    number: names.number(row),
    submittedAt: row.submittedAt ?? 0,
    lead: row.representativeId === representativeId,
    standing: [
      suggestionStates[row.state],
      row.class === null ? null : `${row.class} 类`,
      row.satisfaction === null ? null : satisfactions[row.satisfaction],
    ]
      .filter(Boolean)
      .join('，'),
  }))
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
    inTime: wasInTime(row),
    redone: row.redos > 0,
    verdict: row.verdictAnswer === null ? null : `群众${verdictWords[row.verdictAnswer]}`,
  }))
}

/** Everything that one record is made from, read by indexes of that one person. */
export async function sourcesOf(
  context: Context,
  representativeId: string,
): Promise<{ sources: RecordSources; attached: RecordAttachment[] }> {
  const [activities, suggestions, files, issues, rewards, seat] = await Promise.all([
    activitiesOf(context, representativeId),
    suggestionsOf(context, representativeId),
    filesOfSuggestions(context, representativeId),
    issuesOf(context, representativeId),
    rewardsOf(context, representativeId),
    factsOf(context, representativeId),
  ])
  return {
    sources: { activities: activities.facts, suggestions, issues, rewards, seat },
    attached: [...activities.attached, ...files],
  }
}
