import { type Telling, tellingsOf } from '@mashang/shared/notices/notices.rules.ts'
import {
  accountsToTell,
  type Handler,
  type Staff,
} from '@mashang/shared/notices/recipients.rules.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { LedgerRow } from '../core/ledger/ledger.chain.ts'
import { findIssue } from '../issues/issues.store.ts'
import { noticeWrite } from './notices.store.ts'
import { staffNow } from './staff.store.ts'
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

async function noticesOf(context: Context, facts: readonly LedgerRow[]): Promise<Write[]> {
  const told = facts.flatMap((fact) => {
    const data = JSON.parse(fact.data) as Record<string, unknown>
    return tellingsOf({ type: fact.type, data }).map((telling) => ({ fact, telling }))
  })
  if (told.length === 0) return []
  const staff = await staffNow(context)
  const writes: Write[] = []
  for (const { fact, telling } of told)
    for (const recipient of await recipientsOf(context, fact, telling, staff))
      writes.push(
        noticeWrite(context, {
          recipient,
          kind: telling.kind,
          subjectKind: fact.subjectKind,
          subjectId: fact.subjectId,
          data: telling.data,
          at: fact.at,
        }),
      )
  return writes
}

async function recipientsOf(
  context: Context,
  fact: LedgerRow,
  telling: Telling,
  staff: Staff,
): Promise<{ kind: 'account' | 'voter'; id: string }[]> {
  if (telling.to === 'voter') return [{ kind: 'voter', id: fact.subjectId }]
  if (telling.to === 'office') return accountsOf(staff.office)
  const handler = typeof telling.to === 'string' ? await handlerOf(context, fact) : telling.to
  if (handler === null) return []
  const level = telling.to === 'station' ? 'station' : 'handler'
  return accountsOf(accountsToTell([level], handler, staff))
}

const accountsOf = (ids: readonly string[]) => ids.map((id) => ({ kind: 'account' as const, id }))

async function handlerOf(context: Context, fact: LedgerRow): Promise<Handler | null> {
  const issue = await findIssue(context, fact.subjectId)
  return issue === null ? null : { kind: issue.handlerKind, id: issue.handlerId }
}
