import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { randomFrom } from '@mashang/scripts/prove/random.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { multipart } from '../photos/upload.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { type HostileFile, hostilePhotos, hostileTables, STOWAWAY } from './hostile-files.ts'
import { report, SEED, sizeOr } from './proving.ts'
import { settings } from './world.ts'

const size = sizeOr(0.05)
const PHOTOS = Math.max(110, Math.round(2_200 * size))
const TABLES = Math.max(20, Math.round(400 * size))
/** What one may hold in memory while all of that arrives. */
const MEMORY = 500 * 1024 * 1024

let t: TestApp
let office: Client
let representative: Client
beforeAll(async () => {
  t = await startApp({ config: settings })
  office = await t.as('office')
  representative = await t.as(0)
})
afterAll(() => t.close())

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())

/** Sends one; what was wrong with the answer. */
async function sent(by: Client, url: string, field: string, file: HostileFile) {
  const { headers, payload } = multipart(file.bytes, field, file.name)
  const reply = await by({ method: 'POST', url, headers, body: payload })
  const wrong =
    reply.statusCode >= 500 ||
    (reply.statusCode >= 400 && !/[\u4e00-\u9fff]/.test(reply.json().title))
      ? [
          `${url} ${file.what} ${JSON.stringify(file.name)}: ${reply.statusCode} ${reply.body.slice(0, 200)}`,
        ]
      : []
  return { wrong, id: reply.statusCode === 201 ? reply.json<{ id?: string }>().id : undefined }
}

it(`of ${PHOTOS * 2} hostile photos and ${TABLES * 4} tables and archives none fails inside, and nothing is kept as it came`, async () => {
  const random = randomFrom(SEED)
  const photos = await hostilePhotos(PHOTOS, random)
  const tables = hostileTables(TABLES, random)
  const before = process.memoryUsage().rss
  let most = before
  const wrong: string[] = []
  const taken: string[] = []
  for (const file of photos)
    for (const [by, url, field] of [
      [t.voter, '/api/photos', 'photo'],
      [representative, '/api/suggestion-files', 'file'],
    ] as const) {
      const one = await sent(by, url, field, file)
      wrong.push(...one.wrong)
      if (one.id !== undefined && url === '/api/photos') taken.push(one.id)
      most = Math.max(most, process.memoryUsage().rss)
    }
  const doors = [
    '/api/rosters',
    '/api/representative-photos',
    '/api/calendar/file',
    '/api/suggestion-imports/preview',
  ]
  for (const file of tables)
    for (const url of doors) {
      wrong.push(...(await sent(office, url, 'file', file)).wrong)
      most = Math.max(most, process.memoryUsage().rss)
    }
  const grown = most - before
  report(
    `${PHOTOS} different photos by 2 endpoints, ${TABLES} different tables and archives by ${doors.length}: ${wrong.length} failed inside, ${taken.length} photos taken and made anew; memory grew by ${Math.round(grown / 1024 / 1024)} MB at most`,
  )
  expect(wrong.join('\n')).toBe('')
  expect(taken.length).toBeGreaterThan(3)
  expect(grown).toBeLessThan(MEMORY)

  // What a filing names is kept; it was made anew, and nothing rode along.
  for (let n = 0; n < taken.length; n += 3) await filed(t, { photos: taken.slice(n, n + 3) })
  const { dataFolder } = t.context.config
  const kept = filesUnder(join(dataFolder, 'files'))
  expect(kept.length).toBeGreaterThan(taken.length)
  for (const path of kept) {
    const bytes = readFileSync(path)
    expect(bytes.includes(STOWAWAY), path).toBe(false)
    if (/photo/.test(path)) expect((await sharp(bytes).metadata()).format, path).toBe('jpeg')
  }
  expect(readdirSync(join(dataFolder, 'spool'))).toEqual([])
  const names = readdirSync(dataFolder).sort()
  expect(names.filter((name) => !/^(files|spool|mashang\.sqlite)/.test(name))).toEqual([])
}, 3_600_000)
