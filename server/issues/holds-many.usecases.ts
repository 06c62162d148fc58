import { Failure } from '@mashang/shared/core/errors.ts'
import type { holdsApi } from '@mashang/shared/issues/holds.api.ts'
import { whyNotDecided } from '@mashang/shared/issues/holds.rules.ts'
import { holdStates, holdTargets } from '@mashang/shared/issues/holds.words.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { refusalOf } from './bulk.usecases.ts'
import { findHold, type HoldRecord } from './holds.store.ts'
import { decideOnHold, NEXT } from './holds.usecases.ts'
import { issueOf, wordsOf } from './holds.views.ts'
import type { IssueRecord } from './issues.store.ts'

type Wanted = z.output<NonNullable<typeof holdsApi.previewMany.body>>
type Command = z.output<NonNullable<typeof holdsApi.decideMany.body>>
type Reply = z.input<NonNullable<typeof holdsApi.decideMany.reply>>

/** Characters of what is held that a preview shows. */
const SHOWN = 120

/**
 * Each of the holds that are there, one after another, each whole or not at all. One matter is refused
 * to the public once; what else of it is held is looked at by itself.
 */
async function eachOf(
  context: Context,
  { holds, decision }: Wanted,
  act: (hold: HoldRecord, issue: IssueRecord) => Promise<string>,
): Promise<Reply> {
  const { shortName } = await districtNow(context)
  const refused = new Set<string>()
  const items: Reply['items'] = []
  for (const id of new Set(holds)) {
    const hold = await findHold(context, id)
    if (hold === null) continue
    const issue = await issueOf(context, hold)
    const row = { id, number: issueNumber(shortName, issue.year, issue.number), title: issue.title }
    if (refused.has(issue.id)) {
      items.push({ ...row, goes: false, words: '这件事别处已定了不公开，这一条请单独看。' })
      continue
    }
    try {
      items.push({ ...row, goes: true, words: await act(hold, issue) })
      if (decision === 'refuse') refused.add(issue.id)
    } catch (error) {
      items.push({ ...row, goes: false, words: refusalOf(error) })
    }
  }
  return { items }
}

/** What stands there that nobody should decide about unseen. */
async function shownOf(context: Context, hold: HoldRecord, issue: IssueRecord): Promise<string> {
  const words = await wordsOf(context, hold, issue)
  if (words === null) return '是照片，请先点开看过。'
  const [text, rest] = [words.text.slice(0, SHOWN), words.text.slice(SHOWN)]
  return `${holdTargets[hold.target]}：${text}${rest ? '…' : ''}`
}

/** What is held, and which cannot be decided so. Nothing is changed. */
export const previewHolds = (context: Context, wanted: Wanted): Promise<Reply> =>
  eachOf(context, wanted, async (hold, issue) => {
    const refusal = whyNotDecided(hold, wanted.decision, issue.publish)
    if (refusal !== null) throw new Failure(refusal)
    return await shownOf(context, hold, issue)
  })

/** Decides several with one reason. What the same person decided just so already counts as done. */
export const decideOnHolds = (context: Context, command: Command, actor: Actor): Promise<Reply> =>
  eachOf(context, command, async (hold) => {
    const { decision, reason } = command
    const state = NEXT[decision]
    const already =
      hold.state === state && hold.decidedById === actor.accountId && hold.decision === reason
    if (!already) await decideOnHold(context, hold.id, { decision, reason }, actor)
    return holdStates[state]
  })
