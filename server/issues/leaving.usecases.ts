import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { handOverDeadlines } from '../core/deadlines/deadlines.store.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import {
  lookUpRepresentative,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { representativesTables } from '../representatives/representatives.table.ts'
import { findStation, type StationRecord } from '../stations/stations.store.ts'
import { setGroup } from './groups.store.ts'
import { updateHandling } from './handling.store.ts'
import { findIssue, type IssueRecord } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'
import { guardsOf, handlingOf, messageWrite } from './issues.writes.ts'
import { isReachable } from './reach.store.ts'

/**
 * Matters with an open clock, and those that were passed on outside, each once, whose holder no
 * longer serves: somebody has to hear what became of them.
 */
async function orphaned(context: Context): Promise<{ issueId: string; holderId: string }[]> {
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const { representatives: r } = context.db.tables(representativesTables)
  const { issues: i } = context.db.tables(issuesTables)
  const gone = and(eq(r.district, context.district), eq(r.state, 'left'))
  const running = await context.db.read
    .selectDistinct({ issueId: d.subjectId, holderId: r.id })
    .from(r)
    .innerJoin(d, and(eq(d.district, r.district), eq(d.ownerId, r.id), isNull(d.stoppedAt)))
    .where(gone)
  const outside = await context.db.read
    .select({ issueId: i.id, holderId: r.id })
    .from(r)
    .innerJoin(
      i,
      and(eq(i.district, r.district), eq(i.handlerId, r.id), sql`${i.state} = 'referred'`),
    )
    .where(gone)
  return [...new Map([...running, ...outside].map((one) => [one.issueId, one])).values()]
}

interface Orphan {
  issue: IssueRecord
  holder: RepresentativeRecord
  station: StationRecord | null
}

/** Those that lay together and go to the same place; each other one by itself. */
async function bundlesOf(context: Context): Promise<Orphan[][]> {
  const bundles = new Map<string, Orphan[]>()
  for (const { issueId, holderId } of await orphaned(context)) {
    const issue = await findIssue(context, issueId)
    const holder = await lookUpRepresentative(context, holderId)
    if (issue === null || holder === null) continue
    const station = await findStation(context, holder.stationId ?? issue.stationId ?? '')
    // There is nobody to move it to, and the office knows already.
    if (station === null && issue.officeTask !== null) continue
    const key = `${issue.groupId ?? issue.id} ${station?.id ?? ''}`
    const bundle = bundles.get(key) ?? []
    bundles.set(key, [...bundle, { issue, holder, station }])
  }
  return [...bundles.values()]
}

/**
 * Open matters of whoever left office go to their home station with clock and history (domain
 * rule: a code outlives its representative, so does the promise). Where there is no station, or
 * nobody there who could see it, the office says who answers. What lay together moves in one commit
 * and lies together still; what is over stays behind. Safe to run again. Returns how many moved.
 */
export async function handOverOfThoseWhoLeft(context: Context): Promise<number> {
  let moved = 0
  for (const bundle of await bundlesOf(context)) {
    const at = context.clock.now()
    const goes = bundle.length > 1 && bundle.every(({ station }) => station !== null)
    const groupId = goes ? newId() : null
    const changes = await Promise.all(
      bundle.map((orphan) => handOverOne(context, orphan, groupId, at)),
    )
    try {
      await context.db.commit(
        context.district,
        changes.flatMap(({ writes }) => writes),
        changes.flatMap(({ facts }) => facts),
      )
      moved += bundle.filter(({ station }) => station !== null).length
    } catch (error) {
      // One was answered or reassigned at this very moment: the next run looks again.
      if (!(error instanceof Conflict)) throw error
    }
  }
  return moved
}

/** @param groupId under which it lies together with others at the station; null: it moves alone */
async function handOverOne(
  context: Context,
  { issue, holder, station }: Orphan,
  groupId: string | null,
  at: number,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  const { district } = context
  const seen = station !== null && (await isReachable(context, { kind: 'station', id: station.id }))
  const officeTask = seen ? issue.officeTask : (issue.officeTask ?? 'unattended')
  const { writes, facts } =
    station === null ? NOWHERE : toStation(context, issue, holder, station, at)
  const together =
    groupId === null || station === null
      ? []
      : [setGroup({ district, id: issue.id, groupId, wasGroupId: '', handlerId: station.id })]
  const told =
    officeTask === issue.officeTask
      ? []
      : [systemFact(issue.id, at, 'issue.unattended', { from: holder.id })]
  return {
    writes: [
      updateHandling({
        ...handlingOf(issue),
        ...guardsOf(issue),
        officeTask,
        ...(station === null ? {} : { handlerKind: 'station', handlerId: station.id }),
      }),
      ...together,
      ...writes,
    ],
    facts: [...facts, ...told],
  }
}

const NOWHERE: { writes: Write[]; facts: Fact[] } = { writes: [], facts: [] }

const systemFact = (
  issueId: string,
  at: number,
  type: string,
  data: NonNullable<Fact['data']>,
): Fact => ({
  at,
  type,
  actor: { kind: 'system', id: null },
  subject: { kind: 'issue', id: issueId },
  data,
})

/** The clocks and the words with which a station takes over. */
function toStation(
  context: Context,
  issue: IssueRecord,
  holder: RepresentativeRecord,
  station: StationRecord,
  at: number,
): { writes: Write[]; facts: Fact[] } {
  const messageId = newId()
  return {
    writes: [
      handOverDeadlines({
        district: context.district,
        subjectId: issue.id,
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
    facts: [
      systemFact(issue.id, at, 'issue.handed-over', {
        messageId,
        from: holder.id,
        to: station.id,
      }),
    ],
  }
}
