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

export function tableOf(findings: readonly Finding[]): string {
  const rows = [
    ['#', 'what', 'measured', 'target', '', 'made of'],
    ['---', '---', '---:', '---:', '---', '---'],
    ...findings.map(cellsOf),
  ]
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** The machine, without names. */
export function machineOf(): string {
  const cores = cpus()
  const model = cores[0]?.model.trim() || 'unknown processor'
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cores.length} cores (${model}), ${memory} GB, ${process.platform} ${process.arch}, Node.js ${process.versions.node}`
}

const BEGIN = '<!-- bench:begin -->'
const END = '<!-- bench:end -->'

/** Replaces the table between the two marks; the words around it are kept by hand. */
export function keep(file: string, findings: readonly Finding[], date: string): void {
  const text = readFileSync(file, 'utf8')
  const from = text.indexOf(BEGIN)
  const to = text.indexOf(END)
  if (from < 0 || to < from) throw new Error(`${file} has no ${BEGIN} … ${END}.`)
  const table = `${BEGIN}\n\n${date} · ${machineOf()}\n\n${tableOf(findings)}\n\n`
  writeFileSync(file, text.slice(0, from) + table + text.slice(to))
}
