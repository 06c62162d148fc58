import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { bulkApi } from '@mashang/shared/issues/bulk.api.ts'
import type { BulkAct } from '@mashang/shared/issues/bulk.words.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { findStation } from '../stations/stations.store.ts'
import { join, joining, takeOut } from './groups.usecases.ts'
import { issueFor } from './handling.usecases.ts'
import { maySee } from './issues.policy.ts'
import { findIssue, type IssueRecord } from './issues.store.ts'
import { reassign, reassignable } from './oversight.usecases.ts'
import { refuseReminding, sendReminder } from './reminding.usecases.ts'

type Wanted = z.output<NonNullable<typeof bulkApi.preview.body>>
type Command = z.output<NonNullable<typeof bulkApi.run.body>>
type Undo = z.output<NonNullable<typeof bulkApi.undo.body>>
type Report = z.input<NonNullable<typeof bulkApi.run.reply>>
type Row = Report['items'][number]

const UNDONE = '撤销刚才的批量操作'

/** The one that all others are put to: the first of the selection that is there. */
interface Plan {
  act: BulkAct
  base: IssueRecord | null
  representativeId: string | undefined
}

async function handlerName(context: Context, issue: IssueRecord): Promise<string> {
  const found =
    issue.handlerKind === 'station'
      ? await findStation(context, issue.handlerId)
      : await lookUpRepresentative(context, issue.handlerId)
  return found?.name ?? '原来的办理人'
}

/** What would happen to one matter, in words. Throws why nothing can. */
async function foretell(
  context: Context,
  issue: IssueRecord,
  plan: Plan,
  actor: Actor,
): Promise<string> {
  const from = await handlerName(context, issue)
  switch (plan.act) {
    case 'reassign': {
      if (plan.representativeId === undefined) throw new Failure(issueErrors.targetUnknown)
      const { next } = await reassignable(context, issue, plan.representativeId, actor)
      return `从${from}改给${next.name}，答复时间不变`
    }
    case 'remind':
      await refuseReminding(context, issue)
      return `提醒${from}`
    case 'gather': {
      if (plan.base === null || plan.base.id === issue.id) return '别的放到这一件旁边'
      if (issue.groupId !== null && issue.groupId === plan.base.groupId)
        throw new Failure(issueErrors.notNow, { detail: '已经放在一起了。' })
      await joining(context, issue, plan.base, () => unwritten())
      return '放到一起，一次答复送给每一位'
    }
  }
}

/** A preview keeps no facts. */
function unwritten() {
  return {
    at: 0,
    type: '',
    actor: { kind: 'system' as const, id: null },
    subject: { kind: '', id: '' },
  }
}

/** The sentence of a refusal; anything else than a refusal goes on up. */
export function refusalOf(error: unknown): string {
  if (!(error instanceof Failure) || error.kind.status >= 500) throw error
  return error.kind === coreErrors.conflict
    ? '别人刚刚先改过了。'
    : (error.details.detail ?? error.kind.title)
}

/** One report for each that the caller sees; foreign and absent are left out alike. */
async function eachOf(
  context: Context,
  ids: readonly string[],
  actor: Actor,
  act: (issue: IssueRecord) => Promise<string>,
): Promise<Row[]> {
  const { shortName } = await districtNow(context)
  const rows: Row[] = []
  for (const id of [...new Set(ids)]) {
    const issue = await findIssue(context, id)
    if (issue === null || !maySee(issue, actor)) continue
    const row = { id, number: issueNumber(shortName, issue.year, issue.number), title: issue.title }
    try {
      rows.push({ ...row, goes: true, words: await act(issue) })
    } catch (error) {
      rows.push({ ...row, goes: false, words: refusalOf(error) })
    }
  }
  return rows
}

async function planOf(context: Context, wanted: Wanted, actor: Actor): Promise<Plan> {
  const { act, representativeId } = wanted
  const [first] = wanted.issues
  const base = first === undefined ? null : await issueFor(context, first, actor)
  return { act, base: act === 'gather' ? base : null, representativeId }
}

/** What an act would do to which matters, and why some are left out. Nothing is changed. */
export async function previewBulk(
  context: Context,
  wanted: Wanted,
  actor: Actor,
): Promise<{ items: Row[] }> {
  const plan = await planOf(context, wanted, actor)
  return {
    items: await eachOf(context, wanted.issues, actor, (issue) =>
      foretell(context, issue, plan, actor),
    ),
  }
}

/** Does it, one after another, each whole or not at all; tells what became of each. */
export async function runBulk(context: Context, command: Command, actor: Actor): Promise<Report> {
  if (command.act === 'reassign' && command.reason === undefined)
    throw new Failure(coreErrors.invalidRequest, {
      fields: [{ path: 'reason', message: '请填写理由。' }],
    })
  const plan = await planOf(context, command, actor)
  const undo: Report['undo'] = []
  const items = await eachOf(context, command.issues, actor, async (issue) => {
    const words = await foretell(context, issue, plan, actor)
    switch (plan.act) {
      case 'reassign':
        await reassign(
          context,
          issue.id,
          { representativeId: plan.representativeId ?? '', reason: command.reason ?? '' },
          actor,
        )
        // Passed on before, it would come back to the wrong hands.
        if (issue.handlerKind === 'representative' && issue.handlerId === issue.representativeId)
          undo.push({ id: issue.id, representativeId: issue.handlerId })
        break
      case 'remind':
        await sendReminder(context, issue, actor)
        break
      case 'gather':
        if (plan.base === null || plan.base.id === issue.id) break
        await join(context, issue.id, plan.base.id, actor)
        if (issue.groupId === null) undo.push({ id: issue.id })
    }
    return words
  })
  return { items, undo }
}

/** Puts back what an act did a moment ago; both are on the ledger. */
export async function undoBulk(
  context: Context,
  wanted: Undo,
  actor: Actor,
): Promise<{ items: Row[] }> {
  const ids = wanted.items.map(({ id }) => id)
  const back = new Map(wanted.items.map(({ id, representativeId }) => [id, representativeId]))
  return {
    items: await eachOf(context, ids, actor, async (issue) => {
      if (wanted.act === 'gather') {
        await takeOut(context, issue.id, UNDONE, actor)
        return '拿出来单独办了'
      }
      const representativeId = back.get(issue.id) ?? ''
      const { next } = await reassignable(context, issue, representativeId, actor)
      await reassign(context, issue.id, { representativeId, reason: UNDONE }, actor)
      return `还给${next.name}`
    }),
  }
}
