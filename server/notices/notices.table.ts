import type { NoticeKind, NoticeRecipient } from '@mashang/shared/notices/notices.model.ts'
import { sql } from 'drizzle-orm'
import { tables } from '../core/db/columns.ts'

export const noticesTables = tables((c) => ({
  /** What each person is told; a row is written in the commit of what it tells of. */
  notices: c.table(
    'notices',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      recipientKind: c.word<NoticeRecipient['kind']>().notNull(),
      recipientId: c.text().notNull(),
      kind: c.word<NoticeKind>().notNull(),
      subjectKind: c.text().notNull(),
      subjectId: c.text().notNull(),
      data: c.json<Record<string, string | number | boolean | null>>().notNull(),
      at: c.moment().notNull(),
      /** Seen in the app by its recipient. */
      readAt: c.moment(),
      /** When it was handed to the channels of its recipient; null: not yet. */
      fannedOutAt: c.moment(),
    },
    (t) => [
      c.primaryKey({ name: 'notices_pk', columns: [t.district, t.id] }),
      c.index('notices_by_recipient').on(t.district, t.recipientKind, t.recipientId, t.at),
      // What a badge counts.
      c
        .index('notices_unread')
        .on(t.district, t.recipientKind, t.recipientId)
        .where(sql`read_at is null`),
      // Who was told of a matter.
      c.index('notices_by_subject').on(t.district, t.subjectId),
      c.index('notices_waiting').on(t.district, t.id).where(sql`fanned_out_at is null`),
    ],
  ),
}))
