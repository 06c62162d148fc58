import {
  elsewhereWords,
  STANDARD_FIELDS,
  STANDARD_KINDS,
  salutations,
} from '@mashang/shared/issues/issues.words.ts'
import type { PhoneProof } from '../verifications/phone-proof.ts'
import type { FilingDraft } from './filing-draft.ts'

/** Puts a form's plain values (names as posted) into a draft; empty ones change nothing. */
export function applyValues(draft: FilingDraft, values: Record<string, string>): void {
  const within = <T extends Record<string, string>>(
    words: T,
    key: string | undefined,
  ): keyof T | null => (key !== undefined && key in words ? (key as keyof T) : null)
  draft.text = values.text || draft.text
  draft.title = values.title || draft.title
  draft.place = values.place || draft.place
  draft.name = values.name || draft.name
  draft.phone = values.phone || draft.phone
  if (values.verification && values.verification !== draft.proof?.id)
    draft.proof = {
      id: values.verification,
      phone: draft.phone,
      code: values.verificationCode ?? '',
      expiresAt: '',
      state: values.verificationState as PhoneProof['state'],
    }
  draft.kind = within(STANDARD_KINDS, values.kind) ?? draft.kind
  draft.field = within(STANDARD_FIELDS, values.field) ?? draft.field
  draft.salutation = within(salutations, values.salutation) ?? draft.salutation
  draft.elsewhere = within(elsewhereWords, values.elsewhere) ?? draft.elsewhere
  draft.hidden = Boolean(values.hidden) || draft.hidden
  draft.publish = Boolean(values.publish) || draft.publish
}

/**
 * What a person has typed or the browser has filled into the painted form before script came.
 * Chips that stand as they were painted are guesses, not choices.
 */
export function typedValues(): Record<string, string> {
  const form =
    typeof document === 'undefined' ? null : document.querySelector<HTMLFormElement>('form.filing')
  if (!form) return {}
  const values: Record<string, string> = {}
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') values[name] = value
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type="radio"]')) {
    if (input.checked && input.defaultChecked) delete values[input.name]
  }
  return values
}
