import type { Notice, NoticeKind, NoticeRecipient } from '@mashang/shared/notices/notices.model.ts'
import { type Telling, tellingsOf } from '@mashang/shared/notices/notices.rules.ts'
import {
  accountsToTell,
  type Handler,
  officeFor,
} from '@mashang/shared/notices/recipients.rules.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { LedgerRow } from '../core/ledger/ledger.chain.ts'
import { findIssue } from '../issues/issues.store.ts'
import { matterKinds } from '../matters/matters.ts'
import { noticeWrite } from './notices.store.ts'
import { type StaffNow, staffNow } from './staff.store.ts'
import { cursorWrite, factsAfter, lastTold } from './telling.store.ts'

/** Facts in one commit: few, because a filing may have to wait for it. */
const BATCH = 200

/**
 * Reads on in the ledger and writes whom it has to tell. The cursor moves in the same commit, so a
 * fact is told once, whatever restarts and however many processes read. Returns how many facts were
 * read.
 */
export async function tellOfFacts(context: Context, stopping?: AbortSignal): Promise<number> {
  let read = 0
  while (stopping?.aborted !== true) {
    const was = await lastTold(context)
    const facts = await factsAfter(context, was ?? 0, BATCH)
    const last = facts.at(-1)
    if (last === undefined) break
    const notices = await noticesOf(context, facts)
    try {
      await context.db.commit(context.district, [
        cursorWrite(context, was, last.sequence),
        ...notices,
      ])
    } catch (error) {
      // Another process told of these; the next turn goes on from there.
      if (error instanceof Conflict || error instanceof AlreadyThere) break
      throw error
    }
    read += facts.length
    if (facts.length < BATCH) break
  }
  return read
}

/** One thing that somebody is told because of a fact. */
interface Told {
  fact: LedgerRow
  recipient: NoticeRecipient
  kind: NoticeKind
  data: Notice['data']
}

async function noticesOf(context: Context, facts: readonly LedgerRow[]): Promise<Write[]> {
  const read = facts.map((fact) => ({
    fact,
    data: JSON.parse(fact.data) as Record<string, unknown>,
  }))
  const concerns = read.some(
    ({ fact, data }) =>
      tellerOf(fact) !== undefined || tellingsOf({ type: fact.type, data }).length > 0,
  )
  if (!concerns) return []
  const staff = await staffNow(context)
  const told: Told[] = []
  for (const { fact, data } of read)
    told.push(
      ...((await ofMatter(context, fact, data, staff)) ??
        (await ofIssue(context, fact, data, staff))),
    )
  return told.map(({ fact, ...notice }) =>
    noticeWrite(context, {
      ...notice,
      subjectKind: fact.subjectKind,
      subjectId: fact.subjectId,
      at: fact.at,
    }),
  )
}

const tellerOf = (fact: LedgerRow) => matterKinds.get(fact.subjectKind)?.tell

/** Null: what the fact is about does not say whom to tell. */
async function ofMatter(
  context: Context,
  fact: LedgerRow,
  data: Record<string, unknown>,
  staff: StaffNow,
): Promise<Told[] | null> {
  const told = await tellerOf(fact)?.(context, fact, data, staff)
  return (
    told?.map(({ accountId, ...telling }) => ({
      fact,
      recipient: { kind: 'account', id: accountId },
      ...telling,
    })) ?? null
  )
}

async function ofIssue(
  context: Context,
  fact: LedgerRow,
  given: Record<string, unknown>,
  staff: StaffNow,
): Promise<Told[]> {
  const told: Told[] = []
  for (const telling of tellingsOf({ type: fact.type, data: given })) {
    const { recipients, data } = await addressed(context, fact, telling, staff)
    told.push(...recipients.map((recipient) => ({ fact, recipient, kind: telling.kind, data })))
  }
  return told
}

/** Who is told of it, and with which data; whoever has it at present is named as its handler. */
async function addressed(
  context: Context,
  fact: LedgerRow,
  { kind, to, data }: Telling,
  staff: StaffNow,
): Promise<{ recipients: NoticeRecipient[]; data: Telling['data'] }> {
  if (to === 'voter') return { recipients: [{ kind: 'voter', id: fact.subjectId }], data }
  if (to === 'account') return { recipients: accountsOf([fact.subjectId]), data }
  if (to === 'office') {
    const told =
      kind === 'system.alarm' ? staff.wholeOffice : await officeOf(context, fact, data, staff)
    return { recipients: accountsOf(told), data }
  }
  const handler = typeof to === 'string' ? await handlerOf(context, fact) : to
  if (handler === null) return { recipients: [], data }
  const level = to === 'station' ? 'station' : 'handler'
  return {
    recipients: accountsOf(accountsToTell([level], handler, staff)),
    data: to === 'present-handler' ? { ...data, handler: handler.id } : data,
  }
}

/** What is held in a flood, or has to be looked at, is for those who see the whole district. */
async function officeOf(
  context: Context,
  fact: LedgerRow,
  data: Telling['data'],
  staff: StaffNow,
): Promise<readonly string[]> {
  const issue = await findIssue(context, fact.subjectId)
  return issue === null || issue.state === 'held' || data.task === 'moderation'
    ? staff.office
    : officeFor(issue.stationId, staff)
}

const accountsOf = (ids: readonly string[]): NoticeRecipient[] =>
  ids.map((id) => ({ kind: 'account', id }))

async function handlerOf(context: Context, fact: LedgerRow): Promise<Handler | null> {
  const issue = await findIssue(context, fact.subjectId)
  return issue === null ? null : { kind: issue.handlerKind, id: issue.handlerId }
}
