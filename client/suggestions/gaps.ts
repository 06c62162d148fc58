import type { ActField } from './act-form.ts'

/** Something that has to be done before a button does what it says. */
export interface Gap {
  /** Where it is, as `data-field` says it. */
  field: string
  label: string
}

export const gapsOf = (fields: readonly ActField[], prefix = ''): Gap[] =>
  fields.map(({ key, label }) => ({ field: `${prefix}${key}`, label }))

/** Named one by one up to here. */
const NAMED = 4

/** "还没有填：答复、解决程度。" */
export function gapWords(gaps: readonly Gap[]): string {
  if (gaps.length === 0) return ''
  const named = gaps.slice(0, NAMED).map(({ label }) => label)
  const more = gaps.length > NAMED ? `等 ${gaps.length} 处` : ''
  return `还没有填：${named.join('、')}${more}。`
}

/** Goes to the first control of a field. */
export function goTo(field: string): void {
  const place = document.querySelector(`[data-field="${CSS.escape(field)}"]`)
  const control = place?.querySelector<HTMLElement>('input, textarea, select, button')
  control?.focus({ preventScroll: true })
  place?.scrollIntoView({ block: 'center' })
}
