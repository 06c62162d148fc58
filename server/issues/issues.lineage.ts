import { stateWordsOf } from '@mashang/shared/issues/clocks.words.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import type { Context } from '../core/context.ts'
import { deadlinesOfEach } from '../core/deadlines/deadlines.store.ts'
import type { Describe, Described } from '../core/matter.ts'
import { districtNow } from '../districts/districts.store.ts'
import { coveredBy } from '../leaves/leaves.store.ts'
import { maySee } from './issues.policy.ts'
import { findIssues, type IssueRecord } from './issues.store.ts'
import { publishedMatter } from './publication.views.ts'
import { lastPromise } from './resolution.store.ts'

/** A matter of somebody else: that it is there, and nothing more. */
const foreign: Described = {
  title: '一件群众反映',
  note: '内容只给受理的人看',
  to: null,
  open: false,
}

/** To whoever has no part in it: the line and the outcome that were released, of others that they are. */
function fromOutside(issue: IssueRecord): Described {
  if (issue.publishedTitle === null) return foreign
  const { title, outcome } = publishedMatter(issue)
  return { title, note: outcome, to: null, open: false }
}

/** What the matters of voters are in a chain: whole only to whoever may see them, and to their voter. */
export const describeIssues =
  (context: Context): Describe =>
  async (ids, onlooker) => {
    const { shortName } = await districtNow(context)
    const covered =
      onlooker.kind === 'account' ? await coveredBy(context, onlooker.actor) : undefined
    const theirs = (issue: IssueRecord): boolean =>
      onlooker.kind === 'account'
        ? maySee(issue, onlooker.actor, covered)
        : onlooker.kind === 'voter' && issue.id === onlooker.issueId
    const to = (id: string) => (onlooker.kind === 'account' ? `/issues/${id}` : null)
    const said = new Map<string, Described>()
    const found = await findIssues(context, ids)
    const own = [...found.values()].filter(theirs).map(({ id }) => id)
    const clocks = await deadlinesOfEach(context, own)
    for (const [id, issue] of found) {
      const number = issueNumber(shortName, issue.year, issue.number)
      if (!theirs(issue)) {
        // That it is for others to read tells a citizen nothing.
        if (onlooker.kind === 'public' && issue.publishedTitle === null) continue
        said.set(id, fromOutside(issue))
        continue
      }
      // As on the matter's own page: whether the clock of what was promised runs.
      const carriedOut = lastPromise(clocks.get(id) ?? [])?.stoppedAt === null
      const note = `${stateWordsOf(issue.state, carriedOut)} · ${number}`
      said.set(id, { title: issue.title, note, to: to(id), open: true })
    }
    return said
  }
