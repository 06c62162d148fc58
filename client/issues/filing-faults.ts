import { characters } from '@mashang/shared/core/text.ts'
import type { DistrictInfo } from '@mashang/shared/districts/districts.model.ts'
import { noPhone, phonePattern } from '@mashang/shared/issues/contact.words.ts'
import { issueLimits } from '@mashang/shared/issues/issues.words.ts'
import type { FilingDraft } from './filing-draft.ts'

/** One sentence per field of the form, by the form's own field names. */
export type Faults = Record<string, string>

/** The server's paths (`contact.phone`, `place.text`) under the form's names (`phone`, `place`). */
export function faultsFrom(problems: readonly { path: string; message: string }[]): Faults {
  const faults: Faults = {}
  for (const { path, message } of problems) {
    const parts = path.split(/[./]/).filter(Boolean)
    const first = parts[0] ?? ''
    const name = first === 'contact' ? (parts[1] ?? 'name') : first
    faults[name] ??= message
  }
  return faults
}

/** Characters below which nobody could act on it. */
const FEW = 4

/** What can be told without asking the server. */
export function localFaults(draft: FilingDraft, policy: DistrictInfo['contactPolicy']): Faults {
  const faults: Faults = {}
  const length = characters(draft.text.trim())
  if (length === 0) faults.text = '请先写下是什么事，哪怕一句话。'
  // One stray letter must not start a representative's clock; few words with a place may do.
  else if (length < FEW && !draft.place.trim()) faults.text = '再多写几个字：在哪儿、出了什么事。'
  if (length > issueLimits.text)
    faults.text = `写了 ${length} 个字，最多 ${issueLimits.text} 个，请删短一些。`
  const digits = draft.phone.replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '')
  if (draft.phone.trim() && !phonePattern.test(digits)) {
    faults.phone = noPhone
  }
  if (policy === 'required' || policy === 'verified') {
    if (!draft.name.trim()) faults.name = '请留下姓名，工作人员核实时要用。'
    if (!draft.phone.trim()) faults.phone = '请留下电话，代表看不到它。'
  }
  // Where no code could be sent, none is asked for.
  if (
    policy === 'verified' &&
    (!draft.proof || (draft.proof.state === 'sent' && !draft.proof.code))
  )
    faults.verification = '请先发验证码，再填上收到的 6 位数字。'
  return faults
}

/** Fields that show their own fault. */
const SHOWN = new Set([
  'text',
  'title',
  'kind',
  'field',
  'place',
  'photos',
  'name',
  'phone',
  'verification',
])

/**
 * The line above the form: where every fault stands at its field, only that there are some;
 * otherwise what the server said.
 */
export function noticeOf(message: string, faults: Faults): string {
  const names = Object.keys(faults)
  return names.length > 0 && names.every((name) => SHOWN.has(name))
    ? '有地方要改一下，看下面红色的字。'
    : message
}
