import { headFaultWords } from '@mashang/shared/ledger/signing.words.ts'
import { and, eq, lt } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import {
  keepHead,
  lineOf,
  readHeads,
  type SignedHead,
  signingPlaces,
} from '../core/ledger/ledger.signing.ts'
import { signedHeadsTables } from '../core/ledger/signed-heads.table.ts'

type Schema = ReturnType<typeof signedHeadsTables>
type Row = Schema['signedHeads']['$inferSelect']
type Key = Pick<Row, 'district' | 'day'>

const insertHead = insertInto(signedHeadsTables, 'signedHeads')

const claimMail = statement<Schema, Key & { now: number; stale: number }>(
  signedHeadsTables,
  'claim the mail of a signed head',
  (b, { signedHeads: h }) =>
    b
      .update(h)
      .set({ mailing: value('now') })
      .where(
        and(
          eq(h.district, value('district')),
          eq(h.day, value('day')),
          eq(h.mailed, false),
          lt(h.mailing, value('stale')),
        ),
      ),
  { guarded: true },
)

const endMail = statement<Schema, Key & { mailed: boolean }>(
  signedHeadsTables,
  'end the mail of a signed head',
  (b, { signedHeads: h }) =>
    b
      .update(h)
      .set({ mailing: 0, mailed: value('mailed') })
      .where(and(eq(h.district, value('district')), eq(h.day, value('day')))),
)

/** Whether there may be other processes, which sign and mail too. */
export const isShared = (context: Context): boolean => context.db.engine.alone !== undefined

const rowsOf = async (context: Context): Promise<Row[]> => {
  const { signedHeads: h } = context.db.tables(signedHeadsTables)
  return await context.db.read
    .select()
    .from(h)
    .where(eq(h.district, context.district))
    .orderBy(h.day)
}

/** False: another process was first. */
export async function offerHead(context: Context, head: SignedHead): Promise<boolean> {
  const { district, day } = head
  try {
    await context.db.commit(context.district, [insertHead({ district, day, line: lineOf(head) })])
    return true
  } catch (error) {
    if (error instanceof AlreadyThere) return false
    throw error
  }
}

/**
 * Takes what others signed into our list, and gives them what only we have. The list stays outside
 * of the database and is the one that is believed: what does not fit it is never taken.
 */
export async function exchangeHeads(context: Context): Promise<void> {
  const places = signingPlaces(context.config)
  const ours = new Map(
    readHeads(places)
      .heads.filter(({ district }) => district === context.district)
      .map((head) => [head.day, head]),
  )
  const theirs = await rowsOf(context)
  for (const { day, line } of theirs) {
    const own = ours.get(day)
    const fits = own === undefined ? await keepHead(places, line) : lineOf(own) === line
    if (!fits) throw new Error(headFaultWords.forged)
  }
  const there = new Set(theirs.map(({ day }) => day))
  for (const head of ours.values()) if (!there.has(head.day)) await offerHead(context, head)
}

/** The last day that was mailed by any process. */
export const lastMailed = async (context: Context): Promise<string | null> =>
  (await rowsOf(context)).findLast(({ mailed }) => mailed)?.day ?? null

/** Longer than a mail server is waited for: then whoever claimed it is gone. */
const CLAIM = 10 * 60_000

/** Mails one by one of all processes; what failed may be tried by whoever comes next. */
export async function mailedOnce(
  context: Context,
  { day }: SignedHead,
  mail: () => Promise<void>,
): Promise<boolean> {
  const { district, db } = context
  const now = context.clock.now()
  try {
    await db.commit(district, [claimMail({ district, day, now, stale: now - CLAIM })])
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
  let mailed = false
  try {
    await mail()
    mailed = true
  } finally {
    await db.commit(district, [endMail({ district, day, mailed })])
  }
  return mailed
}
