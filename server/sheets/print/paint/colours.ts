import { channels } from '@mashang/shared/sheets/template.rules.ts'

/** Between two colours: 0 is the first, 1 the second. */
export function mix(one: string, other: string, part: number): string {
  const to = channels(other)
  const mixed = channels(one).map((from, i) =>
    Math.round((from + ((to[i] as number) - from) * part) * 255)
      .toString(16)
      .padStart(2, '0'),
  )
  return `#${mixed.join('').toUpperCase()}`
}
