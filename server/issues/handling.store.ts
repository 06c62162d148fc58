import { eq, isNull, sql } from 'drizzle-orm'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import type { IssueRecord } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'

type Schema = ReturnType<typeof issuesTables>

/** Guarded by state and revision: of several changes at once exactly one gets through. */
export const updateHandling = statement<
  Schema,
  Pick<
    IssueRecord,
    | 'district'
    | 'id'
    | 'state'
    | 'respondedAt'
    | 'respondedBy'
    | 'reachedAt'
    | 'endedAt'
    | 'bounces'
    | 'redos'
    | 'officeTask'
    | 'handlerKind'
    | 'handlerId'
    | 'representativeId'
    | 'stationId'
  > & {
    wasState: string
    wasRevision: number
  }
>(
  issuesTables,
  'update handling',
  (b, t) =>
    b
      .update(t.issues)
      .set({
        state: value('state'),
        respondedAt: value('respondedAt'),
        respondedBy: value('respondedBy'),
        reachedAt: value('reachedAt'),
        endedAt: value('endedAt'),
        // Whoever has it next has not looked yet.
        openedAt: sql`case when ${t.issues.handlerId} = ${value('handlerId')} then ${t.issues.openedAt} end`,
        bounces: value('bounces'),
        redos: value('redos'),
        officeTask: value('officeTask'),
        // One answer goes to a whole group, so all of it lies in one hand.
        groupId: sql`case when ${t.issues.handlerId} = ${value('handlerId')} then ${t.issues.groupId} end`,
        revision: sql`${t.issues.revision} + 1`,
        handlerKind: value('handlerKind'),
        handlerId: value('handlerId'),
        representativeId: value('representativeId'),
        stationId: value('stationId'),
      })
      .where(
        ownRow(
          t.issues,
          eq(t.issues.state, value('wasState')),
          eq(t.issues.revision, value('wasRevision')),
        ),
      ),
  { guarded: true },
)

export const updateState = statement<
  Schema,
  { district: string; id: string; state: string; wasState: string }
>(
  issuesTables,
  'update state',
  (b, t) =>
    b
      .update(t.issues)
      .set({ state: value('state') })
      .where(ownRow(t.issues, eq(t.issues.state, value('wasState')))),
  { guarded: true },
)

export const updateVerdict = statement<
  Schema,
  Pick<
    IssueRecord,
    | 'district'
    | 'id'
    | 'verdictAnswer'
    | 'verdictSolved'
    | 'onlyAcknowledged'
    | 'verdictText'
    | 'verdictAt'
    | 'state'
    | 'redos'
    | 'endedAt'
    | 'acknowledgement'
    | 'officeTask'
    | 'revision'
  > & {
    wasState: string
  }
>(
  issuesTables,
  'update verdict',
  (b, t) =>
    b
      .update(t.issues)
      .set({
        state: value('state'),
        verdictAnswer: value('verdictAnswer'),
        verdictSolved: value('verdictSolved'),
        onlyAcknowledged: value('onlyAcknowledged'),
        verdictText: value('verdictText'),
        verdictAt: value('verdictAt'),
        redos: value('redos'),
        endedAt: value('endedAt'),
        acknowledgement: value('acknowledgement'),
        officeTask: value('officeTask'),
        revision: sql`${t.issues.revision} + 1`,
      })
      .where(
        ownRow(
          t.issues,
          eq(t.issues.state, value('wasState')),
          // Whoever it changed hands to meanwhile gets what follows.
          eq(t.issues.revision, value('revision')),
          isNull(t.issues.verdictAt),
        ),
      ),
  { guarded: true },
)

/** Guarded: an office of two decides once. */
export const saveAcknowledgement = statement<
  Schema,
  { district: string; id: string; acknowledgement: string }
>(
  issuesTables,
  'save acknowledgement',
  (b, t) =>
    b
      .update(t.issues)
      .set({ acknowledgement: value('acknowledgement') })
      .where(ownRow(t.issues, eq(t.issues.acknowledgement, 'pending'))),
  { guarded: true },
)

/** Its voter is asked anew; what was said before is kept among the verdicts. */
export const clearVerdict = statement<Schema, { district: string; id: string }>(
  issuesTables,
  'clear verdict',
  (b, t) =>
    b
      .update(t.issues)
      .set({
        verdictAnswer: null,
        verdictSolved: null,
        onlyAcknowledged: null,
        verdictText: null,
        verdictAt: null,
      })
      .where(ownRow(t.issues)),
)
