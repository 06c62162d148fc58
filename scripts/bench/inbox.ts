import { join } from 'node:path'
import { plant } from './fixture.ts'
import type { LoadGenerator } from './load.ts'
import { plantMatters } from './matters.ts'
import type { Finding } from './report.ts'
import { interleaved, median, ratio } from './rounds.ts'
import { startServer } from './servers.ts'

const ROUNDS = 5
const SECONDS = 2
/** Open matters in the inbox that is read. */
const OPEN = 50

/** P4: a representative's inbox, and whether it minds how much the district has kept. */
export async function inbox(folder: string, load: LoadGenerator): Promise<Finding[]> {
  const prepare = async (name: string, matters: number, people: number) => {
    const fixture = await plant(join(folder, name), people)
    plantMatters(fixture, matters, OPEN)
    return fixture
  }
  const large = await prepare('large', 1_000_000, 400)
  const small = await prepare('small', 10_000, 40)
  const servers = {
    large: await startServer('application', large.folder),
    small: await startServer('application', small.folder),
    builder: await startServer('inbox by builder and zod', large.folder),
  }
  const read = (name: keyof typeof servers) =>
    load.run({
      kind: 'get',
      port: servers[name].port,
      path: '/api/inbox',
      headers: { cookie: (name === 'small' ? small : large).cookie },
      connections: 16,
      seconds: SECONDS,
      expect: 200,
    })
  const results = await interleaved(ROUNDS, {
    large: () => read('large'),
    builder: () => read('builder'),
    small: () => read('small'),
  })
  for (const server of Object.values(servers)) await server.close()
  const perSecond = (name: keyof typeof servers) => results[name].map((r) => r.perSecond)
  const shown = (name: keyof typeof servers) => `${Math.round(median(perSecond(name)))}/s`
  return [
    {
      id: 'P4',
      what: `inbox (${OPEN} open of 1,000,000) ÷ drizzle's builder and zod's serializer`,
      value: ratio(perSecond('large'), perSecond('builder')),
      digits: 1,
      unit: '×',
      target: { least: 2 },
      of: `${shown('large')} ÷ ${shown('builder')}`,
    },
    {
      id: 'P4',
      what: "inbox's time at 1,000,000 issues ÷ at 10,000",
      value: ratio(perSecond('small'), perSecond('large')),
      digits: 2,
      unit: '×',
      target: { most: 1.2 },
      of: `${shown('small')} ÷ ${shown('large')}, as rates`,
    },
  ]
}
