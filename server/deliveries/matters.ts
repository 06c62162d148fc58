import type { Standing } from '@mashang/shared/deliveries/outbox.rules.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import type { Notice } from '@mashang/shared/notices/notices.model.ts'
import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { districtNow } from '../districts/districts.store.ts'
import { issuesTables } from '../issues/issues.table.ts'

/** What a message may say of a matter, and what tells whether it still needs to. */
export interface Matter extends Standing {
  number: string
  /** When the clock that runs out first does; null: none runs. */
  dueAt: number | null
}

/** The matters behind notices, by their ids. */
export async function mattersOf(
  context: Context,
  notices: readonly Pick<Notice, 'subjectKind' | 'subjectId'>[],
): Promise<Map<string, Matter>> {
  const ids = [...new Set(notices.filter((n) => n.subjectKind === 'issue').map((n) => n.subjectId))]
  if (ids.length === 0) return new Map()
  const { issues: i } = context.db.tables(issuesTables)
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const { shortName } = await districtNow(context)
  const rows = await context.db.read
    .select({ id: i.id, year: i.year, number: i.number })
    .from(i)
    .where(and(eq(i.district, context.district), inArray(i.id, ids)))
  const open = await context.db.read
    .select({ subjectId: d.subjectId, dueAt: d.dueAt, ownerId: d.ownerId })
    .from(d)
    .where(
      and(
        eq(d.district, context.district),
        inArray(d.subjectId, ids),
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
          dueAt: clocks.length === 0 ? null : Math.min(...clocks.map(({ dueAt }) => dueAt)),
          running: clocks.length > 0,
          owners: clocks.map(({ ownerId }) => ownerId),
        },
      ]
    }),
  )
}
