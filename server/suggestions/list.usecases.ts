import { toIso } from '@mashang/shared/core/clock.ts'
import { countedOf } from '@mashang/shared/suggestions/department-figures.rules.ts'
import { belongs, isToldOf } from '@mashang/shared/suggestions/figures.rules.ts'
import type { Party } from '@mashang/shared/suggestions/matter.rules.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import type { SuggestionRow } from '@mashang/shared/suggestions/suggestions.model.ts'
import { fallenStates } from '@mashang/shared/suggestions/suggestions.words.ts'
import { and, eq, inArray, isNotNull, isNull, ne, notInArray, or, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { standingDepartment } from '../departments/departments.store.ts'
import { offspringIn } from '../lineage/lineage.store.ts'
import { writtenBy } from './imports.store.ts'
import { orderOf } from './list-orders.ts'
import { mayLeave } from './origins.usecases.ts'
import { answerOwed, mostPressing, type Names, officeTasksIn, rowOf } from './suggestions.rows.ts'
import {
  type ClockRecord,
  openClocks,
  type SuggestionRecord,
  withMatter,
} from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'
import { partyFor } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'
import { awaitingRelease } from './unreleased.store.ts'

type Query = z.output<NonNullable<typeof suggestionsApi.list.query>>
export type SuggestionFilter = Omit<Query, 'page' | 'size'>
export type Light = Omit<SuggestionRecord, 'matter'>

const lightOf = (s: ReturnType<typeof suggestionsTables>['suggestions']) => ({
  district: s.district,
  id: s.id,
  year: s.year,
  number: s.number,
  representativeId: s.representativeId,
  issueId: s.issueId,
  state: s.state,
  title: s.title,
  class: s.class,
  satisfaction: s.satisfaction,
  visited: s.visited,
  submittedAt: s.submittedAt,
  firstAssignedAt: s.firstAssignedAt,
  answeredAt: s.answeredAt,
  answerDueAt: s.answerDueAt,
  publishedAt: s.publishedAt,
  keyAt: s.keyAt,
  delivered: s.delivered,
  promisedFor: s.promisedFor,
  draftKey: s.draftKey,
  importedAt: s.importedAt,
  wentOnAt: s.wentOnAt,
  revision: s.revision,
  createdAt: s.createdAt,
})

/** A suggestion as a list shows it, with the whole that it is made of. */
export interface FoundRow {
  row: SuggestionRow
  record: SuggestionRecord
}

/** Those that one party has a part in. */
export function partOfIt(context: Context, kind: 'representative' | 'department', id: string): SQL {
  const { suggestions: s, suggestionParties: p } = context.db.tables(suggestionsTables)
  return inArray(
    s.id,
    context.db.read
      .select({ id: p.suggestionId })
      .from(p)
      .where(and(eq(p.district, context.district), eq(p.kind, kind), eq(p.partyId, id))),
  )
}

/** Those that count in the figures of a department, each as its own answer stands. */
export async function inTheirPlace(
  context: Context,
  rows: readonly Light[],
  department: string,
): Promise<Light[]> {
  const matters = new Map((await withMatter(context, rows)).map(({ id, matter }) => [id, matter]))
  return rows.flatMap((row) => {
    const matter = matters.get(row.id)
    const own = matter === undefined ? null : countedOf(row, matter, department)
    return own === null ? [] : [own]
  })
}

/** What somebody sees at all; a district has a few hundred a year. */
export async function seenBy(context: Context, actor: Actor, more?: SQL): Promise<Light[]> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const who = await partyFor(actor)
  return await context.db.read
    .select(lightOf(s))
    .from(s)
    .where(
      and(
        eq(s.district, context.district),
        who.kind === 'office' ? isNotNull(s.submittedAt) : partOfIt(context, who.kind, who.id),
        // A draft that was thrown away.
        or(isNotNull(s.submittedAt), ne(s.state, 'withdrawn')),
        more,
      ),
    )
}

/** The running clocks by suggestion. */
export async function openBySuggestion(context: Context): Promise<Map<string, ClockRecord[]>> {
  const open = new Map<string, ClockRecord[]>()
  for (const row of await openClocks(context)) {
    const known = open.get(row.suggestionId)
    if (known === undefined) open.set(row.suggestionId, [row])
    else known.push(row)
  }
  return open
}

/** Open answers by suggestion: until when they are due. */
export const owedAnswers = (
  open: ReadonlyMap<string, readonly ClockRecord[]>,
  who: Party,
): Map<string, number> =>
  new Map(
    [...open].flatMap(([id, rows]) => {
      const due = answerOwed(rows, who)
      return due === null ? [] : [[id, due] as const]
    }),
  )

/** When what is sorted and looked for is due: to a department what it has to do next, whatever that is. */
const dueMoments = (
  open: ReadonlyMap<string, readonly ClockRecord[]>,
  who: Party,
  now: number,
): Map<string, number> =>
  who.kind === 'department'
    ? new Map(
        [...open].flatMap(([id, rows]) => {
          const pressing = mostPressing(rows, who.id, now)
          return pressing === null ? [] : [[id, pressing.dueAt] as const]
        }),
      )
    : owedAnswers(open, who)

function fits(
  row: Light,
  query: SuggestionFilter,
  names: Names,
  due: Map<string, number>,
  now: number,
) {
  const owed = due.get(row.id)
  if (query.overdue !== undefined && query.overdue !== (owed !== undefined && now > owed))
    return false
  if (query.q !== undefined) {
    const hay = `${row.title} ${names.number(row) ?? ''} ${names.representative(row.representativeId)}`
    if (!hay.includes(query.q)) return false
  }
  if (query.figure === undefined) return true
  if (!isToldOf(row, query.year)) return false
  const part = belongs(query.figure, row, now)
  return (
    part.denominator &&
    (query.counted === undefined || part.numerator === (query.counted === 'yes'))
  )
}

/** Everything that a filter finds, in its order, and how a piece of it is made into rows. */
export async function findSuggestions(
  context: Context,
  query: SuggestionFilter,
  actor: Actor,
): Promise<{ found: Light[]; rowsOf: (some: readonly Light[]) => Promise<FoundRow[]> }> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const department = await standingDepartment(context, query.department)
  const now = context.clock.now()
  const names = await namesOf(context)
  const who = await partyFor(actor)
  const open = await openBySuggestion(context)
  const due = dueMoments(open, who, now)
  const where = and(
    query.state === undefined ? undefined : eq(s.state, query.state),
    query.stands === undefined
      ? undefined
      : query.stands
        ? notInArray(s.state, [...fallenStates])
        : inArray(s.state, [...fallenStates]),
    query.class === undefined ? undefined : eq(s.class, query.class),
    query.key === undefined ? undefined : query.key ? isNotNull(s.keyAt) : isNull(s.keyAt),
    query.promised === undefined
      ? undefined
      : query.promised
        ? isNotNull(s.promisedFor)
        : isNull(s.promisedFor),
    query.published === undefined
      ? undefined
      : query.published
        ? isNotNull(s.publishedAt)
        : isNull(s.publishedAt),
    query.left === undefined
      ? undefined
      : query.left
        ? and(eq(s.state, 'closed'), isNull(s.answeredAt))
        : or(ne(s.state, 'closed'), isNotNull(s.answeredAt)),
    query.import === undefined ? undefined : inArray(s.id, writtenBy(context, query.import)),
    query.year === undefined ? undefined : eq(s.year, query.year),
    query.issue === undefined
      ? undefined
      : inArray(s.id, await offspringIn(context, { kind: 'issue', id: query.issue }, 'suggestion')),
    department === undefined ? undefined : partOfIt(context, 'department', department),
    query.representative === undefined
      ? undefined
      : partOfIt(context, 'representative', query.representative),
  )
  const seen = await seenBy(context, actor, where)
  // Behind a figure of a department stands what it answered itself.
  const counted =
    query.figure === undefined || department === undefined
      ? seen
      : await inTheirPlace(context, seen, department)
  const fitting = counted
    .filter((row) => fits(row, query, names, due, now))
    .sort(orderOf(query.sort, due, names.representative))
  const rowsOf = async (some: readonly Light[]): Promise<FoundRow[]> => {
    const shown = new Map(some.map((one) => [one.id, one]))
    return (await withMatter(context, some)).map((whole) => {
      const record = { ...whole, ...shown.get(whole.id) }
      return { row: rowOf(record, names, who, open.get(record.id) ?? [], now), record }
    })
  }
  const { waiting, task, unpublished, excellent, attendee } = query
  const released = unpublished === undefined ? null : await awaitingRelease(context, fitting)
  const narrowed =
    released === null ? fitting : fitting.filter(({ id }) => released.has(id) === unpublished)
  if ([waiting, task, excellent, attendee].every((one) => one === undefined))
    return { found: narrowed, rowsOf }
  const wanted = new Set(
    (await rowsOf(narrowed))
      .filter(
        ({ row, record }) =>
          (waiting === undefined || row.waiting === waiting) &&
          (excellent === undefined || row.excellent === excellent) &&
          (attendee === undefined || (row.attendee !== null) === attendee) &&
          (task === undefined ||
            officeTasksIn(record, open.get(row.id) ?? [], names, now).includes(task)),
      )
      .map(({ row }) => row.id),
  )
  return { found: narrowed.filter(({ id }) => wanted.has(id)), rowsOf }
}

/** Looked for by one voter's matter, each says whether that may be taken out of it. */
async function withTakingBack(
  context: Context,
  shown: readonly FoundRow[],
  issueId: string | undefined,
  actor: Actor,
): Promise<SuggestionRow[]> {
  if (issueId === undefined) return shown.map(({ row }) => row)
  const who = await partyFor(actor)
  return await Promise.all(
    shown.map(async ({ row, record }) => ({
      ...row,
      mayTakeBack: await mayLeave(context, record, issueId, who),
    })),
  )
}

export async function listSuggestions(
  context: Context,
  query: Query,
  actor: Actor,
): Promise<z.input<NonNullable<typeof suggestionsApi.list.reply>>> {
  const { page, size } = query
  const { found, rowsOf } = await findSuggestions(context, query, actor)
  const shown = await rowsOf(found.slice((page - 1) * size, page * size))
  return {
    items: await withTakingBack(context, shown, query.issue, actor),
    total: found.length,
    page,
    size,
    serverTime: toIso(context.clock.now()),
  }
}
