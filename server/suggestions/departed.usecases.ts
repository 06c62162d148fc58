import { afterDeparture } from '@mashang/shared/suggestions/authors.rules.ts'
import type { Decision, Matter, Surroundings } from '@mashang/shared/suggestions/matter.rules.ts'
import { moves } from '@mashang/shared/suggestions/moves.rules.ts'
import type { SuggestionState } from '@mashang/shared/suggestions/suggestions.words.ts'
import { askAgain } from '@mashang/shared/suggestions/withdrawal.rules.ts'
import { and, eq, inArray } from 'drizzle-orm'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { ByItself } from './heard.ts'
import { mergedBefore, recounted } from './merged.ts'
import { issuesBehind } from './origins.store.ts'
import { goneOf } from './suggestions.rows.ts'
import { clocksOf, periodsNow } from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'
import { namesOf } from './suggestions.views.ts'
import { takeSteps } from './suggestions.writes.ts'

/** Where a co-signer may be waited for: to confirm, or to agree to taking it back. */
const WAITING = (Object.keys(moves) as SuggestionState[]).filter(
  (state) => moves[state].agree !== undefined,
)

/** What follows by itself, of every suggestion that waits for co-signers; a step at the same time goes first. */
async function ofItself(
  context: Context,
  act: ByItself,
  follows: (matter: Matter, around: Surroundings) => Decision | null,
): Promise<void> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const names = await namesOf(context)
  const rows = await context.db.read
    .select()
    .from(s)
    .where(and(eq(s.district, context.district), inArray(s.state, WAITING)))
  const always = {
    department: names.department,
    goesOnAs: names.goesOnAs,
    periods: await periodsNow(context),
    calendar: (await calendarNow(context)).calendar,
    atHand: [],
  }
  for (const record of rows) {
    const gone = goneOf(record.matter, names)
    const around = { ...always, gone }
    const at = context.clock.now()
    const seen = { ...around, now: at, running: [], feedbackDueAt: null }
    if (follows(record.matter, seen) === null) continue
    const clocks = await clocksOf(context, record.id)
    const step = {
      command: { act },
      who: { kind: 'office' as const },
      actor: { kind: 'system' as const, id: null },
      at,
    }
    const origins = await issuesBehind(context, record.id)
    const taken = takeSteps(context, record, clocks, [step], { ...around, origins })
    const sources = await mergedBefore(context, record.id)
    const beside = recounted(taken.record, sources, { at, actor: step.actor })
    try {
      await context.db.commit(
        context.district,
        [...taken.writes, ...beside.writes],
        [...taken.facts, ...beside.facts],
      )
    } catch (error) {
      // Somebody has taken a step meanwhile; the next run looks again.
      if (!(error instanceof Conflict)) throw error
    }
  }
}

/** Nobody waits for whoever has left office. Safe to run again. */
export const goOnWithoutWhoLeft = (context: Context): Promise<void> =>
  ofItself(context, 'author-left', afterDeparture)

/** Whoever has not said a word on taking it back is asked once more. Safe to run again. */
export const askSilentCosigners = (context: Context): Promise<void> =>
  ofItself(context, 'withdrawal-waits', askAgain)
