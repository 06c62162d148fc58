import { join } from 'node:path'
import { filingBodies, plant } from './fixture.ts'
import type { LoadGenerator, LoadResult } from './load.ts'
import type { Finding } from './report.ts'
import { interleaved, median, ratio } from './rounds.ts'
import { startServer, type Variant } from './servers.ts'

/** With the server's processor time per filing, in microseconds. */
type Measured = LoadResult & { cpu: number }

const ROUNDS = 7
const SECONDS = 2
const CONNECTIONS = 64

/** What it costs to look at every filing whether it comes in a flood: in ordinary times, and in one. */
export async function flood(folder: string, load: LoadGenerator): Promise<Finding[]> {
  let run = 0
  const filings = async (variant: Variant) => {
    const fixture = await plant(join(folder, variant.replaceAll(' ', '-')), 100)
    const server = await startServer(variant, fixture.folder)
    // People do not write alike: each of them something of their own.
    const bodies = filingBodies(fixture).map((body, index) =>
      JSON.stringify({
        ...JSON.parse(body),
        text: `锦绣社区南边的路灯坏了两个多星期，晚上一片黑。${String.fromCodePoint(0x5000 + index).repeat(20)}`,
      }),
    )
    const measure = async (): Promise<Measured> => {
      const before = await server.figures()
      const result = await load.run({
        kind: 'post',
        path: '/api/issues',
        port: server.port,
        bodies,
        prefix: `flood-${run++}`,
        connections: CONNECTIONS,
        seconds: SECONDS,
        expect: 201,
      })
      const after = await server.figures()
      return { ...result, cpu: (after.cpu - before.cpu) / (result.perSecond * result.seconds) }
    }
    return { server, measure }
  }
  const without = await filings('application on a fast clock')
  const ordinary = await filings('application that looks for floods, ordinary times')
  const flooded = await filings('application that looks for floods, in one')
  const results = await interleaved(ROUNDS, {
    without: without.measure,
    ordinary: ordinary.measure,
    flooded: flooded.measure,
  })
  for (const { server } of [without, ordinary, flooded]) await server.close()
  const cpu = (list: Measured[]) => list.map((result) => result.cpu)
  const shown = (list: Measured[]) =>
    `${median(cpu(list)).toFixed(0)} µs (${Math.round(median(list.map((one) => one.perSecond)))}/s)`
  const finding = (what: string, list: Measured[], most: number): Finding => ({
    id: 'flood',
    what,
    value: ratio(cpu(list), cpu(results.without)),
    digits: 2,
    unit: '×',
    target: { most },
    of: `${shown(list)} ÷ ${shown(results.without)}`,
  })
  return [
    finding(
      'processor time of a filing that is looked at for a flood ÷ that is not',
      results.ordinary,
      1.1,
    ),
    finding('the same of one that is held in a flood', results.flooded, 2),
  ]
}
