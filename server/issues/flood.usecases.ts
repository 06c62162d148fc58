import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import type { FloodGroup, FloodMatter, floodApi } from '@mashang/shared/issues/flood.api.ts'
import { floodCauses, floodLimits } from '@mashang/shared/issues/flood.words.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import { after, isLate } from '@mashang/shared/issues/issues.rules.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { isSubstantive } from '@mashang/shared/issues/substance.rules.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { handOverDeadlines, stopDeadlines } from '../core/deadlines/deadlines.store.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { districtNow } from '../districts/districts.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import {
  decideFloodHold,
  firstHeld,
  type Group,
  groupsOfHeld,
  heldAmong,
  heldOf,
} from './flood.store.ts'
import { updateHandling } from './handling.store.ts'
import { heldAtFiling } from './held.writes.ts'
import type { IssueRecord } from './issues.store.ts'
import { authorOf, factBy, guardsOf, handlingOf, messageWrite } from './issues.writes.ts'

type Command = z.output<NonNullable<typeof floodApi.decide.body>>

const ORDER = Object.keys(floodCauses)

/** What is held, by why; dangers first, then the larger ones. */
export async function showFloods(
  context: Context,
): Promise<{ total: number; groups: FloodGroup[]; more: number; serverTime: string }> {
  const groups = (await groupsOfHeld(context)).sort(
    (a, b) => ORDER.indexOf(a.cause) - ORDER.indexOf(b.cause) || b.count - a.count,
  )
  const first = groups.slice(0, floodLimits.groups)
  const shown = await Promise.all(first.map((group) => groupView(context, group)))
  return {
    total: groups.reduce((sum, group) => sum + group.count, 0),
    groups: shown.flatMap((group) => (group === null ? [] : [group])),
    more: groups.length - first.length,
    serverTime: toIso(context.clock.now()),
  }
}

/** Null: all of it was decided meanwhile. */
async function groupView(context: Context, group: Group): Promise<FloodGroup | null> {
  const [first] = await firstHeld(context, group)
  if (first === undefined) return null
  const found = group.cause === 'words' ? null : await lookUpRepresentative(context, group.key)
  return {
    cause: group.cause,
    key: group.key,
    count: group.count,
    firstAt: toIso(group.firstAt),
    lastAt: toIso(group.lastAt),
    representative: found === null ? null : { id: found.id, name: found.name },
    sample: { title: first.title, text: first.text },
  }
}

export async function listFlood(
  context: Context,
  { cause, key, page, size }: z.output<NonNullable<typeof floodApi.matters.query>>,
): Promise<{ items: FloodMatter[]; total: number; page: number; size: number }> {
  const { shortName } = await districtNow(context)
  const { rows, total } = await heldOf(context, { cause, key }, size, (page - 1) * size)
  const items = await Promise.all(
    rows.map(async (issue) => ({
      id: issue.id,
      number: issueNumber(shortName, issue.year, issue.number),
      title: issue.title,
      text: issue.text,
      voter: issue.voter,
      representative: (await lookUpRepresentative(context, issue.representativeId))?.name ?? '',
      filedAt: toIso(issue.filedAt),
      responseDueAt: toIso(issue.dueAt),
    })),
  )
  return { items, total, page, size }
}

interface Change {
  writes: Write[]
  facts: Fact[]
}

/**
 * The office lets some of what is held through, or says why not; many together, each with a fact of
 * its own. Of a whole group as much as fits into one go: the rest is told, and asked for again, so
 * that nobody else waits and whatever is cut off goes on where it was.
 */
export async function decideOnFlood(
  context: Context,
  command: Command,
  actor: Actor,
): Promise<{ done: number; left: number }> {
  if (command.decision === 'decline' && !isSubstantive(command.reason))
    throw new Failure(issueErrors.answerNotSubstantive, {
      fields: [{ path: 'reason', message: issueErrors.answerNotSubstantive.title }],
    })
  const { rows, total } = await wanted(context, command.of)
  const at = context.clock.now()
  const decideOne = async (issue: IssueRecord): Promise<boolean> =>
    committed(context, await declining(context, issue, reasonOf(command), at, actor))
  const done =
    command.decision === 'release'
      ? await lettingThrough(context, rows, at, actor)
      : (await Promise.all(rows.map(decideOne))).filter(Boolean).length
  return { done, left: total - rows.length }
}

const reasonOf = (command: Command): string =>
  command.decision === 'decline' ? command.reason : ''

/** Each for itself: what its voter took back at this very moment keeps nobody else waiting. */
async function committed(context: Context, { writes, facts }: Change): Promise<boolean> {
  try {
    await context.db.commit(context.district, writes, facts)
    return true
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
}

async function wanted(
  context: Context,
  of: Command['of'],
): Promise<{ rows: IssueRecord[]; total: number }> {
  if ('issues' in of) {
    const rows = await heldAmong(context, of.issues)
    return { rows, total: rows.length }
  }
  const { cause, key } = of
  return await heldOf(context, { cause, key, until: Date.parse(of.until) }, floodLimits.matters)
}

/** Each goes to its representative. Returns how many went. */
async function lettingThrough(
  context: Context,
  issues: readonly IssueRecord[],
  at: number,
  actor: Actor,
): Promise<number> {
  const byRepresentative = new Map<string, IssueRecord[]>()
  for (const issue of issues) {
    const own = byRepresentative.get(issue.representativeId) ?? []
    byRepresentative.set(issue.representativeId, [...own, issue])
  }
  const went = await Promise.all(
    [...byRepresentative.values()].map((own) => lettingToOne(context, own, at, actor)),
  )
  return went.reduce((sum, one) => sum + one, 0)
}

/** The first that really goes tells of all, before any other is there untold. */
async function lettingToOne(
  context: Context,
  issues: readonly IssueRecord[],
  at: number,
  actor: Actor,
): Promise<number> {
  for (const [place, issue] of issues.entries()) {
    const others = issues.slice(place + 1)
    const told = letThrough(context, issue, { told: others.length + 1, at, actor })
    if (!(await committed(context, told))) continue
    const went = await Promise.all(
      others.map((one) =>
        committed(context, letThrough(context, one, { told: undefined, at, actor })),
      ),
    )
    return 1 + went.filter(Boolean).length
  }
  return 0
}

/**
 * The voter's clock goes on as it is, with another owner; the representative's own 24 hours count
 * from now. What its words ask the office to look at besides is held as if it were filed now.
 */
function letThrough(
  context: Context,
  issue: IssueRecord,
  by: { told: number | undefined; at: number; actor: Actor },
): Change {
  const { at, actor } = by
  const held = heldAtFiling(
    context,
    {
      title: issue.title,
      text: issue.text,
      place: { text: issue.place ?? '' },
      publish: issue.publish,
    },
    issue.id,
    at,
  )
  return {
    writes: [
      updateHandling({
        ...handlingOf(issue),
        ...guardsOf(issue),
        state: after(issue.state, 'let-through'),
        reachedAt: at,
      }),
      handOverDeadlines({
        district: context.district,
        subjectId: issue.id,
        ownerKind: issue.handlerKind,
        ownerId: issue.handlerId,
      }),
      holdDecided(context, issue, 'released', '看过，转给代表', at, actor),
      ...held.writes,
    ],
    facts: [
      factBy(actor, issue, at, 'issue.let-through', {
        representativeId: issue.representativeId,
        ...(by.told === undefined ? {} : { told: by.told }),
      }),
      ...held.facts,
    ],
  }
}

/** In words that the voter reads, and may judge: not satisfied, it is done once more, by people. */
async function declining(
  context: Context,
  issue: IssueRecord,
  reason: string,
  at: number,
  actor: Actor,
): Promise<Change> {
  const messageId = newId()
  const author = await authorOf(context, actor, issue)
  return {
    writes: [
      updateHandling({
        ...handlingOf(issue),
        ...guardsOf(issue),
        state: after(issue.state, 'decline'),
        respondedAt: at,
        endedAt: at,
      }),
      stopDeadlines({
        district: context.district,
        subjectId: issue.id,
        stoppedAt: at,
        stoppedBy: 'issue.declined',
      }),
      messageWrite(context, issue, { id: messageId, ...author, kind: 'decline', text: reason, at }),
      holdDecided(context, issue, 'refused', reason, at, actor),
    ],
    facts: [
      factBy(actor, issue, at, 'issue.declined', {
        messageId,
        first: true,
        late: isLate(issue.dueAt, at),
        flood: true,
      }),
    ],
  }
}

const holdDecided = (
  context: Context,
  issue: IssueRecord,
  state: 'released' | 'refused',
  decision: string,
  at: number,
  actor: Actor,
): Write =>
  decideFloodHold({
    district: context.district,
    issueId: issue.id,
    state,
    decidedById: actor.accountId,
    decidedAt: at,
    decision,
  })
