import { z } from 'zod'
import { line } from '../core/schema.ts'
import { WORD_LENGTH } from './dictionary.rules.ts'
import { issueField, issueKind } from './keys.model.ts'

const same = (word: string): string => word.normalize('NFKC').toLowerCase()

/** Every key once, no word twice, at least one to choose. */
const whole =
  (keys: number, what: string) =>
  (list: { key: string; word: string; offered: boolean }[], check: z.RefinementCtx): void => {
    if (list.length !== keys || new Set(list.map(({ key }) => key)).size !== keys)
      check.addIssue(`${what}要一个不多、一个不少，请刷新后再改。`)
    if (!list.some(({ offered }) => offered)) check.addIssue(`${what}至少要留一个给选民选。`)
    list.forEach(({ word }, index) => {
      if (list.findIndex((other) => same(other.word) === same(word)) < index)
        check.addIssue({
          code: 'custom',
          path: [index, 'word'],
          message: `“${word}”已经有了，请换个说法。`,
        })
    })
  }

const entry = <K extends z.ZodType>(key: K, what: string) =>
  z.strictObject({ key, word: line(WORD_LENGTH, what), offered: z.boolean() })

export const dictionary = z
  .strictObject({
    kinds: z.array(entry(issueKind, '类别')).superRefine(whole(issueKind.options.length, '类别')),
    fields: z
      .array(entry(issueField, '领域'))
      .superRefine(whole(issueField.options.length, '领域')),
  })
  .meta({ id: 'Dictionary' })
