import { join } from 'node:path'
import { filingBodies, plant } from './fixture.ts'
import { fsyncsDuring } from './fsyncs.ts'
import type { LoadGenerator, LoadResult } from './load.ts'
import type { Finding } from './report.ts'
import { interleaved, median, ratio } from './rounds.ts'
import { type Server, startServer, type Variant } from './servers.ts'

const ROUNDS = 5
const SECONDS = 2
const CONNECTIONS = 64

/** With the server's processor time per filing, in microseconds. */
type Measured = LoadResult & { cpu: number }

/** P1, P2 and P3: what a durable filing costs. */
export async function filing(
  folder: string,
  load: LoadGenerator,
  wanted: (id: string) => boolean,
): Promise<Finding[]> {
  const start = async (variant: Variant, name: string) => {
    const fixture = await plant(join(folder, name), 100)
    return { server: await startServer(variant, fixture.folder), bodies: filingBodies(fixture) }
  }
  const durable = await start('application', 'durable')
  const without = await start('application without database', 'without')
  const single = await start('one transaction per filing', 'single')
  let run = 0
  const file = async (to: { server: Server; bodies: string[] }, rate?: number) => {
    const before = await to.server.figures()
    const result = await load.run({
      kind: 'post',
      path: '/api/issues',
      port: to.server.port,
      bodies: to.bodies,
      prefix: `bench-${run++}`,
      connections: CONNECTIONS,
      seconds: SECONDS,
      expect: 201,
      ...(rate === undefined ? {} : { rate }),
    })
    const after = await to.server.figures()
    return { ...result, cpu: (after.cpu - before.cpu) / (result.perSecond * result.seconds) }
  }
  const findings: Finding[] = []

  const results = await interleaved(ROUNDS, {
    durable: () => file(durable),
    ...(wanted('p1') ? { without: () => file(without) } : {}),
    ...(wanted('p2') ? { single: () => file(single) } : {}),
  } as Record<'durable' | 'without' | 'single', () => Promise<Measured>>)
  const perSecond = (list: Measured[]) => list.map((result) => result.perSecond)
  const durablePerSecond = median(perSecond(results.durable))
  const shown = (list: Measured[]) =>
    `${Math.round(median(perSecond(list)))}/s (${median(list.map((r) => r.cpu)).toFixed(0)} µs of processor each)`

  if (wanted('p1'))
    findings.push({
      id: 'P1',
      what: 'durable filings ÷ the same application without a database',
      value: ratio(perSecond(results.durable), perSecond(results.without)),
      digits: 2,
      unit: '×',
      target: { least: 0.45 },
      of: `${shown(results.durable)} ÷ ${shown(results.without)}`,
    })
  if (wanted('p2')) {
    findings.push({
      id: 'P2',
      what: "durable filings ÷ one transaction per filing through drizzle's builder",
      value: ratio(perSecond(results.durable), perSecond(results.single)),
      digits: 1,
      unit: '×',
      target: { least: 6 },
      of: `${shown(results.durable)} ÷ ${shown(results.single)}`,
    })
    const { fsyncs, filings, by } = await fsyncsDuring(durable.server, () => file(durable))
    findings.push({
      id: 'P2',
      what: `fsyncs per filing, ${CONNECTIONS} connections`,
      value: fsyncs / filings,
      digits: 3,
      unit: '',
      target: { most: 0.05 },
      of: `${fsyncs} ÷ ${filings}, ${by}`,
    })
  }
  if (wanted('p3')) {
    const paced: Measured[] = []
    for (let round = 0; round < ROUNDS; round++)
      paced.push(await file(durable, durablePerSecond / 2))
    findings.push({
      id: 'P3',
      what: "filing's p99 at half of P1's load",
      value: median(paced.map((result) => result.p99)),
      digits: 1,
      unit: 'ms',
      target: { most: 50 },
      of: `at ${Math.round(durablePerSecond / 2)}/s, median time ${median(paced.map((r) => r.p50)).toFixed(1)} ms`,
    })
  }
  for (const each of [durable, without, single]) await each.server.close()
  return findings
}
