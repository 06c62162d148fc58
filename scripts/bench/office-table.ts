import { join } from 'node:path'
import { filingBodies, plant } from './fixture.ts'
import type { LoadGenerator } from './load.ts'
import { plantMatters } from './matters.ts'
import type { Finding } from './report.ts'
import { startServer } from './servers.ts'

const MATTERS = 100_000
const PEOPLE = 200
/** Open matters of each. */
const OPEN = 10
/** Filings a second meanwhile: far more than a district will ever see. */
const FILING = 50
const ROUNDS = 12

/** What somebody at a desk asks of the table. */
const QUERIES: Record<string, string> = {
  'the first page': 'sort=due&size=20',
  'the last page': `sort=due&size=20&page=${MATTERS / 20}`,
  'by number, falling': 'sort=-number&size=20',
  'by time, rising': 'sort=filed&size=20',
  'a page in the middle': 'sort=-filed&size=20&page=2500',
  'by clock, falling': 'sort=-due&size=20',
  'a page in the middle by clock': 'sort=due&size=20&page=2500',
  'by what was promised': 'sort=resolution&size=20',
  overdue: 'running=true&overdue=true&size=20',
  'one state': 'state=closed&size=20',
  'one kind and field': 'kind=help&field=urban&sort=-filed&size=20',
  'words of a title': `q=${encodeURIComponent('17 号楼')}&size=20`,
  'a number': 'q=4711&size=20',
}

/** Each answer of the office's table of 100,000 matters while voters file. */
export async function officeTable(folder: string, load: LoadGenerator): Promise<Finding[]> {
  const fixture = await plant(join(folder, 'office-table'), PEOPLE)
  plantMatters(fixture, MATTERS, OPEN)
  const server = await startServer('application', fixture.folder)
  const ask = async (query: string): Promise<number> => {
    const began = performance.now()
    const reply = await fetch(`http://127.0.0.1:${server.port}/api/issues?${query}`, {
      headers: { cookie: fixture.officeCookie },
    })
    if (reply.status !== 200) throw new Error(`${reply.status} for ${query}`)
    await reply.arrayBuffer()
    return performance.now() - began
  }
  const slowest: { name: string; p95: number; median: number }[] = []
  for (const [name, query] of Object.entries(QUERIES)) {
    await ask(query)
    const filing = load.run({
      kind: 'post',
      port: server.port,
      path: '/api/issues',
      bodies: filingBodies(fixture),
      prefix: `table-${slowest.length}`,
      connections: 8,
      seconds: 4,
      rate: FILING,
      expect: 201,
    })
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) times.push(await ask(query))
    await filing
    times.sort((a, b) => a - b)
    slowest.push({
      name,
      p95: times[Math.floor(times.length * 0.95)] ?? 0,
      median: times[Math.floor(times.length / 2)] ?? 0,
    })
  }
  await server.close()
  slowest.sort((a, b) => b.median - a.median)
  const [worst] = slowest
  const shown = slowest.map(
    ({ name, median, p95 }) => `${name} ${median.toFixed(0)}/${p95.toFixed(0)}`,
  )
  return [
    {
      id: 'web-table',
      what: `slowest answer of the office's table of 100,000 issues, ${FILING} filings a second meanwhile`,
      value: worst?.median ?? 0,
      digits: 0,
      unit: 'ms',
      target: { most: 200 },
      of: `median/95th: ${shown.join(', ')}`,
    },
  ]
}
