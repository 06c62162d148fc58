import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { SUGGESTED } from '@mashang/shared/issues/clocks.words.ts'
import type { IssueState } from '@mashang/shared/issues/issues.words.ts'
import { isWaitedFor } from '@mashang/shared/suggestions/origins.rules.ts'
import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { deadlinesOf, stopPromise } from '../core/deadlines/deadlines.store.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import { updateHandling } from '../issues/handling.store.ts'
import { findIssue } from '../issues/issues.store.ts'
import { issuesTables } from '../issues/issues.table.ts'
import { guardsOf, handlingOf } from '../issues/issues.writes.ts'
import { ownerOf, promiseClock, resolutionOf, standsAside } from '../issues/resolution.store.ts'
import { offspringIn } from '../lineage/lineage.store.ts'
import { lineageTables } from '../lineage/lineage.table.ts'
import { findSuggestion } from './suggestions.store.ts'

/**
 * What a voter was promised stands aside once their matter is a suggestion that was sent: departments
 * have months by law, so the days of a representative would only run out.
 */
export const standAside = (context: Context, facts: readonly Fact[]): Write[] =>
  facts.flatMap(({ type, subject, at }) =>
    type === SUGGESTED
      ? [
          stopPromise({
            district: context.district,
            subjectId: subject.id,
            stoppedAt: at,
            stoppedBy: SUGGESTED,
          }),
        ]
      : [],
  )

/** States of a matter in which something is promised. */
const GOING_ON: IssueState[] = ['answered', 'referred']

interface Promised {
  issueId: string
  suggestions: string[]
  runs: boolean
}

/** Voters' matters that go on, with a promise that runs or stands aside, and what was written from them. */
async function promisedOnes(context: Context): Promise<Promised[]> {
  const { db, district } = context
  const { lineageLinks: l } = db.tables(lineageTables)
  const { issues: i } = db.tables(issuesTables)
  const { deadlines: d } = db.tables(deadlinesTables)
  const rows = await db.read
    .select({ issueId: i.id, suggestionId: l.toId, stoppedAt: d.stoppedAt })
    .from(l)
    .innerJoin(i, and(eq(i.district, l.district), eq(i.id, l.fromId)))
    .innerJoin(d, and(eq(d.district, l.district), eq(d.subjectId, i.id)))
    .where(
      and(
        eq(l.district, district),
        eq(l.fromKind, 'issue'),
        eq(l.toKind, 'suggestion'),
        inArray(i.state, GOING_ON),
        eq(d.clock, 'resolution'),
        or(isNull(d.stoppedAt), eq(d.stoppedBy, SUGGESTED)),
      ),
    )
  return [...Map.groupBy(rows, ({ issueId }) => issueId)].map(([issueId, of]) => ({
    issueId,
    suggestions: [...new Set(of.map(({ suggestionId }) => suggestionId))],
    runs: of.some(({ stoppedAt }) => stoppedAt === null),
  }))
}

/** Whether voters wait for a suggestion, or for the one that it goes on in; each is read once. */
export function waitedFor(context: Context): (id: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>()
  const read = async (id: string): Promise<boolean> => {
    const found = await findSuggestion(context, id)
    if (found === null) return false
    const into = found.matter.mergedInto
    if (found.state === 'merged' && into !== null) return await waits(into)
    return isWaitedFor(found.matter)
  }
  const waits = (id: string): Promise<boolean> => {
    const answer = known.get(id) ?? read(id)
    known.set(id, answer)
    return answer
  }
  return waits
}

const commitOrLeave = async (context: Context, writes: Write[], facts: Fact[]): Promise<void> => {
  try {
    await context.db.commit(context.district, writes, facts)
  } catch (error) {
    // Somebody acts at this moment; the next turn looks again.
    if (!(error instanceof Conflict)) throw error
  }
}

const factOf = (issueId: string, at: EpochMs, type: Fact['type']): Fact => ({
  at,
  type,
  actor: { kind: 'system', id: null },
  subject: { kind: 'issue', id: issueId },
})

/** For a commit: the days of the promise begin anew. Nothing where the matter does not go on. */
async function daysAnew(
  context: Context,
  issueId: string,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  const nothing = { writes: [], facts: [] }
  const issue = await findIssue(context, issueId)
  // The list may be old by now. What is done after this read makes the commit fail.
  if (issue === null || !GOING_ON.includes(issue.state)) return nothing
  const at = context.clock.now()
  const clock = await promiseClock(context, issue, ownerOf(issue), at)
  if (clock.length === 0) return nothing
  return {
    writes: [updateHandling({ ...handlingOf(issue), ...guardsOf(issue) }), ...clock],
    facts: [factOf(issueId, at, 'issue.suggestion-over')],
  }
}

/** Somebody has to tell the voter how it ends, and end it. */
async function goOn(context: Context, issueId: string): Promise<void> {
  const { writes, facts } = await daysAnew(context, issueId)
  if (writes.length > 0) await commitOrLeave(context, writes, facts)
}

/** The same for a matter that stood aside for a suggestion that it has nothing to do with after all. */
export async function withoutIt(
  context: Context,
  issueId: string,
  suggestionId: string,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  const nothing = { writes: [], facts: [] }
  if (!standsAside(await deadlinesOf(context, issueId))) return nothing
  const isWaited = waitedFor(context)
  const from = { kind: 'issue', id: issueId } as const
  for (const other of await offspringIn(context, from, 'suggestion'))
    if (other !== suggestionId && (await isWaited(other))) return nothing
  return await daysAnew(context, issueId)
}

/** Their days stand aside; where they had begun anew, whoever was told of that is told of this. */
async function wait(context: Context, issueId: string): Promise<void> {
  const issue = await findIssue(context, issueId)
  const clock = await resolutionOf(context, issueId)
  if (issue === null || clock === null) return
  const at = context.clock.now()
  const anew = (await factsOf(context, issueId)).some(
    (fact) => fact.type === 'issue.suggestion-over' && fact.at === clock.startedAt,
  )
  const of = { district: context.district, subjectId: issueId }
  await commitOrLeave(
    context,
    [
      updateHandling({ ...handlingOf(issue), ...guardsOf(issue) }),
      stopPromise({ ...of, stoppedAt: at, stoppedBy: SUGGESTED }),
    ],
    anew ? [factOf(issueId, at, 'issue.suggestion-awaited')] : [],
  )
}

/**
 * Promises to voters whose matter became a suggestion: aside while it is waited for, also where it
 * came into it late; anew when all that was written from it is over. Safe to run again: whatever was
 * done since the list was read, each matter is looked at once more before it is written.
 */
export async function keepVotersClocks(context: Context): Promise<void> {
  const isWaited = waitedFor(context)
  for (const { issueId, suggestions, runs } of await promisedOnes(context)) {
    const all = await Promise.all(suggestions.map(isWaited))
    const waits = all.includes(true)
    if (runs && waits) await wait(context, issueId)
    if (!runs && !waits) await goOn(context, issueId)
  }
}
