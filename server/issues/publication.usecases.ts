import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { holdErrors } from '@mashang/shared/issues/holds.errors.ts'
import { holdsNumber } from '@mashang/shared/issues/holds.rules.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import { mayPublish } from '@mashang/shared/issues/issues.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { issueFor } from './handling.usecases.ts'
import { isHeld } from './holds.store.ts'
import { issueView } from './issues.views.ts'
import { factBy } from './issues.writes.ts'
import { savePublication } from './publication.store.ts'

/** `was`: the title that the clerk saw; null: none. */
interface Publication {
  title: string | null
  was: string | null
}

/**
 * The office releases a matter in words that name nobody, or takes it back (null). What voters
 * write names people, doors and numbers in more ways than a program finds, so a person looks at
 * every title before it is public (个人信息保护法 25: no publication without separate consent).
 */
export async function publish(
  context: Context,
  id: string,
  { title, was }: Publication,
  actor: Actor,
): Promise<IssueView> {
  const issue = await issueFor(context, id, actor)
  if (!mayPublish(issue)) throw new Failure(issueErrors.notPublishable)
  if (title !== null) {
    if (holdsNumber(title))
      throw new Failure(holdErrors.holdsNumber, {
        fields: [{ path: 'title', message: holdErrors.holdsNumber.title }],
      })
    if (await isHeld(context, id)) throw new Failure(holdErrors.publicationHeld)
  }
  // Sent again after an answer that was lost: it is done already.
  if (issue.publishedTitle === title) return await issueView(context, issue, actor)
  if (issue.publishedTitle !== was) throw new Failure(coreErrors.conflict)
  const at = context.clock.now()
  await context.db.commit(
    context.district,
    [
      savePublication({
        district: context.district,
        id,
        publishedTitle: title,
        publishedAt: title === null ? null : at,
        was: was ?? '',
      }),
    ],
    [factBy(actor, issue, at, title === null ? 'issue.unpublished' : 'issue.published')],
  )
  return await issueView(context, await issueFor(context, id, actor), actor)
}
