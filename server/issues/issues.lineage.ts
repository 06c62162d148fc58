import { stateWordsOf } from '@mashang/shared/issues/clocks.words.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import type { Describe, Described } from '../core/matter.ts'
import { districtNow } from '../districts/districts.store.ts'
import { coveredBy } from '../leaves/leaves.store.ts'
import { maySee } from './issues.policy.ts'
import type { IssueRecord } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'

/** A matter of somebody else: that it is there, and nothing more. */
const foreign: Described = {
  title: '一件群众反映',
  note: '内容只给受理的人看',
  to: null,
  open: false,
}

/** The one line that its voter agreed to and the office released; of the others that they are there. */
const released = ({ publishedTitle, state }: IssueRecord): Described =>
  publishedTitle === null
    ? foreign
    : { title: publishedTitle, note: stateWordsOf(state, false), to: null, open: false }

/** What the matters of voters are in a chain: to whoever may see them, and to their own voter. */
export const describeIssues =
  (context: Context): Describe =>
  async (ids, onlooker) => {
    const { issues: i } = context.db.tables(issuesTables)
    const { shortName } = await districtNow(context)
    const covered =
      onlooker.kind === 'account' ? await coveredBy(context, onlooker.actor) : undefined
    const found = await context.db.read
      .select()
      .from(i)
      .where(and(eq(i.district, context.district), inArray(i.id, [...ids])))
    return new Map(
      found.map((issue) => {
        const note = `${stateWordsOf(issue.state, false)} · ${issueNumber(shortName, issue.year, issue.number)}`
        if (onlooker.kind === 'voter') {
          const own = { title: issue.title, note, to: null, open: true }
          return [issue.id, issue.id === onlooker.issueId ? own : foreign]
        }
        if (onlooker.kind !== 'account') return [issue.id, released(issue)]
        const seen = maySee(issue, onlooker.actor, covered)
        return [
          issue.id,
          seen ? { title: issue.title, note, to: `/issues/${issue.id}`, open: true } : foreign,
        ]
      }),
    )
  }
