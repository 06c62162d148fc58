import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import { accountsTables } from '../accounts/accounts.table.ts'
import type { Context } from '../core/context.ts'
import { statement, value } from '../core/db/statement.ts'
import { departmentsTables } from '../departments/departments.table.ts'
import { suggestionsTables } from './suggestions.table.ts'

type Suggestions = ReturnType<typeof suggestionsTables>
type Departments = ReturnType<typeof departmentsTables>
type Moved = { district: string; from: string; into: string }

/** Guarded: only while both stand, and while no suggestion came to it since it was looked at. */
export const mergeDepartment = statement<
  Departments & Suggestions,
  Moved & { mergedAt: number; mergeReason: string; parties: number }
>(
  (dialect) => ({ ...departmentsTables(dialect), ...suggestionsTables(dialect) }),
  'merge department',
  (b, { departments: d, suggestionParties: p }) =>
    b
      .update(d)
      .set({
        mergedInto: value('into'),
        mergedAt: value('mergedAt'),
        mergeReason: value('mergeReason'),
      })
      .where(
        and(
          eq(d.district, value('district')),
          eq(d.id, value('from')),
          isNull(d.mergedInto),
          sql`${value('parties')} = (select count(*) from ${p} where ${p.district} = ${value('district')} and ${p.kind} = 'department' and ${p.partyId} = ${value('from')})`,
        ),
      ),
  { guarded: true },
)

export const moveAliases = statement<Departments, Moved>(
  departmentsTables,
  'move department aliases',
  (b, { departmentAliases: a }) =>
    b
      .update(a)
      .set({ departmentId: value('into') })
      .where(and(eq(a.district, value('district')), eq(a.departmentId, value('from')))),
)

export const moveAccounts = statement<ReturnType<typeof accountsTables>, Moved>(
  accountsTables,
  'move accounts of department',
  (b, { accounts: a }) =>
    b
      .update(a)
      .set({ departmentId: value('into') })
      .where(and(eq(a.district, value('district')), eq(a.departmentId, value('from')))),
)

export const moveClocks = statement<Suggestions, Moved & { suggestionId: string }>(
  suggestionsTables,
  'move clocks of department',
  (b, { suggestionClocks: c }) =>
    b
      .update(c)
      .set({ ownerId: value('into') })
      .where(
        and(
          eq(c.district, value('district')),
          eq(c.suggestionId, value('suggestionId')),
          eq(c.ownerId, value('from')),
        ),
      ),
)

export const moveLinks = statement<Suggestions, Moved & { suggestionId: string }>(
  suggestionsTables,
  'move links of department',
  (b, { suggestionLinks: l }) =>
    b
      .update(l)
      .set({ departmentId: value('into') })
      .where(
        and(
          eq(l.district, value('district')),
          eq(l.suggestionId, value('suggestionId')),
          eq(l.departmentId, value('from')),
        ),
      ),
)

export const moveDocument = statement<
  Suggestions,
  Moved & { year: number; mark: string; number: number }
>(suggestionsTables, 'move document of department', (b, { suggestionDocuments: d }) =>
  b
    .update(d)
    .set({ departmentId: value('into') })
    .where(
      and(
        eq(d.district, value('district')),
        eq(d.departmentId, value('from')),
        eq(d.year, value('year')),
        eq(d.mark, value('mark')),
        eq(d.number, value('number')),
      ),
    ),
)

/** What a department has besides what its suggestions say. */
export async function belongingsOf(context: Context, id: string, now: number) {
  const {
    suggestionLinks: l,
    suggestionDocuments: d,
    suggestionParties: p,
    suggestionClocks: c,
  } = context.db.tables(suggestionsTables)
  const { accounts: a } = context.db.tables(accountsTables)
  const { read } = context.db
  const { district } = context
  return {
    accounts: await read
      .select({ id: a.id })
      .from(a)
      .where(and(eq(a.district, district), eq(a.departmentId, id), isNull(a.closedAt)))
      .orderBy(asc(a.id)),
    links: await read
      .select({ suggestionId: l.suggestionId })
      .from(l)
      .where(
        and(
          eq(l.district, district),
          eq(l.departmentId, id),
          isNull(l.usedAt),
          isNull(l.replacedAt),
          gt(l.expiresAt, now),
        ),
      )
      .orderBy(asc(l.suggestionId)),
    documents: await read
      .select({ year: d.year, mark: d.mark, number: d.number })
      .from(d)
      .where(and(eq(d.district, district), eq(d.departmentId, id)))
      .orderBy(asc(d.year), asc(d.mark), asc(d.number)),
    parties: await read
      .select({ suggestionId: p.suggestionId })
      .from(p)
      .where(and(eq(p.district, district), eq(p.kind, 'department'), eq(p.partyId, id))),
    owing: await read
      .select({ suggestionId: c.suggestionId })
      .from(c)
      .where(and(eq(c.district, district), eq(c.ownerId, id), isNull(c.stoppedAt))),
  }
}
