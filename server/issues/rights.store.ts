import { and, eq, isNull, notExists, sql } from 'drizzle-orm'
import type { Dialect } from '../core/db/columns.ts'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import type { IssueRecord } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'

type Schema = ReturnType<typeof issuesTables>
type Of = { district: string; id: string }

const withDeadlines = (dialect: Dialect) => ({
  ...issuesTables(dialect),
  ...deadlinesTables(dialect),
})

/** What stands where a voter's words stood. */
export const ERASED = '（选民已要求删除）'

/** Guarded: a contact of words that were deleted meanwhile is not kept again. */
export const correctContact = statement<
  Schema,
  Pick<IssueRecord, 'district' | 'id' | 'contactName' | 'contactPhone' | 'voter' | 'phoneCheck'>
>(
  issuesTables,
  'correct contact',
  (b, t) =>
    b
      .update(t.issues)
      .set({
        contactName: value('contactName'),
        contactPhone: value('contactPhone'),
        voter: value('voter'),
        phoneCheck: value('phoneCheck'),
      })
      .where(ownRow(t.issues, isNull(t.issues.wordsErasedAt))),
  { guarded: true },
)

/** Takes back the consent, and what the office had released with it. */
export const keepPrivate = statement<Schema, Of>(issuesTables, 'keep private', (b, t) =>
  b
    .update(t.issues)
    .set({ publish: false, publishedTitle: null, publishedAt: null })
    .where(ownRow(t.issues)),
)

/**
 * Guarded by the state and by open clocks: what somebody works on stays. The revision moves on, so
 * that a verdict given at the same moment does not bring words back.
 */
export const eraseWords = statement<
  ReturnType<typeof withDeadlines>,
  Of & { at: number; wasState: string }
>(
  withDeadlines,
  'erase words',
  (b, t) =>
    b
      .update(t.issues)
      .set({
        title: ERASED,
        text: ERASED,
        place: null,
        latitude: null,
        longitude: null,
        photos: 0,
        wordsKey: null,
        voter: '匿名',
        contactName: null,
        contactPhone: null,
        verdictText: null,
        publish: false,
        publishedTitle: null,
        publishedAt: null,
        wordsErasedAt: value('at'),
        revision: sql`${t.issues.revision} + 1`,
      })
      .where(
        ownRow(
          t.issues,
          eq(t.issues.state, value('wasState')),
          isNull(t.issues.wordsErasedAt),
          notExists(
            b
              .select({ id: t.deadlines.id })
              .from(t.deadlines)
              .where(
                and(
                  eq(t.deadlines.district, value('district')),
                  eq(t.deadlines.subjectId, value('id')),
                  isNull(t.deadlines.stoppedAt),
                ),
              ),
          ),
        ),
      ),
  { guarded: true },
)

export const eraseMessages = statement<Schema, Of>(issuesTables, 'erase messages', (b, t) =>
  b
    .update(t.issueMessages)
    .set({ text: ERASED, authorName: '匿名' })
    .where(
      and(
        eq(t.issueMessages.district, value('district')),
        eq(t.issueMessages.issueId, value('id')),
        eq(t.issueMessages.author, 'voter'),
      ),
    ),
)

export const eraseVerdictTexts = statement<Schema, Of>(
  issuesTables,
  'erase verdict texts',
  (b, t) =>
    b
      .update(t.issueVerdicts)
      .set({ text: null })
      .where(
        and(
          eq(t.issueVerdicts.district, value('district')),
          eq(t.issueVerdicts.issueId, value('id')),
        ),
      ),
)
