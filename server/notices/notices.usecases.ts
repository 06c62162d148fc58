import { readsMatters } from '@mashang/shared/accounts/duties.rules.ts'
import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { type OwedClock, sinceThen } from '@mashang/shared/notices/asking.rules.ts'
import type { noticesApi } from '@mashang/shared/notices/notices.api.ts'
import { noticeErrors } from '@mashang/shared/notices/notices.errors.ts'
import { noticeHeadline, OUT_OF_SIGHT } from '@mashang/shared/notices/notices.words.ts'
import type { z } from 'zod'
import { type Actor, limitedTo } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { openAnswerClocks } from '../core/deadlines/deadlines.store.ts'
import type { Seen } from '../core/matter.ts'
import { districtNow } from '../districts/districts.store.ts'
import { maySee } from '../issues/issues.policy.ts'
import { findIssues, type IssueRecord } from '../issues/issues.store.ts'
import { coveredBy } from '../leaves/leaves.store.ts'
import { matterKinds } from '../matters/matters.ts'
import {
  countUnread,
  findNotice,
  type NoticeRecord,
  noticesOfAccount,
  readNotice,
  readNotices,
  readNoticesOf,
} from './notices.store.ts'

/** What matters of other features are called, by the kind of subject; handed in by those above. */
export type Titles = Readonly<
  Record<string, (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>>
>

/**
 * What may be shown of a matter, and how it stands where a notice of it is over; `owes`: words to its
 * voter are waited for now.
 */
type SeenSince = Seen & { since: string | null; owes?: boolean }

type List = z.input<NonNullable<typeof noticesApi.list.reply>>

/** A page of somebody's notices in words; of a matter out of their sight nothing is told. */
export async function listNotices(
  context: Context,
  query: { before?: string | undefined; size: number },
  actor: Actor,
  titles: Titles,
): Promise<List> {
  const before =
    query.before === undefined ? null : await findNotice(context, actor.accountId, query.before)
  if (query.before !== undefined && before === null) throw new Failure(noticeErrors.notFound)
  const found = await noticesOfAccount(context, actor.accountId, before, query.size + 1)
  const page = found.slice(0, query.size)
  const ids = page.filter((row) => row.subjectKind === 'issue').map((row) => row.subjectId)
  const issueIds = [...new Set(ids)]
  const issues = await findIssues(context, issueIds)
  const owed = await openAnswerClocks(context, issueIds)
  // Of other matters an account that was given some stations since is told nothing.
  const wide = limitedTo(actor) === null
  const others = wide ? await titlesOf(page, titles) : new Map()
  const matters = wide ? await mattersSeen(context, page, actor) : new Map()
  const { shortName } = await districtNow(context)
  // Told while the duties were others.
  const reads = actor.role !== 'office' || readsMatters(actor.duties ?? null)
  const covered = await coveredBy(context, actor)
  const sees = (issue: IssueRecord) => reads && maySee(issue, actor, covered)
  return {
    items: page.map((row) => {
      const seen = matterKinds.has(row.subjectKind)
        ? (matters.get(row.id) ?? null)
        : issueSeen(issues.get(row.subjectId), sees, shortName, { row, owed })
      return { ...viewOf(row, seen), ...others.get(row.id) }
    }),
    more: found.length > page.length,
    unread: await countUnread(context, actor.accountId),
    serverTime: toIso(context.clock.now()),
  }
}

/** By notice: what it is about, where that is no matter of a voter. */
async function titlesOf(
  page: readonly NoticeRecord[],
  titles: Titles,
): Promise<Map<string, Pick<List['items'][number], 'about' | 'subject'>>> {
  const found = new Map<string, Pick<List['items'][number], 'about' | 'subject'>>()
  for (const [kind, titlesOfKind] of Object.entries(titles)) {
    const rows = page.filter((row) => row.subjectKind === kind)
    if (rows.length === 0) continue
    const known = await titlesOfKind([...new Set(rows.map((row) => row.subjectId))])
    for (const { id, subjectId } of rows) {
      const about = known.get(subjectId)
      if (about !== undefined) found.set(id, { about, subject: { kind, id: subjectId } })
    }
  }
  return found
}

/** By notice: what may be shown of a matter that describes itself. */
async function mattersSeen(
  context: Context,
  page: readonly NoticeRecord[],
  actor: Actor,
): Promise<Map<string, SeenSince>> {
  const found = new Map<string, SeenSince>()
  for (const [kind, matter] of matterKinds) {
    const rows = page.filter((row) => row.subjectKind === kind)
    if (rows.length === 0) continue
    const ids = [...new Set(rows.map((row) => row.subjectId))]
    const seen = await matter.seen(context, ids, actor)
    for (const { id, subjectId, kind: notice } of rows) {
      const one = seen.get(subjectId)
      if (one !== undefined) found.set(id, { ...one, since: one.sinceAsked?.(notice) ?? null })
    }
  }
  return found
}

const issueSeen = (
  issue: IssueRecord | undefined,
  sees: (issue: IssueRecord) => boolean,
  shortName: string,
  { row, owed }: { row: NoticeRecord; owed: readonly OwedClock[] },
): SeenSince | null =>
  issue !== undefined && sees(issue)
    ? {
        title: issue.title,
        number: issueNumber(shortName, issue.year, issue.number),
        since: sinceThen(row, issue.state, owed),
        owes: owed.some(({ subjectId }) => subjectId === issue.id),
      }
    : null

function viewOf(row: NoticeRecord, seen: SeenSince | null): List['items'][number] {
  const isOf = (kind: string): boolean => row.subjectKind === kind
  const isMatter = matterKinds.has(row.subjectKind)
  return {
    id: row.id,
    kind: row.kind,
    at: toIso(row.at),
    read: row.readAt !== null,
    headline: noticeHeadline(row.kind, row.data),
    about: seen?.title ?? (isOf('issue') || isMatter ? OUT_OF_SIGHT : null),
    number: seen?.number ?? null,
    since: seen?.since ?? null,
    owes: seen?.owes ?? false,
    issueId: seen !== null && isOf('issue') ? row.subjectId : null,
    suggestionId: seen !== null && isOf('suggestion') ? row.subjectId : null,
    subject: seen !== null && isMatter ? { kind: row.subjectKind, id: row.subjectId } : null,
  }
}

export const unreadOf = async (context: Context, actor: Actor): Promise<{ unread: number }> => ({
  unread: await countUnread(context, actor.accountId),
})

export async function markRead(
  context: Context,
  id: string,
  actor: Actor,
): Promise<{ unread: number }> {
  const { district } = context
  const readAt = context.clock.now()
  try {
    await context.db.commit(district, [
      readNotice({ district, id, recipientId: actor.accountId, readAt }),
    ])
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(noticeErrors.notFound)
    throw error
  }
  return await unreadOf(context, actor)
}

export async function markAllRead(
  context: Context,
  which: { until: string } | { issueId: string } | { suggestionId: string } | { subjectId: string },
  actor: Actor,
): Promise<{ unread: number }> {
  const { district } = context
  const readAt = context.clock.now()
  await context.db.commit(district, [
    'until' in which
      ? readNotices({ district, until: which.until, recipientId: actor.accountId, readAt })
      : readNoticesOf({
          district,
          subjectId:
            'issueId' in which
              ? which.issueId
              : 'suggestionId' in which
                ? which.suggestionId
                : which.subjectId,
          recipientId: actor.accountId,
          readAt,
        }),
  ])
  return await unreadOf(context, actor)
}
