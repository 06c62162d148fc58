import type { LinkedSuggestion } from '@mashang/shared/suggestions/links.model.ts'
import type { ActField } from './act-form.ts'
import { plainFieldsOf } from './act-forms.ts'
import { redeemFields, signedFields } from './answer-fields.ts'
import { missingIn, sentOf, type Values } from './filled.ts'
import { type Gap, gapsOf } from './gaps.ts'

/** One part of the form behind a one-time link; the rest has no name of its own in what is sent. */
export interface LinkedPart {
  key: 'contact' | 'letter' | 'rest'
  title?: string
  /** What it is called as the next step. */
  next?: string
  fields: readonly ActField[]
  files: boolean
}

/** What its fields begin with, where it has a name of its own. */
export const prefixOf = ({ key }: LinkedPart): string => (key === 'rest' ? '' : `${key}.`)

const signer: LinkedPart = { key: 'rest', fields: signedFields, files: false }

export const linkedParts: Readonly<Record<LinkedSuggestion['task'], readonly LinkedPart[]>> = {
  answer: [
    {
      key: 'contact',
      title: '和代表的沟通',
      next: '记下和代表的沟通',
      fields: plainFieldsOf('contact'),
      files: true,
    },
    {
      key: 'letter',
      title: '答复代表',
      next: '写答复',
      fields: plainFieldsOf('propose'),
      files: true,
    },
    signer,
  ],
  opinion: [
    {
      key: 'rest',
      next: '写会办意见',
      fields: plainFieldsOf('opine').map((field) => ({ ...field, key: 'opinion' })),
      files: false,
    },
  ],
  redeem: [
    {
      key: 'letter',
      title: '再次答复',
      next: '写再次答复',
      fields: redeemFields,
      files: true,
    },
    signer,
  ],
}

/** What the day is called by which it is asked for. */
export const linkedTerms: Readonly<Record<LinkedSuggestion['task'], string>> = {
  answer: '答复期限',
  opinion: '会办意见期限',
  redeem: '再次答复的期限',
}

/** Once it is noted what was talked about, no more needs to be. */
export const mayBeLeft = (
  { key, fields }: LinkedPart,
  values: Values,
  { talked }: Pick<LinkedSuggestion, 'talked'>,
): boolean => key === 'contact' && talked && Object.keys(sentOf(fields, values)).length === 0

/** The part that comes next, by the field that it begins with; null: something else comes first. */
export function nextIn({
  task,
  received,
  objected,
  talked,
  waitsFor,
}: Pick<LinkedSuggestion, 'task' | 'received' | 'objected' | 'talked' | 'waitsFor'>): {
  field: string
  words: string
} | null {
  if (!received || objected) return null
  const part = linkedParts[task].find(({ key }) => key !== 'contact' || !talked)
  const [first] = part?.fields ?? []
  if (part?.next === undefined || first === undefined) return null
  // Written in vain until the opinions that others owe are there; it is said with them.
  if (part.key === 'letter' && waitsFor.length > 0) return null
  return { field: `${prefixOf(part)}${first.key}`, words: part.next }
}

/** What one part has to say still. */
export const gapsIn = (part: LinkedPart, values: Values): Gap[] =>
  gapsOf(missingIn(part.fields, values), prefixOf(part))

/** What was written into one part, under its name. */
export function partSent(
  { key, fields, files }: LinkedPart,
  values: Values,
  attached: readonly { id: string }[],
): object {
  const said = sentOf(fields, values)
  if (key === 'rest') return said
  return { [key]: files ? { ...said, files: attached.map(({ id }) => id) } : said }
}
