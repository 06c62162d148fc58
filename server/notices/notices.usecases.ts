import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import type { noticesApi } from '@mashang/shared/notices/notices.api.ts'
import { noticeErrors } from '@mashang/shared/notices/notices.errors.ts'
import { noticeHeadline, OUT_OF_SIGHT } from '@mashang/shared/notices/notices.words.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { districtNow } from '../districts/districts.store.ts'
import { maySee } from '../issues/issues.policy.ts'
import { findIssues, type IssueRecord } from '../issues/issues.store.ts'
import { coveredBy } from '../leaves/leaves.store.ts'
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
  const issues = await findIssues(context, [...new Set(ids)])
  const others = await titlesOf(page, titles)
  const { shortName } = await districtNow(context)
  const covered = await coveredBy(context, actor)
  const sees = (issue: IssueRecord) => maySee(issue, actor, covered)
  return {
    items: page.map((row) => ({
      ...viewOf(row, issues.get(row.subjectId), shortName, sees),
      ...others.get(row.id),
    })),
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

function viewOf(
  row: NoticeRecord,
  issue: IssueRecord | undefined,
  shortName: string,
  sees: (issue: IssueRecord) => boolean,
): List['items'][number] {
  const seen = issue !== undefined && sees(issue) ? issue : null
  return {
    id: row.id,
    kind: row.kind,
    at: toIso(row.at),
    read: row.readAt !== null,
    headline: noticeHeadline(row.kind, row.data),
    about: seen?.title ?? (row.subjectKind === 'issue' ? OUT_OF_SIGHT : null),
    number: seen === null ? null : issueNumber(shortName, seen.year, seen.number),
    issueId: seen?.id ?? null,
    subject: null,
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
  which: { until: string } | { issueId: string },
  actor: Actor,
): Promise<{ unread: number }> {
  const { district } = context
  const readAt = context.clock.now()
  await context.db.commit(district, [
    'until' in which
      ? readNotices({ district, until: which.until, recipientId: actor.accountId, readAt })
      : readNoticesOf({ district, ...which, recipientId: actor.accountId, readAt }),
  ])
  return await unreadOf(context, actor)
}
