import type { RepresentativeState } from '@mashang/shared/representatives/representatives.words.ts'
import { tables } from '../core/db/columns.ts'

export const representativesTables = tables((c) => ({
  representatives: c.table(
    'representatives',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      name: c.text().notNull(),
      /** Blanks between syllables, surname reading: "zeng guo fan". */
      pinyin: c.text().notNull(),
      initials: c.text().notNull(),
      sex: c.word<'male' | 'female'>(),
      ethnicity: c.text(),
      /** `1978`, `1978-05` or `1978-05-01`: as much as the roster knows. */
      birth: c.text(),
      party: c.text(),
      education: c.text(),
      position: c.text(),
      electoralUnit: c.text(),
      stationId: c.text(),
      /** Sealed; `phoneHash` finds it. */
      phone: c.text(),
      phoneHash: c.text(),
      level: c.text(),
      term: c.text(),
      group: c.text(),
      town: c.text(),
      area: c.text(),
      sector: c.text(),
      /** The name in traditional Mongolian, as the office has it. */
      mongolian: c.text(),
      standingCommittee: c.flag(),
      note: c.text(),
      state: c.word<RepresentativeState>().notNull(),
      leftOn: c.text(),
      /** Version of the portrait in the file store; null: a placeholder is shown. */
      photo: c.text(),
      createdAt: c.moment().notNull(),
      updatedAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'representatives_pk', columns: [t.district, t.id] }),
      c.index('representatives_by_station').on(t.district, t.stationId),
      c.index('representatives_by_phone').on(t.district, t.phoneHash),
    ],
  ),
}))
