import { RELAY } from '@mashang/shared/suggestions/link-devices.rules.ts'
import {
  and,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  notExists,
  or,
  sql,
} from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import { suggestionsTables } from './suggestions.table.ts'

type Schema = ReturnType<typeof suggestionsTables>
export type LinkRecord = Schema['suggestionLinks']['$inferSelect']

export const insertLink = insertInto(suggestionsTables, 'suggestionLinks')

type Links = Schema['suggestionLinks']

/** One link that is neither used nor replaced. */
const thisLink = (l: Links) =>
  and(
    eq(l.district, value('district')),
    eq(l.tokenHash, value('tokenHash')),
    isNull(l.usedAt),
    isNull(l.replacedAt),
  )

interface One {
  district: string
  tokenHash: string
}
interface OnDevice extends One {
  deviceHash: string
}

/** Guarded, so that it works exactly once. */
export const useLink = statement<Schema, One & { usedAt: number }>(
  suggestionsTables,
  'use suggestion link',
  (b, { suggestionLinks: l }) =>
    b
      .update(l)
      .set({ usedAt: value('usedAt') })
      .where(thisLink(l)),
  { guarded: true },
)

/** Guarded: of two devices that take it up at once one gets it. */
export const takeUpLink = statement<Schema, OnDevice & { heldSince: number }>(
  suggestionsTables,
  'take up suggestion link',
  (b, { suggestionLinks: l }) =>
    b
      .update(l)
      .set({ deviceHash: value('deviceHash'), heldSince: value('heldSince') })
      .where(and(thisLink(l), isNull(l.deviceHash))),
  { guarded: true },
)

/** Changes nothing, and fails where the device lost the link since it was read. */
export const holdLink = statement<Schema, OnDevice>(
  suggestionsTables,
  'hold suggestion link',
  (b, { suggestionLinks: l }) =>
    b
      .update(l)
      .set({ deviceHash: value('deviceHash') })
      .where(and(thisLink(l), eq(l.deviceHash, value('deviceHash')))),
  { guarded: true },
)

/** The code before it is void. */
export const setRelay = statement<Schema, OnDevice & { relayHash: string; relayUntil: number }>(
  suggestionsTables,
  'set relay code',
  (b, { suggestionLinks: l }) =>
    b
      .update(l)
      .set({ relayHash: value('relayHash'), relayUntil: value('relayUntil'), relayTries: 0 })
      .where(and(thisLink(l), eq(l.deviceHash, value('deviceHash')))),
  { guarded: true },
)

/** A code that is good still. Guarded, so that many guesses at once are no way around the limit. */
const goodRelay = (l: Links) =>
  and(thisLink(l), eq(l.relayHash, value('relayHash')), lt(l.relayTries, RELAY.tries))

export const countWrongRelay = statement<Schema, One & { relayHash: string }>(
  suggestionsTables,
  'count wrong relay code',
  (b, { suggestionLinks: l }) =>
    b
      .update(l)
      .set({ relayTries: sql`${l.relayTries} + 1` })
      .where(goodRelay(l)),
  { guarded: true },
)

export const moveLink = statement<Schema, OnDevice & { heldSince: number; relayHash: string }>(
  suggestionsTables,
  'move suggestion link',
  (b, { suggestionLinks: l }) =>
    b
      .update(l)
      .set({
        deviceHash: value('deviceHash'),
        heldSince: value('heldSince'),
        relayHash: null,
        relayUntil: null,
        relayTries: null,
      })
      .where(goodRelay(l)),
  { guarded: true },
)

export const replaceLinks = statement<
  Schema,
  { district: string; suggestionId: string; departmentId: string; replacedAt: number }
>(suggestionsTables, 'replace suggestion links', (b, { suggestionLinks: l }) =>
  b
    .update(l)
    .set({ replacedAt: value('replacedAt') })
    .where(
      and(
        eq(l.district, value('district')),
        eq(l.suggestionId, value('suggestionId')),
        eq(l.departmentId, value('departmentId')),
        isNull(l.usedAt),
        isNull(l.replacedAt),
      ),
    ),
)

/**
 * Changes nothing; fails where, since it was read, another link was given out than the one that is
 * known, or somebody took that one up. Commits of a district follow one another: the ledger's head is
 * their lock.
 */
export const linkStillStands = statement<
  Schema & ReturnType<typeof ledgerTables>,
  {
    district: string
    suggestionId: string
    departmentId: string
    /** Since its department has had it: links from before are void. */
    since: number
    now: number
    /** The one that is known; '': there is none. */
    known: string
  }
>(
  (dialect) => ({ ...suggestionsTables(dialect), ...ledgerTables(dialect) }),
  'link still stands',
  (b, { suggestionLinks: l, ledgerHeads }) =>
    b
      .update(ledgerHeads)
      .set({ sequence: sql`${ledgerHeads.sequence}` })
      .where(
        and(
          eq(ledgerHeads.district, value('district')),
          notExists(
            b
              .select({ tokenHash: l.tokenHash })
              .from(l)
              .where(
                and(
                  eq(l.district, value('district')),
                  eq(l.suggestionId, value('suggestionId')),
                  eq(l.departmentId, value('departmentId')),
                  isNull(l.usedAt),
                  isNull(l.replacedAt),
                  gt(l.expiresAt, value('now')),
                  gte(l.createdAt, value('since')),
                  or(ne(l.tokenHash, value('known')), isNotNull(l.heldSince)),
                ),
              ),
          ),
        ),
      ),
  { guarded: true, quiet: true },
)

/** Those of some suggestions that can be used now. */
export async function linksOf(
  context: Context,
  suggestions: readonly string[],
): Promise<LinkRecord[]> {
  const { suggestionLinks: l } = context.db.tables(suggestionsTables)
  return await context.db.read
    .select()
    .from(l)
    .where(
      and(
        eq(l.district, context.district),
        inArray(l.suggestionId, [...suggestions]),
        isNull(l.usedAt),
        isNull(l.replacedAt),
        gt(l.expiresAt, context.clock.now()),
      ),
    )
}

export async function findLink(context: Context, tokenHash: string): Promise<LinkRecord | null> {
  const { suggestionLinks: l } = context.db.tables(suggestionsTables)
  const rows = await context.db.read
    .select()
    .from(l)
    .where(and(eq(l.district, context.district), eq(l.tokenHash, tokenHash)))
  return rows[0] ?? null
}
