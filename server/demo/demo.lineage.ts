import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { findAccountOfRepresentative } from '../accounts/accounts.store.ts'
import { actorOf } from '../accounts/sessions.ts'
import type { Context } from '../core/context.ts'
import { issuesTables } from '../issues/issues.table.ts'
import type { RepresentativeRecord } from '../representatives/representatives.store.ts'
import { joinIssue } from '../suggestions/origins.usecases.ts'
import { writeSuggestion } from '../suggestions/writing.usecases.ts'

/** What was answered, and still lies with this representative; the last ones first. */
async function answeredBy(context: Context, representativeId: string) {
  const { issues: i } = context.db.tables(issuesTables)
  return await context.db.read
    .select({ id: i.id, title: i.title, text: i.text })
    .from(i)
    .where(
      and(
        eq(i.district, context.district),
        eq(i.handlerKind, 'representative'),
        eq(i.handlerId, representativeId),
        eq(i.state, 'answered'),
        isNotNull(i.respondedAt),
      ),
    )
    .orderBy(desc(i.filedAt))
    .limit(2)
}

/**
 * A voter's matter that became two suggestions, the first of which another voter's matter joined: a
 * fork and a join, so that the chain of a matter has something to draw.
 */
export async function playLineage(
  context: Context,
  { id }: Pick<RepresentativeRecord, 'id'>,
): Promise<void> {
  const [one, other] = await answeredBy(context, id)
  const account = await findAccountOfRepresentative(context, id)
  if (one === undefined || other === undefined || account === null) return
  const actor = actorOf(account)
  const write = (title: string, text: string) =>
    writeSuggestion(
      context,
      undefined,
      {
        title,
        text,
        secret: false,
        cosigners: [],
        files: [],
        issueId: one.id,
        submit: true,
      },
      actor,
    )
  const first = await write(
    `关于解决“${one.title}”一类问题的建议`,
    `群众反映：${one.text}\n\n建议：请主管部门全面查一遍，同样的问题一并解决，并向群众公布结果。`,
  )
  await write(
    `关于建立长效管护办法、避免“${one.title}”再发生的建议`,
    '这类问题修好以后又坏的不少。\n\n建议：明确由谁管护、多久查一次、坏了几天修好，写进年度计划。',
  )
  await joinIssue(context, { id: first.id, issueId: other.id }, actor)
}
