import { join } from 'node:path'
import { plant } from './fixture.ts'
import type { LoadGenerator } from './load.ts'
import type { Finding } from './report.ts'
import { interleaved, median, ratio } from './rounds.ts'
import { startServer } from './servers.ts'
import { bytesOf, weightUntilUsable } from './weight.ts'

const ROUNDS = 5
const SECONDS = 2
const CONNECTIONS = 64

/** P5 and P7: the page that a scanned code opens. */
export async function landing(
  folder: string,
  load: LoadGenerator,
  wanted: (id: string) => boolean,
): Promise<Finding[]> {
  const fixture = await plant(join(folder, 'landing'), 100)
  const path = `/q/${fixture.targets[0]?.code}`
  const application = await startServer('application', fixture.folder)
  const bare = await startServer('bare', fixture.folder)
  const findings: Finding[] = []
  const common = { kind: 'get', connections: CONNECTIONS, seconds: SECONDS, expect: 200 } as const
  if (wanted('p5')) {
    const headers = { 'accept-encoding': 'gzip, deflate, br' }
    const results = await interleaved(ROUNDS, {
      landing: () => load.run({ ...common, port: application.port, path, headers }),
      bare: () => load.run({ ...common, port: bare.port, path: '/' }),
    })
    const perSecond = (name: 'landing' | 'bare') => results[name].map((result) => result.perSecond)
    findings.push({
      id: 'P5',
      what: 'landing page, warm ÷ bare Fastify that says hello',
      value: ratio(perSecond('landing'), perSecond('bare')),
      digits: 2,
      unit: '×',
      target: { least: 0.65 },
      of: `${Math.round(median(perSecond('landing')))}/s ÷ ${Math.round(median(perSecond('bare')))}/s`,
    })
  }
  if (wanted('p7')) {
    const origin = `http://127.0.0.1:${application.port}`
    const page = await bytesOf(origin + path)
    const whole = await weightUntilUsable(origin + path)
    findings.push(
      {
        id: 'P7',
        what: 'landing page without photo, compressed',
        value: page.bytes / 1024,
        digits: 1,
        unit: 'KB',
        target: { most: 10 },
        of: `one answer (${page.encoding}), style and data inside`,
      },
      {
        id: 'P7',
        what: 'everything until the form is usable, compressed',
        value: whole.bytes / 1024,
        digits: 1,
        unit: 'KB',
        target: { most: 50 },
        of: `${whole.files} answers`,
      },
    )
  }
  await application.close()
  await bare.close()
  return findings
}
