import { Failure } from '@mashang/shared/core/errors.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import type { SimilarMatter } from '@mashang/shared/issues/group.model.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import { lookAlikes } from '@mashang/shared/issues/similarity.rules.ts'
import type { Context } from '../core/context.ts'
import { findStation } from '../stations/stations.store.ts'
import { issueWords } from './dictionary.store.ts'
import { candidatesFor } from './groups.store.ts'
import { joining } from './groups.usecases.ts'
import type { IssueRecord } from './issues.store.ts'
import { issueOfReceipt, viewAgainByReceipt, voterFact } from './receipt.usecases.ts'

/** Matters shown to a voter. */
const SHOWN = 3

/** Those that a voter may wait together with: alike, and in the same hand; one of each group. */
async function alikeFor(context: Context, issue: IssueRecord): Promise<IssueRecord[]> {
  if (issue.groupId !== null || issue.state !== 'awaiting') return []
  const others = await candidatesFor(context, issue, 'same')
  const groups = new Map<string, IssueRecord>()
  for (const other of lookAlikes(issue, others, others.length)) {
    const group = other.groupId ?? other.id
    if (!groups.has(group)) groups.set(group, other)
  }
  return [...groups.values()].slice(0, SHOWN)
}

/** What the office released of it, else field, town and month: never another voter's words. */
async function publicWords(context: Context, issue: IssueRecord): Promise<string> {
  const outcome = issue.respondedAt === null ? '还在等答复' : '已经有答复'
  if (issue.publishedTitle !== null) return `${issue.publishedTitle}（${outcome}）`
  const station = issue.stationId === null ? null : await findStation(context, issue.stationId)
  const { fields } = await issueWords(context)
  const { month } = localParts(issue.filedAt)
  return `${station?.town ?? ''}${month}月反映的一件${fields[issue.field]}方面的事（${outcome}）`
}

/** At most three matters of others that may be the same as a voter's own. */
export async function similarFor(context: Context, raw: string): Promise<SimilarMatter[]> {
  const { issue } = await issueOfReceipt(context, raw)
  const alike = await alikeFor(context, issue)
  return await Promise.all(
    alike.map(async (other) => ({ id: other.id, words: await publicWords(context, other) })),
  )
}

/** "I have that too": the voter waits together with the others, with a receipt and a clock of their own. */
export async function joinAsVoter(
  context: Context,
  raw: string,
  otherId: string,
): Promise<ReceiptView> {
  const { issue, receipt } = await issueOfReceipt(context, raw)
  const other = (await alikeFor(context, issue)).find((one) => one.id === otherId)
  if (other === undefined) throw new Failure(issueErrors.notSimilar)
  const at = context.clock.now()
  const { writes, facts } = await joining(context, issue, other, (member, data) =>
    voterFact(member, at, 'issue.grouped', data),
  )
  await context.db.commit(context.district, writes, facts)
  return await viewAgainByReceipt(context, issue.id, receipt)
}
