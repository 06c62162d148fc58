import { toIso } from '@mashang/shared/core/clock.ts'
import type { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { clockCounts } from './office.counts.ts'
import { conditionsOf, issuesWhere, type Unnotified } from './office.filter.ts'
import { countIssues } from './office.order.ts'
import { pageOfIssues } from './office.page.ts'
import { officeRows } from './office.rows.ts'

type Query = z.output<NonNullable<typeof officeIssuesApi.list.query>>
type Reply = z.input<NonNullable<typeof officeIssuesApi.list.reply>>

/**
 * All issues with their clocks: filtered, sorted, one page. The clock of a row is the one that runs,
 * the voter's or that of whoever it was passed on to; where none runs, the voter's as it ended. A
 * liaison, or an account of the office that has some stations, sees theirs only.
 */
export async function listIssues(
  context: Context,
  query: Query,
  actor: Actor,
  unnotified: Unnotified,
): Promise<Reply> {
  const now = context.clock.now()
  const has = conditionsOf(context, actor, now, unnotified)
  const where = await issuesWhere(context, query, has)
  const total = await countIssues(context, query, where, has)
  const rows = await pageOfIssues(context, query, where, has, total)
  return {
    items: await officeRows(context, rows, actor, now),
    total,
    page: query.page,
    size: query.size,
    serverTime: toIso(now),
    counts: await clockCounts(context, has),
  }
}
