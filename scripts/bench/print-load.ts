import { join } from 'node:path'
import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'
import type { BatchView } from '@mashang/shared/sheets/batches.model.ts'
import { contextAt, filingBodies, plant } from './fixture.ts'
import type { LoadGenerator } from './load.ts'
import type { Finding } from './report.ts'
import { median } from './rounds.ts'
import { startServer } from './servers.ts'

const PEOPLE = 100
const COPIES = 50
/** Filings per second: a district whose voters all scan in one evening. */
const RATE = 150
const SECONDS = 2
const ROUNDS = 5

/** P10: whether voters notice that the office prints 5,000 sheets. */
export async function printLoad(folder: string, load: LoadGenerator): Promise<Finding[]> {
  const fixture = await plant(join(folder, 'print-load'), PEOPLE)
  const cookie = await officeCookie(fixture.folder)
  const server = await startServer('application with its printer', fixture.folder)
  const bodies = filingBodies(fixture)
  let run = 0
  const file = async (): Promise<number> => {
    const { p99 } = await load.run({
      kind: 'post',
      path: '/api/issues',
      port: server.port,
      bodies,
      prefix: `bench-print-${run++}`,
      connections: 32,
      seconds: SECONDS,
      expect: 201,
      rate: RATE,
    })
    return p99
  }
  const at = `http://127.0.0.1:${server.port}/api/poster-batches`
  const show = async (id: string): Promise<BatchView> =>
    (await (await fetch(`${at}/${id}`, { headers: { cookie } })).json()) as BatchView

  const order = async (): Promise<BatchView> => {
    const accepted = await fetch(at, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({
        format: 'a4',
        select: { representatives: fixture.targets.map((target) => target.representativeId) },
        copies: COPIES,
        evenIfSame: true,
      }),
    })
    if (accepted.status !== 202) throw new Error(`The batch was refused: ${await accepted.text()}`)
    const { id } = (await accepted.json()) as { id: string }
    return await show(id)
  }

  // The first round only warms up.
  await file()
  const idle: number[] = []
  for (let round = 0; round < ROUNDS; round++) idle.push(await file())

  const printing: number[] = []
  const seconds: number[] = []
  // One batch may be over before enough was seen: then the next one follows.
  while (printing.length < ROUNDS) {
    const began = performance.now()
    let view = await order()
    while (view.state === 'waiting' || view.state === 'working') {
      const p99 = await file()
      view = await show(view.id)
      // A round in which the batch began or ended is half idle.
      if (view.state === 'working') printing.push(p99)
    }
    if (view.state !== 'ready') throw new Error(`The batch was not printed: ${view.failure}`)
    seconds.push((performance.now() - began) / 1000)
  }
  for (let round = 0; round < ROUNDS; round++) idle.push(await file())
  await server.close()
  return [
    {
      id: 'P10',
      what: `filing's p99 while ${PEOPLE * COPIES} sheets print ÷ idle`,
      value: median(printing) / median(idle),
      digits: 2,
      unit: '×',
      target: { most: 2 },
      of: `${median(printing).toFixed(1)} ms (${printing.length} rounds) ÷ ${median(idle).toFixed(1)} ms at ${RATE}/s; printed in ${Math.max(...seconds).toFixed(0)} s`,
    },
  ]
}

/** Somebody who may print. */
async function officeCookie(folder: string): Promise<string> {
  const context = await contextAt(folder)
  const account = newAccount(context, {
    name: '代表工委',
    login: 'bench-printer',
    role: 'office',
    representativeId: null,
    stationId: null,
  })
  const session = newSession(context, account.id)
  await context.db.commit(context.district, [account.write, session.write])
  await context.db.close()
  return `mashang=${session.token}`
}
