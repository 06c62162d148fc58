import type { Logged } from '@mashang/shared/mediations/mediations.model.ts'
import type {
  MediationOutcome,
  MediationSource,
  MediationState,
  MediatorAnswer,
} from '@mashang/shared/mediations/mediations.words.ts'
import { tables } from '../core/db/columns.ts'

export const mediationsTables = tables((c) => ({
  /** 诉前调解. The two sides are described in a few words; who they are stays with the court. */
  mediations: c.table(
    'mediations',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      title: c.text().notNull(),
      source: c.word<MediationSource>().notNull(),
      caseNumber: c.text(),
      sides: c.text().notNull(),
      text: c.text().notNull(),
      state: c.word<MediationState>().notNull(),
      createdAt: c.moment().notNull(),
      acceptedAt: c.moment(),
      /** Of the step that is on; null: none is, or its year has no calendar yet. */
      dueAt: c.moment(),
      /** Days as ISO 8601. */
      consentedOn: c.text(),
      extendedTo: c.text(),
      endedOn: c.text(),
      appliedOn: c.text(),
      confirmedOn: c.text(),
      log: c.json<readonly Logged[]>().notNull(),
      outcome: c.word<MediationOutcome>(),
      reason: c.text(),
      agreement: c.text(),
      /** Grows with every step, so that of two at once the second notices. */
      revision: c.integer().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'mediations_pk', columns: [t.district, t.id] }),
      c.index('mediations_by_state').on(t.district, t.state),
    ],
  ),
  /** Representatives who were asked to mediate, and what they answered. */
  mediators: c.table(
    'mediators',
    {
      district: c.text().notNull(),
      mediationId: c.text().notNull(),
      representativeId: c.text().notNull(),
      answer: c.word<MediatorAnswer>().notNull(),
      /** Why they stepped back. */
      reason: c.text(),
    },
    (t) => [
      c.primaryKey({
        name: 'mediators_pk',
        columns: [t.district, t.mediationId, t.representativeId],
      }),
      c.index('mediators_by_representative').on(t.district, t.representativeId),
    ],
  ),
}))
