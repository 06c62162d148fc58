import type {
  ActivityAnswer,
  ActivityKind,
  ActivityState,
  Attendance,
} from '@mashang/shared/activities/activities.words.ts'
import { tables } from '../core/db/columns.ts'

export const activitiesTables = tables((c) => ({
  /** 履职活动: what representatives are invited to. */
  activities: c.table(
    'activities',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      kind: c.word<ActivityKind>().notNull(),
      title: c.text().notNull(),
      place: c.text().notNull(),
      text: c.text().notNull(),
      startsAt: c.moment().notNull(),
      endsAt: c.moment().notNull(),
      deadlineAt: c.moment(),
      capacity: c.integer(),
      /** Whoever neither came nor asked for leave was absent. */
      mandatory: c.flag().notNull(),
      /** The station that organises it; null: the office. */
      stationId: c.text(),
      state: c.word<ActivityState>().notNull(),
      /** Why it was cancelled. */
      reason: c.text(),
      minutes: c.text(),
      photos: c.json<string[]>().notNull(),
      /** What the code at the door says: means nothing by itself, names nobody. */
      doorCode: c.text().notNull(),
      /** How many have signed up: of two at once for the last place one gets it. */
      coming: c.integer().notNull(),
      /** Grows with every change of the activity itself, so that of two at once the second notices. */
      revision: c.integer().notNull(),
      createdBy: c.text().notNull(),
      createdAt: c.moment().notNull(),
      closedAt: c.moment(),
    },
    (t) => [
      c.primaryKey({ name: 'activities_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('activities_door_code').on(t.district, t.doorCode),
      c.index('activities_by_start').on(t.district, t.startsAt),
    ],
  ),
  /** The list of an activity: who is invited, what they said, whether they were there. */
  activityInvitees: c.table(
    'activity_invitees',
    {
      district: c.text().notNull(),
      activityId: c.text().notNull(),
      representativeId: c.text().notNull(),
      answer: c.word<ActivityAnswer>().notNull(),
      reason: c.text(),
      answeredAt: c.moment(),
      attendance: c.word<Attendance>().notNull(),
      scannedAt: c.moment(),
    },
    (t) => [
      c.primaryKey({
        name: 'activity_invitees_pk',
        columns: [t.district, t.activityId, t.representativeId],
      }),
      c.index('activities_of_representative').on(t.district, t.representativeId),
    ],
  ),
  /** What was put right after the end; the words stay here, the ledger has the fact. */
  activityCorrections: c.table(
    'activity_corrections',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      activityId: c.text().notNull(),
      representativeId: c.text().notNull(),
      was: c.word<Attendance>().notNull(),
      attendance: c.word<Attendance>().notNull(),
      reason: c.text().notNull(),
      accountId: c.text().notNull(),
      at: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'activity_corrections_pk', columns: [t.district, t.id] }),
      c.index('activity_corrections_by_activity').on(t.district, t.activityId),
    ],
  ),
}))
