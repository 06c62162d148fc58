import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { waitsFor, waitsForOffice } from '@mashang/shared/mediations/decide.rules.ts'
import type { mediationsApi } from '@mashang/shared/mediations/mediations.api.ts'
import type { MediationList, MediationRow } from '@mashang/shared/mediations/mediations.model.ts'
import type { MediatorAnswer } from '@mashang/shared/mediations/mediations.words.ts'
import { and, asc, count, desc, eq, inArray, lt, ne, not, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { holds } from '../core/db/like.ts'
import { inPieces } from '../exports/table-export.ts'
import { representativesById } from '../representatives/representatives.store.ts'
import type { MediationRecord, MediatorRecord } from './mediations.store.ts'
import { mediationsTables } from './mediations.table.ts'
import { whoIsAsked } from './mediations.views.ts'
import { mediatorsNow } from './serving.store.ts'

type Query = z.output<NonNullable<typeof mediationsApi.list.query>>
/** What the table and its export are narrowed to, and their order. */
export type MediationFilter = Omit<Query, 'page' | 'size'>
type Schema = ReturnType<typeof mediationsTables>

/** What a row shows: nobody’s words. */
const lightOf = ({ mediations: m }: Schema) => ({
  id: m.id,
  title: m.title,
  source: m.source,
  caseNumber: m.caseNumber,
  state: m.state,
  dueAt: m.dueAt,
  outcome: m.outcome,
  endedOn: m.endedOn,
  createdAt: m.createdAt,
})
type Light = Pick<MediationRecord, keyof ReturnType<typeof lightOf>>

/** Those to which somebody was asked and gave one of these answers. */
function askedTo(context: Context, who: string, answers: readonly MediatorAnswer[]): SQL {
  const { mediations: m, mediators: p } = context.db.tables(mediationsTables)
  return inArray(
    m.id,
    context.db.read
      .select({ id: p.mediationId })
      .from(p)
      .where(
        and(
          eq(p.district, context.district),
          eq(p.representativeId, who),
          inArray(p.answer, [...answers]),
        ),
      ),
  )
}

const yes = (condition: SQL | undefined, wanted: boolean | undefined): SQL | undefined =>
  condition && wanted !== undefined ? (wanted ? condition : not(condition)) : undefined

/** Which of them somebody sees, and of those which were asked for. */
function whereOf(context: Context, query: MediationFilter, actor: Actor): SQL | undefined {
  const { mediations: m } = context.db.tables(mediationsTables)
  const own = actor.representativeId ?? ''
  const office = actor.role === 'office'
  const now = context.clock.now()
  const open = ne(m.state, 'ended')
  const waiting = office
    ? inArray(m.state, [...waitsForOffice])
    : and(open, askedTo(context, own, ['none']))
  return and(
    eq(m.district, context.district),
    office ? undefined : askedTo(context, own, ['none', 'joined']),
    query.q === undefined
      ? undefined
      : or(holds(m.title, query.q), holds(sql`coalesce(${m.caseNumber}, '')`, query.q)),
    query.state && eq(m.state, query.state),
    yes(open, query.open),
    yes(waiting, query.waiting),
    yes(lt(sql`coalesce(${m.dueAt}, ${now})`, now), query.overdue),
  )
}

const ordersOf = ({ mediations: m }: Schema, sort: Query['sort']): SQL[] => {
  const newest = [desc(m.createdAt), desc(m.id)]
  // What has no day comes last, whichever way round.
  const undated = sql`case when ${m.dueAt} is null then 1 else 0 end`
  switch (sort) {
    case 'due':
      return [undated, asc(m.dueAt), ...newest]
    case '-due':
      return [undated, desc(m.dueAt), ...newest]
    case 'registered':
      return [asc(m.createdAt), asc(m.id)]
    case '-registered':
      return newest
  }
}

function rowOf(
  { createdAt, dueAt, ...light }: Light,
  mediators: readonly MediatorRecord[],
  people: Parameters<typeof whoIsAsked>[0],
  actor: Actor,
): MediationRow {
  const own = mediators.find((one) => one.representativeId === actor.representativeId)
  return {
    ...light,
    dueAt: toIsoOrNull(dueAt),
    registeredAt: toIso(createdAt),
    mediators: mediators.map((one) => whoIsAsked(people, one)),
    waiting: waitsFor(light.state, actor.role === 'office' ? null : (own?.answer ?? 'left')),
  }
}

/** Those of a filter, without whom was asked; all of them, or one page. */
async function lightRows(
  context: Context,
  filter: MediationFilter,
  actor: Actor,
  page?: { from: number; size: number },
): Promise<Light[]> {
  const tables = context.db.tables(mediationsTables)
  const found = context.db.read
    .select(lightOf(tables))
    .from(tables.mediations)
    .where(whereOf(context, filter, actor))
    .orderBy(...ordersOf(tables, filter.sort))
  return page === undefined ? await found : await found.limit(page.size).offset(page.from)
}

async function rowsOf(
  context: Context,
  rows: readonly Light[],
  actor: Actor,
): Promise<MediationRow[]> {
  const asked = await mediatorsNow(context, rows)
  const people = await representativesById(context)
  return rows.map((row) => rowOf(row, asked.get(row.id) ?? [], people, actor))
}

export async function listMediations(
  context: Context,
  query: Query,
  actor: Actor,
): Promise<MediationList> {
  const { page, size } = query
  const { mediations } = context.db.tables(mediationsTables)
  const rows = await lightRows(context, query, actor, { from: (page - 1) * size, size })
  const [counted] = await context.db.read
    .select({ n: count() })
    .from(mediations)
    .where(whereOf(context, query, actor))
  return {
    items: await rowsOf(context, rows, actor),
    total: Number(counted?.n ?? 0),
    page,
    size,
    serverTime: toIso(context.clock.now()),
  }
}

/** The same without pages: how many, and the rows some at a time. */
export async function findMediations(
  context: Context,
  filter: MediationFilter,
  actor: Actor,
): Promise<{ total: number; rows: AsyncGenerator<MediationRow[]> }> {
  const found = await lightRows(context, filter, actor)
  async function* rows(): AsyncGenerator<MediationRow[]> {
    for await (const some of inPieces(found)) yield await rowsOf(context, some, actor)
  }
  return { total: found.length, rows: rows() }
}
