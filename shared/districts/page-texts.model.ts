import { z } from 'zod'
import { line, text } from '../core/schema.ts'
import { cleanText } from '../core/text.ts'
import { faultOfText } from './page-texts.rules.ts'
import { type PageTextKey, pageTextWords } from './page-texts.words.ts'

function pageText(key: PageTextKey) {
  const { label, where, most, optional, paragraphs, needs } = pageTextWords[key]
  const written = paragraphs ? text(most, label) : line(most, label)
  const shape = optional
    ? z
        .string()
        .transform(cleanText)
        .pipe(z.union([z.literal(''), written]))
    : written
  return shape
    .superRefine((words, check) => {
      const fault = faultOfText(words, needs)
      if (fault !== null) check.addIssue(fault)
    })
    .meta({ description: `${label}（${where}）` })
}

export const pageTexts = z
  .strictObject({
    welcome: pageText('welcome'),
    consent: pageText('consent'),
    help: pageText('help'),
    purpose: pageText('purpose'),
    lost: pageText('lost'),
    keeper: pageText('keeper'),
    more: pageText('more'),
  })
  .meta({ id: 'PageTexts' })
