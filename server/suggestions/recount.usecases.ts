import type { WorkCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { classOf } from '@mashang/shared/suggestions/answers.rules.ts'
import { deliveredOf } from '@mashang/shared/suggestions/delivery.rules.ts'
import { wasMet } from '@mashang/shared/suggestions/imported.rules.ts'
import { promiseClocksOf } from '@mashang/shared/suggestions/imported-promises.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { spanEnd } from '@mashang/shared/suggestions/periods.rules.ts'
import { promisedNext, promisesOpen } from '@mashang/shared/suggestions/promises.rules.ts'
import { and, eq, isNotNull } from 'drizzle-orm'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { fillDelivered } from './recount.store.ts'
import {
  type ClockRecord,
  claimAsking,
  clocksOf,
  moveAnswerDue,
  moveClock,
  mustStay,
  openClocks,
  type SuggestionRecord,
} from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'
import { clockWrites } from './suggestions.writes.ts'

/** What another calendar does to the clocks that run. What is late stays late. */
export async function recountSuggestions(
  context: Context,
  calendar: WorkCalendar,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  const now = context.clock.now()
  const { district } = context
  const writes: Write[] = []
  const facts: Fact[] = []
  for (const row of await openClocks(context)) {
    const dueAt = spanEnd(row.startedAt, row, calendar)
    if (now > row.dueAt || dueAt === row.dueAt) continue
    writes.push(moveClock({ ...row, dueAt, was: row.dueAt }))
    if (row.clock === 'answer')
      writes.push(
        moveAnswerDue({ district, id: row.suggestionId, answerDueAt: dueAt, was: row.dueAt }),
      )
    facts.push({
      at: now,
      type: 'suggestion.clock-moved',
      actor: { kind: 'system', id: null },
      subject: { kind: 'suggestion', id: row.suggestionId },
      data: { clock: row.clock, before: row.dueAt, after: dueAt, by: 'office' },
    })
  }
  return { writes, facts }
}

/** A year that came with an update of the system, not by an edit. Safe to run again. */
export async function countWhatWaited(context: Context): Promise<void> {
  const { calendar } = await calendarNow(context)
  const { writes, facts } = await recountSuggestions(context, calendar)
  if (writes.length > 0) await context.db.commit(context.district, writes, facts)
}

/**
 * Suggestions that a version before has answered: what became of them, as it is said now; once, a
 * department that had lost it still counted. Returns how many it changed.
 */
export async function fillInDelivered(context: Context): Promise<number> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const { district } = context
  const rows = await context.db.read
    .select({
      id: s.id,
      revision: s.revision,
      matter: s.matter,
      class: s.class,
      visited: s.visited,
      delivered: s.delivered,
      promisedFor: s.promisedFor,
    })
    .from(s)
    .where(and(eq(s.district, district), isNotNull(s.class)))
  const writes = rows.flatMap(({ id, revision, matter, ...was }): Write[] => {
    const now = {
      class: classOf(matter),
      visited: wasMet(matter),
      delivered: deliveredOf(matter),
      promisedFor: promisedNext(matter),
    }
    const same =
      now.class === was.class &&
      now.visited === was.visited &&
      now.delivered === was.delivered &&
      now.promisedFor === was.promisedFor
    return same ? [] : [fillDelivered({ district, id, revision, ...now })]
  })
  if (writes.length > 0) await context.db.commit(district, writes)
  for (const row of rows) if (owesAgreed(row.matter)) await runAgreedDay(context, row)
  return writes.length
}

const owesAgreed = (matter: Matter): boolean => promisesOpen(matter).some(({ agreed }) => agreed)

/** A day that the office agreed on ran for nobody in a version before. */
async function runAgreedDay(
  context: Context,
  { id, matter, revision }: Pick<SuggestionRecord, 'id' | 'matter' | 'revision'>,
): Promise<void> {
  const { district } = context
  const { calendar } = await calendarNow(context)
  const writes = clockWrites(
    { district, suggestionId: id, rows: await clocksOf(context, id) },
    (running) => promiseClocksOf(matter, running),
    { now: context.clock.now(), calendar },
  )
  if (writes.length === 0) return
  const stay = mustStay({ district, id, revision: revision + 1, wasRevision: revision })
  try {
    await context.db.commit(district, [stay, ...writes])
  } catch (error) {
    // Somebody, or another process, is at it; the next start looks again.
    if (!(error instanceof Conflict)) throw error
  }
}

/** Whether it was asked for the same day before: a list that said another one was withdrawn since. */
const wasAsked = async (context: Context, row: ClockRecord): Promise<boolean> =>
  (await clocksOf(context, row.suggestionId)).some(
    ({ clock, ownerId, dueAt, askedAt }) =>
      clock === 'promise' && ownerId === row.ownerId && dueAt === row.dueAt && askedAt !== null,
  )

/** On the promised day the department is asked again, once. Returns how many were. */
export async function askForPromises(context: Context): Promise<number> {
  const now = context.clock.now()
  const { district } = context
  let asked = 0
  for (const row of await openClocks(context)) {
    // From the beginning of the promised day on, whose end is the due moment.
    if (row.clock !== 'promise' || row.askedAt !== null || now < row.dueAt - DAY) continue
    const again = await wasAsked(context, row)
    const fact: Fact = {
      at: now,
      type: 'suggestion.promise-due',
      actor: { kind: 'system', id: null },
      subject: { kind: 'suggestion', id: row.suggestionId },
      data: { departmentId: row.ownerId, promisedFor: row.dueAt, by: 'office' },
    }
    try {
      await context.db.commit(
        district,
        [claimAsking({ district, id: row.id, askedAt: now })],
        again ? [] : [fact],
      )
      if (!again) asked++
    } catch (error) {
      // Another process asked, or it was answered at this very moment.
      if (!(error instanceof Conflict)) throw error
    }
  }
  return asked
}
