import { join } from 'node:path'
import { ensureDemo } from '@mashang/server/demo/demo.ts'
import { ensureDistrict } from '@mashang/server/districts/districts.store.ts'
import { MOST_LETTERS } from '@mashang/shared/suggestions/letters.words.ts'
import Sqlite from 'better-sqlite3'
import { contextAt } from './fixture.ts'
import type { Finding } from './report.ts'
import { median } from './rounds.ts'
import { startServer } from './servers.ts'

const ROUNDS = 3

/** The demo's answered suggestions again and again, until there are as many as one batch may hold. */
function multiply(folder: string): string[] {
  const db = new Sqlite(join(folder, 'mashang.sqlite'))
  const columns = (db.pragma('table_info(suggestions)') as { name: string }[]).map(
    ({ name }) => name,
  )
  const changed: Record<string, string> = {
    id: "printf('%s%04x', substr(id, 1, 32), @turn)",
    number: 'number + 1000 * @turn',
    draft_key: 'null',
  }
  const again = db.prepare(`insert into suggestions (${columns.join(', ')})
    select ${columns.map((name) => changed[name] ?? name).join(', ')} from suggestions
    where ${ANSWERED} and number < 1000`)
  const ids = db.prepare(`select id from suggestions where ${ANSWERED} limit ${MOST_LETTERS}`)
  for (let turn = 1; ids.all().length < MOST_LETTERS; turn++)
    if (again.run({ turn }).changes === 0) throw new Error('the demo has no answered suggestion')
  const found = (ids.all() as { id: string }[]).map(({ id }) => id)
  db.close()
  return found
}

const ANSWERED = 'answered_at is not null and matter like \'%"letters":[{%\''

/** As the office takes them: signed in, read from the database, set, packed and sent. */
export async function lettersOfOffice(folder: string): Promise<Finding[]> {
  const context = await contextAt(folder)
  await ensureDistrict(context)
  const accounts = await ensureDemo({ ...context, config: { ...context.config, demo: true } })
  await context.db.close()
  const ids = multiply(folder)
  const office = accounts.find(({ role }) => role === 'office')
  const server = await startServer('application', folder)
  const post = async (path: string, body: unknown, cookie = ''): Promise<Response> => {
    const reply = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
    if (!reply.ok) throw new Error(`${reply.status} for ${path}: ${await reply.text()}`)
    return reply
  }
  const { login, password } = office ?? {}
  const signedIn = await post('/api/sessions', { login, password })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const wanted = { ids, kind: 'answer' }
  const { ready } = (await (await post('/api/suggestion-letters/plan', wanted, cookie)).json()) as {
    ready: number
  }
  if (ready !== ids.length) throw new Error(`only ${ready} of ${ids.length} have a letter`)
  const rates: number[] = []
  let size = 0
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    const reply = await post('/api/suggestion-letters', { ...wanted, bundle: 'pdf' }, cookie)
    size = (await reply.arrayBuffer()).byteLength
    rates.push((ids.length / (performance.now() - began)) * 1000)
  }
  await server.close()
  return [
    {
      id: 'letters',
      what: `${ids.length.toLocaleString('en')} official letters, downloaded by the office`,
      value: median(rates),
      digits: 0,
      unit: '/s',
      target: { least: 100 },
      of: `a ZIP of ${(size / 1024 / 1024).toFixed(0)} MB with a file for each, until its last byte`,
    },
  ]
}
