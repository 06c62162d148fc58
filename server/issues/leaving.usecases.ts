import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { handOverDeadlines } from '../core/deadlines/deadlines.store.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { newId } from '../core/ids.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { representativesTables } from '../representatives/representatives.table.ts'
import { findStation } from '../stations/stations.store.ts'
import { findIssue, updateHandling } from './issues.store.ts'
import { guardsOf, handlingOf, messageWrite } from './issues.writes.ts'

/** Matters with an open clock, each once, whose holder no longer serves. */
async function orphaned(context: Context): Promise<{ issueId: string; holderId: string }[]> {
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const { representatives: r } = context.db.tables(representativesTables)
  return await context.db.read
    .selectDistinct({ issueId: d.subjectId, holderId: r.id })
    .from(r)
    .innerJoin(d, and(eq(d.district, r.district), eq(d.ownerId, r.id), isNull(d.stoppedAt)))
    .where(and(eq(r.district, context.district), eq(r.state, 'left')))
}

/**
 * Open matters of whoever left office go to their home station with clock and history (domain
 * rule: a code outlives its representative, so does the promise). Where there is no station they
 * stay with the office, which sees every running clock. Safe to run again. Returns how many moved.
 */
export async function handOverOfThoseWhoLeft(context: Context): Promise<number> {
  let moved = 0
  for (const { issueId, holderId } of await orphaned(context)) {
    const issue = await findIssue(context, issueId)
    const holder = await lookUpRepresentative(context, holderId)
    const station = await findStation(context, holder?.stationId ?? issue?.stationId ?? '')
    if (issue === null || holder === null || station === null) continue
    const at = context.clock.now()
    const messageId = newId()
    try {
      await context.db.commit(
        context.district,
        [
          updateHandling({
            ...handlingOf(issue),
            ...guardsOf(issue),
            handlerKind: 'station',
            handlerId: station.id,
          }),
          handOverDeadlines({
            district: context.district,
            subjectId: issueId,
            ownerKind: 'station',
            ownerId: station.id,
          }),
          messageWrite(context, issue, {
            id: messageId,
            author: 'office',
            authorId: null,
            authorName: '代表工委',
            kind: 'reassignment',
            text: `${holder.name}已不再担任代表，由${station.name}接着办，${issue.respondedAt === null ? '答复' : '办结'}时间不变。`,
            at,
            target: station.name,
          }),
        ],
        [
          {
            at,
            type: 'issue.handed-over',
            actor: { kind: 'system', id: null },
            subject: { kind: 'issue', id: issueId },
            data: { messageId, from: holderId, to: station.id },
          },
        ],
      )
      moved++
    } catch (error) {
      // Answered or reassigned at this very moment: the next run looks again.
      if (!(error instanceof Conflict)) throw error
    }
  }
  return moved
}
