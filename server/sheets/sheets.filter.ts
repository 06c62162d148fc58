import { isWellFormedCode, normalizeCode } from '@mashang/shared/codes/codes.rules.ts'
import type { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import { silentBefore } from '@mashang/shared/sheets/sheets.rules.ts'
import { and, type Column, eq, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type Actor, limitedTo, stationsOf } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { holds } from '../core/db/like.ts'
import { answersTo } from '../core/pinyin.ts'
import { districtNow } from '../districts/districts.store.ts'
import { allRepresentatives } from '../representatives/representatives.store.ts'
import { allStations } from '../stations/stations.store.ts'
import { sheetsTables } from './sheets.table.ts'

export type SheetFilter = Omit<
  z.output<NonNullable<typeof sheetsApi.list.query>>,
  'page' | 'size' | 'sort'
> & {
  /** Chosen one by one. */
  ids?: readonly string[]
}

type Sheets = ReturnType<typeof sheetsTables>['sheets']

/** Conditions in the words of the partial indexes of sheets.table.ts. */
export const isPrinted = (s: Sheets) => and(isNull(s.hungAt), isNull(s.retiredAt))
export const isHung = (s: Sheets) => and(isNotNull(s.hungAt), isNull(s.retiredAt))

/** The sheets that somebody sees at all: maySeeSheet as a condition. */
export function scopeOf(context: Context, actor: Actor): SQL | undefined {
  const { sheets: s } = context.db.tables(sheetsTables)
  const district = eq(s.district, context.district)
  switch (actor.role) {
    case 'office': {
      const own = limitedTo(actor)
      return own === null ? district : and(district, inArray(s.stationId, [...own]))
    }
    case 'department':
      return sql`false`
    case 'liaison':
      return and(district, inArray(s.stationId, [...stationsOf(actor)]))
    case 'representative':
      return and(
        district,
        eq(s.subjectKind, 'representative'),
        actor.representativeId === null ? sql`false` : eq(s.subjectId, actor.representativeId),
      )
  }
}

export async function silentCondition(context: Context): Promise<SQL | undefined> {
  const { sheets: s } = context.db.tables(sheetsTables)
  const { silentAfterDays } = await districtNow(context)
  return and(isHung(s), lte(s.quietSince, silentBefore(context.clock.now(), silentAfterDays)))
}

/** Sheets of which somebody said that something is wrong, and nobody has looked. */
export function reportedCondition(context: Context): SQL {
  const { sheets: s, sheetReports: r } = context.db.tables(sheetsTables)
  return inArray(
    s.id,
    context.db.read
      .select({ id: r.sheetId })
      .from(r)
      .where(and(eq(r.district, context.district), isNull(r.resolvedAt))),
  )
}

/** The condition of a filter within what the actor sees. */
export async function conditionOf(
  context: Context,
  filter: SheetFilter,
  actor: Actor,
): Promise<SQL | undefined> {
  const { sheets: s } = context.db.tables(sheetsTables)
  const states = {
    printed: isPrinted(s),
    hung: isHung(s),
    revoked: and(isNotNull(s.retiredAt), isNull(s.replacedBy)),
    replaced: and(isNotNull(s.retiredAt), isNotNull(s.replacedBy)),
  }
  return and(
    scopeOf(context, actor),
    filter.ids && inArray(s.id, [...filter.ids]),
    filter.state && states[filter.state],
    filter.flag === 'silent' ? await silentCondition(context) : undefined,
    filter.flag === 'reported' ? reportedCondition(context) : undefined,
    same(s.format, filter.format),
    same(s.stationId, filter.station),
    same(s.area, filter.area),
    same(s.subjectId, filter.representative),
    same(s.batchId, filter.batch),
    filter.q === undefined ? undefined : await searchCondition(context, filter.q),
  )
}

/** Nothing is asked where nothing is given. */
const same = (column: Column, wanted: string | undefined) =>
  wanted === undefined || wanted === '' ? undefined : eq(column, wanted)

/** "0137", "137", "海报 0137" */
const NUMBER = /^(?:海报|桌牌|胸牌|贴纸|标签|编号|#|№)?\s*0*(\d{1,9})$/

/** What somebody typed: a number, a code or its address, else a name, its pinyin, or a place. */
async function searchCondition(context: Context, q: string): Promise<SQL | undefined> {
  const { sheets: s } = context.db.tables(sheetsTables)
  const number = NUMBER.exec(q.normalize('NFKC'))?.[1]
  if (number !== undefined) return eq(s.number, Number(number))
  const code = normalizeCode(q.split('/').at(-1) ?? '')
  if (isWellFormedCode(code)) return eq(s.code, code)
  const stations = (await allStations(context))
    .filter((station) => answersTo(q, station, 'place'))
    .map(({ id }) => id)
  const people = (await allRepresentatives(context))
    .filter((r) => answersTo(q, { name: r.name }, r))
    .map(({ id }) => id)
  const ids = (condition: SQL | undefined) =>
    sql`select ${s.id} from ${s} where ${and(eq(s.district, context.district), condition)}`
  // One list of ids, each part by an index of its own.
  const parts = [
    ids(sql`${s.place} is not null and ${holds(s.place, q)}`),
    ...(people.length === 0 ? [] : [ids(inArray(s.subjectId, people))]),
    ...(stations.length === 0 ? [] : [ids(inArray(s.stationId, stations))]),
  ]
  return sql`${s.id} in (${sql.join(parts, sql` union all `)})`
}
