import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

/** One line of the table. */
export interface Finding {
  /** P1 … P12, as in the list of targets. */
  id: string
  what: string
  value: number
  /** Digits after the point. */
  digits: number
  unit: '' | '×' | '/s' | 'ms' | 's' | 'KB' | 'MB'
  target: { most: number } | { least: number }
  /** What the ratio was made of; absolute figures of a shared machine, for orientation only. */
  of: string
}

const reached = ({ value, target }: Finding): boolean =>
  'most' in target ? value <= target.most : value >= target.least

const written = (value: number, digits: number, unit: Finding['unit']): string =>
  `${value.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`

function cellsOf(finding: Finding): string[] {
  const { id, what, value, digits, unit, target, of } = finding
  const limit =
    'most' in target
      ? `≤ ${written(target.most, digits, unit)}`
      : `≥ ${written(target.least, digits, unit)}`
  return [id, what, written(value, digits, unit), limit, reached(finding) ? 'ok' : '**missed**', of]
}

const HEAD = ['#', 'what', 'measured', 'target', '', 'made of']
const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const ruleOf = (columns: readonly string[]): string =>
  lineOf(columns.map((column) => (column === 'measured' ? '---:' : '---')))

export const tableOf = (findings: readonly Finding[]): string =>
  [lineOf(HEAD), ruleOf(HEAD), ...findings.map((finding) => lineOf(cellsOf(finding)))].join('\n')

/** The machine, without names. */
export function machineOf(): string {
  const cores = cpus()
  const model = cores[0]?.model.trim() || 'unknown processor'
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cores.length} cores (${model}), ${memory} GB, ${process.platform} ${process.arch}, Node.js ${process.versions.node}`
}

const BEGIN = '<!-- bench:begin -->'
const END = '<!-- bench:end -->'

/**
 * Puts these findings into the table between the two marks, instead of the rows of the same ids;
 * the rows of others stay with the day on which they were found. In the order of `ids`, and what
 * is no longer measured leaves. The words around the table are kept by hand.
 */
export function keep(
  file: string,
  findings: readonly Finding[],
  ids: readonly string[],
  date: string,
): void {
  const text = readFileSync(file, 'utf8')
  const from = text.indexOf(BEGIN)
  const to = text.indexOf(END)
  if (from < 0 || to < from) throw new Error(`${file} has no ${BEGIN} … ${END}.`)
  const idOf = (line: string): string => line.split('|', 2)[1]?.trim().toLowerCase() ?? ''
  const found = new Set(findings.map(({ id }) => id.toLowerCase()))
  const place = (line: string): number => ids.indexOf(idOf(line))
  const rows = [
    ...text
      .slice(from, to)
      .split('\n')
      .filter((line) => place(line) >= 0 && !found.has(idOf(line))),
    ...findings.map((finding) => lineOf([...cellsOf(finding), date])),
  ].sort((a, b) => place(a) - place(b))
  const head = [...HEAD, 'on']
  const table = [lineOf(head), ruleOf(head), ...rows].join('\n')
  writeFileSync(
    file,
    `${text.slice(0, from)}${BEGIN}\n\nThe rows of ${date} were measured on ${machineOf()}; those of other days perhaps on another machine.\n\n${table}\n\n${text.slice(to)}`,
  )
}
