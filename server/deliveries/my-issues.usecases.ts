import type { IssueState } from '@mashang/shared/issues/issues.words.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { receiptOf } from '../issues/filing.usecases.ts'
import { findIssue } from '../issues/issues.store.ts'
import type { Visitor } from '../wechat/sign-in.usecases.ts'
import { issuesOfOpenid } from './hearings.store.ts'

const MOST = 50

interface KeptIssue {
  receipt: string
  number: string
  title: string
  state: IssueState
  filedAt: number
}

/** What somebody keeps inside WeChat, newest first: found without an account. */
export async function issuesKept(context: Context, visitor: Visitor): Promise<KeptIssue[]> {
  const ids = await issuesOfOpenid(context, visitor.openidHash, MOST)
  const { shortName } = await districtNow(context)
  const found = await Promise.all(ids.map((id) => findIssue(context, id)))
  return found
    .filter((issue) => issue !== null)
    .map((issue) => ({
      receipt: receiptOf(context, issue.id),
      number: issueNumber(shortName, issue.year, issue.number),
      title: issue.title,
      state: issue.state,
      filedAt: issue.filedAt,
    }))
}
