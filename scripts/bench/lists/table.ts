import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machineOf } from '../report.ts'
import type { List } from './declared.ts'
import { WHY } from './why.ts'

/** What a list may cost at most, compared with a hundredth of the size. */
export const MOST = 1.3

export interface Measured {
  path: string
  who: List['who']
  /** Milliseconds. */
  small: number
  large: number
}

export const growth = ({ small, large }: Pick<Measured, 'small' | 'large'>): number => large / small

/** Milliseconds below which what else the machine does is as large as what is measured. */
const NOISE = 1
const WITHIN_NOISE = 'less than a millisecond: as much as the noise of the machine'

const BEGIN = '<!-- lists:begin -->'
const END = '<!-- lists:end -->'

/** A list of a table's lines, the ones that grow most first. */
export function linesOf(found: readonly Measured[]): string[] {
  return found
    .toSorted((a, b) => growth(b) - growth(a))
    .map((one) => {
      const kept = growth(one) <= MOST
      const why = kept
        ? ''
        : (WHY[one.path] ?? (one.large < NOISE ? WITHIN_NOISE : 'not looked into'))
      const cells = [
        `\`${one.path}\``,
        one.who,
        one.small.toFixed(2),
        one.large.toFixed(2),
        growth(one).toFixed(2),
        kept ? 'yes' : '**no**',
        why,
      ]
      return `| ${cells.join(' | ')} |`
    })
}

/** Replaces the table between the two marks; the words around it are kept by hand. */
export function keepLists(
  found: readonly Measured[],
  file = join(import.meta.dirname, '../../../docs/lists.md'),
): void {
  const text = readFileSync(file, 'utf8')
  const from = text.indexOf(BEGIN)
  const to = text.indexOf(END)
  if (from < 0 || to < from) throw new Error(`${file} has no ${BEGIN} … ${END}.`)
  const kept = found.filter((one) => growth(one) <= MOST).length
  const table = [
    `${new Date().toISOString().slice(0, 10)} · ${machineOf()} · ${kept} of ${found.length} keep to ${MOST}`,
    '',
    '| list | asked by | a hundredth, ms | full size, ms | × | kept | why not |',
    '| --- | --- | ---: | ---: | ---: | --- | --- |',
    ...linesOf(found),
  ].join('\n')
  writeFileSync(file, `${text.slice(0, from)}${BEGIN}\n\n${table}\n\n${text.slice(to)}`)
}
