import { textChanges } from '@mashang/shared/districts/page-texts.rules.ts'
import { type PageTexts, STANDARD_TEXTS } from '@mashang/shared/districts/page-texts.words.ts'
import type { Context } from '../core/context.ts'
import { type Edition, type Editions, editionNow, editionOf } from './editions.store.ts'

export const textEditions: Editions<PageTexts> = {
  subject: 'texts',
  standard: { ...STANDARD_TEXTS },
  changesOf: textChanges,
  fact: 'district.texts-changed',
}

/** What the voters' pages say now. */
export const textsNow = (context: Context): Promise<Edition<PageTexts>> =>
  editionNow(context, textEditions)

/** What they said in an edition. */
export const textsOf = (context: Context, version: number): Promise<Edition<PageTexts>> =>
  editionOf(context, textEditions, version)
