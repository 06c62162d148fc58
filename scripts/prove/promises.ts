import { readFileSync, writeFileSync } from 'node:fs'
import type { Evidence, Proof, Terms } from './proof.ts'

const BEGIN = '<!-- prove:begin -->'
const END = '<!-- prove:end -->'

/** What is said of a promise that a run of this size did not see broken. */
const keptAt = (size: number): string => (size < 1 ? `in part (size ${size})` : 'yes')

/**
 * Replaces this proof's row of the table between the two marks, and leaves the others. By its seed
 * the run can be replayed; one that was smaller than the long form says so.
 */
export function keepPromise(
  file: string,
  proof: Proof,
  evidence: Evidence,
  { date, seed, size }: Pick<Terms, 'seed' | 'size'> & { date: string },
): void {
  const text = readFileSync(file, 'utf8')
  const from = text.indexOf(BEGIN)
  const to = text.indexOf(END)
  if (from < 0 || to < from) throw new Error(`${file} has no ${BEGIN} … ${END}.`)
  const head =
    '| promise | proof | figure | date | kept | what it does not show |\n| --- | --- | --- | --- | --- | --- |'
  const rows = text
    .slice(from + BEGIN.length, to)
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('`'))
  const row = `| ${[
    proof.promise,
    `\`${proof.id}\``,
    `${evidence.figure} (seed ${seed})`,
    date,
    evidence.broken.length === 0 ? keptAt(size) : '**no**',
    proof.limits,
  ].join(' | ')} |`
  const at = rows.findIndex((line) => line.includes(`| \`${proof.id}\` |`))
  if (at < 0) rows.push(row)
  else rows[at] = row
  writeFileSync(
    file,
    `${text.slice(0, from)}${BEGIN}\n\n${[head, ...rows].join('\n')}\n\n${text.slice(to)}`,
  )
}
