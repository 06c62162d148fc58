/**
 * `npm run bench`: the targets of docs/performance.md, measured in one run. Only ratios within a
 * run mean anything; so both sides of each are measured in turns, and the median counts.
 * `-- p1 p4` measures a part (`web`: P5 to P8; `photos`: memory under uploads). `-- --write` keeps
 * what was found in docs/performance.md, whose other rows stay, and of `lists` a table in docs/lists.md.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closings } from './bench/closings.ts'
import { filing } from './bench/filing.ts'
import { flood } from './bench/flood.ts'
import { inbox } from './bench/inbox.ts'
import { ladder } from './bench/ladder.ts'
import { landing } from './bench/landing.ts'
import { letters } from './bench/letters.ts'
import { lettersOfOffice } from './bench/letters-office.ts'
import { lists } from './bench/lists.ts'
import { LoadGenerator } from './bench/load.ts'
import { officeTable } from './bench/office-table.ts'
import { photos } from './bench/photos.ts'
import { points } from './bench/points.ts'
import { posters } from './bench/posters.ts'
import { printLoad } from './bench/print-load.ts'
import { publishedSearch } from './bench/published-search.ts'
import { records } from './bench/records.ts'
import { type Finding, keep, machineOf, tableOf } from './bench/report.ts'
import { start, startFromNothing } from './bench/start.ts'
import { web } from './bench/web.ts'

const words = process.argv.slice(2).map((word) => word.toLowerCase())
/** Several by one word: what a voter waits for, what points take. */
const GROUPS: Record<string, string[]> = {
  web: ['p5', 'p6', 'p7', 'p8'],
  points: ['points-update', 'points-anew'],
}
const ids = words.filter((word) => word !== '--write').flatMap((word) => GROUPS[word] ?? [word])
/** In the order of the kept table. */
const known = [
  ...['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9', 'p10', 'p11', 'p12', 'p12-cold'],
  ...['flood', 'photos', 'web-table', 'lists', 'released'],
  ...['letters', 'records', 'points-update', 'points-anew', 'closings'],
]
const unknown = ids.find((id) => !known.includes(id))
if (unknown !== undefined) {
  console.error(
    `✗ no measurement "${unknown}"; there are: ${known.join(' ')}, ${Object.keys(GROUPS).join(' ')}, and --write`,
  )
  process.exit(1)
}
/** Only when asked for: they take minutes. */
const LONG = ['p12-cold', 'lists']
const wanted = (id: string): boolean => (ids.length === 0 ? !LONG.includes(id) : ids.includes(id))

const folder = mkdtempSync(join(tmpdir(), 'mashang-bench-'))
const load = new LoadGenerator()
const findings: Finding[] = []
let failed = false
const began = performance.now()

/** What one measurement finds, for any of its targets that are wanted. */
async function measure(targets: string[], work: () => Promise<Finding[]>): Promise<void> {
  if (!targets.some(wanted)) return
  console.log(`measuring ${targets.filter(wanted).join(', ')} …`)
  try {
    findings.push(...(await work()))
  } catch (error) {
    // The others are worth knowing all the same.
    console.error(error)
    failed = true
  }
}

try {
  console.log(machineOf())
  await measure(['p1', 'p2', 'p3'], () => filing(folder, load, wanted))
  await measure(['flood'], () => flood(folder, load))
  await measure(['p4'], () => inbox(folder, load))
  await measure(['p5', 'p7'], () => landing(folder, load, wanted))
  await measure(['p6', 'p8'], () => web(folder, wanted))
  await measure(['p9'], () => posters(folder))
  await measure(['photos'], () => photos(folder))
  await measure(['letters'], async () => [
    ...(await letters(folder)),
    ...(await lettersOfOffice(join(folder, 'letters'))),
  ])
  await measure(['records'], () => records(folder))
  await measure(['web-table'], () => officeTable(folder, load))
  await measure(['lists'], () => lists(folder, words.includes('--write')))
  await measure(['released'], () => publishedSearch(folder))
  await measure(['points-update', 'points-anew'], () => points(folder))
  await measure(['closings'], () => closings(folder))
  await measure(['p10'], () => printLoad(folder, load))
  await measure(['p11'], () => ladder(folder))
  await measure(['p12'], () => start(folder))
  await measure(['p12-cold'], () => startFromNothing(folder))
} finally {
  load.close()
  rmSync(folder, { recursive: true, force: true })
}
console.log(`\n${tableOf(findings)}\n\n${((performance.now() - began) / 1000).toFixed(0)} s`)
if (words.includes('--write'))
  keep(
    join(import.meta.dirname, '../docs/performance.md'),
    findings,
    known,
    new Date().toISOString().slice(0, 10),
  )
// A server that a failed measurement left behind would keep this process alive.
process.exit(failed ? 1 : 0)
