import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { atRest, placesOf } from './at-rest.ts'
import { readers } from './canaries.ts'
import { gathered } from './gathering.ts'
import { everybody } from './people.ts'
import { keptIn, type Planted, plant } from './planting.ts'
import { report } from './proving.ts'
import { settings } from './world.ts'

let t: TestApp
let planted: Planted
let place: Awaited<ReturnType<typeof keptIn>>
const log: string[] = []

beforeAll(async () => {
  place = await keptIn()
  const files = place.files === undefined ? {} : { files: place.files }
  t = await startApp({ config: settings, log: { write: (line) => void log.push(line) }, ...files })
  planted = await plant(t, 'http://127.0.0.1:9')
}, 600_000)
afterAll(async () => {
  await t.close()
  await place.close()
})

it('everybody reads what the table says, and no secret, in everything they can ask for', async () => {
  const { world, words, secrets } = planted
  const people: Record<string, Client> = { ...(await everybody(t, world)), H: t.voter }
  for (const index of [0, 1, 2]) words.set(`position${index}`, `${40 + index}.7123456`)
  for (const name of ['housing', 'police']) words.delete(name)
  const seen = new Map<string, Map<string, string>>()
  const leaked: string[] = []
  for (const [who, by] of Object.entries(people))
    for (const things of planted.all) {
      const holder = who === 'H'
      const text = await gathered(by, things, holder, things === world.things.own)
      // Whoever holds a receipt has it in the address; where it leads back to stands in the page.
      leaked.push(
        ...planted.secretsIn(text, holder ? ['receipt'] : []).map((one) => `${who} ${one}`),
      )
      for (const what of planted.wordsIn(text)) {
        const field = what.slice(0, -1)
        const whose = { 0: 'o', 1: 'p', 2: 'e', e: 'o' }[what.slice(-1)] ?? ''
        const reached = seen.get(field) ?? new Map<string, string>()
        if (!reached.get(who)?.includes(whose)) reached.set(who, (reached.get(who) ?? '') + whose)
        seen.set(field, reached)
      }
    }
  const table = Object.fromEntries(
    [...seen].sort().map(([field, reached]) => {
      const groups = Map.groupBy([...reached], ([, whose]) => [...whose].sort().join(''))
      return [
        field,
        [...groups].map(([whose, who]) => `${who.map(([one]) => one).join('')}:${whose}`).join(' '),
      ]
    }),
  )
  const places = Object.values(secrets).flat().length
  report(
    `${words.size} words and ${places} secrets, asked for by ${Object.keys(people).length} roles on ${t.context.db.dialect} with files ${place.words}: ${leaked.length} leaked`,
    `${t.context.db.dialect}-asked`,
  )
  expect(leaked).toEqual([])
  expect(table).toEqual(readers)
}, 600_000)

it('the log names routes, and nothing of anybody', () => {
  const text = log.join('')
  expect(text).toContain('"route":"/api/receipts/:receipt"')
  expect(planted.secretsIn(text)).toEqual([])
  expect(planted.wordsIn(text)).toEqual([])
})

it('what is kept – database, its log, files – holds no secret in the clear', async () => {
  const kept = await atRest(t)
  const names = [...kept.keys()]
  if (t.context.db.dialect === 'sqlite')
    expect(names.some((name) => name.endsWith('.sqlite-wal'))).toBe(true)
  // It is looked for where it would be found: a voter's words are there.
  expect(placesOf([planted.words.get('title0') ?? ''], kept)).not.toEqual([])
  expect(names.filter((name) => /photos\//.test(name)).length).toBeGreaterThan(3)
  expect(placesOf(Object.values(planted.secrets).flat(), kept)).toEqual([])
})
