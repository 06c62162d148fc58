import type { activitiesApi } from '@mashang/shared/activities/activities.api.ts'
import { activityKinds, activityStates } from '@mashang/shared/activities/activities.words.ts'
import { toIso } from '@mashang/shared/core/clock.ts'
import { localParts, momentDigits, momentWords } from '@mashang/shared/core/local-time.ts'
import type { z } from 'zod'
import { type Actor, stationsOf } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type FileColumn, inPieces, type TableFile } from '../exports/table-export.ts'
import { stationNames } from '../stations/stations.store.ts'
import {
  type ActivityRecord,
  countsOf,
  findActivities,
  type InviteeRecord,
  invitationsOf,
} from './activities.store.ts'
import { rowOf } from './activities.views.ts'

type Query = z.output<NonNullable<typeof activitiesApi.list.query>>
type Filter = Omit<Query, 'page' | 'size'>

/** What somebody sees at all; a district has a few hundred a year. */
async function seenBy(
  context: Context,
  actor: Actor,
): Promise<{ records: ActivityRecord[]; own: Map<string, InviteeRecord> }> {
  if (actor.role === 'office') return { records: await findActivities(context), own: new Map() }
  if (actor.role === 'liaison')
    return {
      records: await findActivities(context, { stationIds: stationsOf(actor) }),
      own: new Map(),
    }
  const rows = await invitationsOf(context, actor.representativeId ?? '')
  const own = new Map(rows.map((row) => [row.activityId, row]))
  return { records: await findActivities(context, { ids: [...own.keys()] }), own }
}

function fits(record: ActivityRecord, { q, kind, when, year }: Filter, now: number): boolean {
  if (kind !== undefined && record.kind !== kind) return false
  if (year !== undefined && localParts(record.startsAt).year !== year) return false
  if (q !== undefined && !`${record.title} ${record.place}`.includes(q)) return false
  if (when === undefined) return true
  if (when === 'ahead') return record.state === 'open' && record.startsAt > now
  if (when === 'open') return record.state === 'open' && record.startsAt <= now
  return record.state === when
}

export async function listActivities(
  context: Context,
  query: Query,
  actor: Actor,
): Promise<z.input<NonNullable<typeof activitiesApi.list.reply>>> {
  const now = context.clock.now()
  const { records, own } = await seenBy(context, actor)
  const found = records.filter((record) => fits(record, query, now))
  if (query.sort === '-start') found.reverse()
  const from = (query.page - 1) * query.size
  const page = found.slice(from, from + query.size)
  const counts = await countsOf(
    context,
    page.map(({ id }) => id),
  )
  const stations = await stationNames(context)
  return {
    items: page.map((record) =>
      rowOf(
        record,
        counts.get(record.id) ?? { invited: 0, attended: 0 },
        own.get(record.id) ?? null,
        stations,
      ),
    ),
    total: found.length,
    page: query.page,
    size: query.size,
    serverTime: toIso(now),
  }
}

interface Line {
  record: ActivityRecord
  organiser: string
  invited: number
  attended: number
}

const columns: readonly FileColumn<Line>[] = [
  { of: 'title', title: '类型', cell: ({ record }) => activityKinds[record.kind] },
  { of: 'title', title: '活动', cell: ({ record }) => record.title },
  { of: 'start', title: '开始', cell: ({ record }) => momentDigits(record.startsAt) },
  { of: 'start', title: '结束', cell: ({ record }) => momentDigits(record.endsAt) },
  { of: 'title', title: '地点', cell: ({ record }) => record.place },
  { of: 'organiser', title: '组织', cell: ({ organiser }) => organiser },
  { of: 'coming', title: '应邀', cell: ({ invited }) => invited },
  { of: 'coming', title: '报名', cell: ({ record }) => record.coming },
  { of: 'attended', title: '到会', cell: ({ attended }) => attended },
  { of: 'state', title: '状态', cell: ({ record }) => activityStates[record.state] },
]

/** The activities of a filter as a file; names of people stay in the pages. */
export async function activitiesFile(context: Context, filter: Filter): Promise<TableFile<Line>> {
  const now = context.clock.now()
  const found = (await findActivities(context)).filter((record) => fits(record, filter, now))
  if (filter.sort === '-start') found.reverse()
  const stations = await stationNames(context)
  const counts = await countsOf(
    context,
    found.map(({ id }) => id),
  )
  const lines = found.map((record) => ({
    record,
    organiser: rowOf(record, { invited: 0, attended: 0 }, null, stations).organiser,
    ...(counts.get(record.id) ?? { invited: 0, attended: 0 }),
  }))
  return {
    name: '履职活动',
    table: 'activities',
    columns,
    total: lines.length,
    rows: inPieces(lines),
  }
}

/** What it is and when. */
export const activityTitle = ({ title, startsAt }: ActivityRecord): string =>
  `${title} · ${momentWords(startsAt)}`
