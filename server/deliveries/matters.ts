import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import type { Notice } from '@mashang/shared/notices/notices.model.ts'
import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import type { MatterStanding } from '../core/matter.ts'
import { districtNow } from '../districts/districts.store.ts'
import { issuesTables } from '../issues/issues.table.ts'
import { matterKinds } from '../matters/matters.ts'

const earliest = (clocks: readonly { dueAt: number }[]): number | null =>
  clocks.length === 0 ? null : Math.min(...clocks.map(({ dueAt }) => dueAt))

type Subject = Pick<Notice, 'subjectKind' | 'subjectId'>

const idsOf = (subjects: readonly Subject[], kind: string): string[] => [
  ...new Set(subjects.filter((n) => n.subjectKind === kind).map((n) => n.subjectId)),
]

/** The matters behind notices, by their ids. */
export async function mattersOf(
  context: Context,
  notices: readonly Subject[],
): Promise<Map<string, MatterStanding>> {
  const others = [...matterKinds].map(async ([kind, { standing }]) => {
    const ids = idsOf(notices, kind)
    return standing === undefined || ids.length === 0 ? [] : [...(await standing(context, ids))]
  })
  const [issues, ...found] = await Promise.all([
    issueMatters(context, idsOf(notices, 'issue')),
    ...others,
  ])
  return new Map([...issues, ...found.flat()])
}

/** Whether the matter that a notice is about is no more, as what a withdrawn list had brought in. */
export const isGone = (
  { subjectKind, subjectId }: Subject,
  matters: ReadonlyMap<string, MatterStanding>,
): boolean => matterKinds.get(subjectKind)?.standing !== undefined && !matters.has(subjectId)

async function issueMatters(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, MatterStanding>> {
  if (ids.length === 0) return new Map()
  const { issues: i } = context.db.tables(issuesTables)
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const { shortName } = await districtNow(context)
  const rows = await context.db.read
    .select({ id: i.id, year: i.year, number: i.number })
    .from(i)
    .where(and(eq(i.district, context.district), inArray(i.id, [...ids])))
  const open = await context.db.read
    .select({ subjectId: d.subjectId, dueAt: d.dueAt, ownerId: d.ownerId })
    .from(d)
    .where(
      and(
        eq(d.district, context.district),
        inArray(d.subjectId, [...ids]),
        isNull(d.stoppedAt),
        // What was promised beyond the answer is no reason to remind of the answer.
        ne(d.clock, 'resolution'),
      ),
    )
  return new Map(
    rows.map(({ id, year, number }) => {
      const clocks = open.filter(({ subjectId }) => subjectId === id)
      return [
        id,
        {
          number: issueNumber(shortName, year, number),
          dueOf: () => earliest(clocks),
          running: clocks.length > 0,
          owners: clocks.map(({ ownerId }) => ownerId),
        },
      ]
    }),
  )
}
