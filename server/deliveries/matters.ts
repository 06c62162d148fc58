import type { Standing } from '@mashang/shared/deliveries/outbox.rules.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { NOT_COUNTED_YET } from '@mashang/shared/issues/resolution.rules.ts'
import type { Notice } from '@mashang/shared/notices/notices.model.ts'
import { asked } from '@mashang/shared/suggestions/matter.rules.ts'
import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { districtNow } from '../districts/districts.store.ts'
import { issuesTables } from '../issues/issues.table.ts'
import { withMatter } from '../suggestions/list.usecases.ts'
import { clocksOf } from '../suggestions/suggestions.store.ts'
import { namesOf } from '../suggestions/suggestions.views.ts'

/** What a message may say of a matter, and what tells whether it still needs to. */
export interface Matter extends Standing {
  number: string
  /** When the clock that runs out first does; of a suggestion, of those that these owe. Null: none. */
  dueOf(ids: readonly string[]): number | null
}

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
): Promise<Map<string, Matter>> {
  const [issues, suggestions] = await Promise.all([
    issueMatters(context, idsOf(notices, 'issue')),
    suggestionMatters(context, idsOf(notices, 'suggestion')),
  ])
  return new Map([...issues, ...suggestions])
}

async function suggestionMatters(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, Matter>> {
  if (ids.length === 0) return new Map()
  const names = await namesOf(context)
  const found = new Map<string, Matter>()
  for (const record of await withMatter(
    context,
    ids.map((id) => ({ id })),
  )) {
    const running = (await clocksOf(context, record.id)).filter(
      // A right to send back is nothing that somebody owes.
      ({ stoppedAt, clock, dueAt }) =>
        stoppedAt === null && clock !== 'return' && dueAt !== NOT_COUNTED_YET,
    )
    found.set(record.id, {
      number: names.number(record) ?? '代表建议',
      dueOf: (own) => earliest(running.filter(({ ownerId }) => own.includes(ownerId))),
      running: running.length > 0,
      owners: [
        record.representativeId,
        ...asked(record.matter).map(({ representativeId }) => representativeId),
        ...record.matter.handlers.map(({ departmentId }) => departmentId),
      ],
    })
  }
  return found
}

async function issueMatters(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, Matter>> {
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
