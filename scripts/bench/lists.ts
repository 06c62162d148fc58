import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { createApp } from '@mashang/server/app.ts'
import type { Context } from '@mashang/server/core/context.ts'
import type { FastifyInstance } from 'fastify'
import { contextAt } from './fixture.ts'
import { addressesOf, declaredLists, type List } from './lists/declared.ts'
import { type District, plantDistrict, type Size } from './lists/district.ts'
import { growth, keepLists, type Measured, MOST } from './lists/table.ts'
import type { Finding } from './report.ts'
import { median } from './rounds.ts'

const FULL: Size = { matters: 1_000_000, people: 100_000, facts: 10_000_000 }
/** What is a hundred times smaller. */
const SMALLER = 100
const ROUNDS = 9
/** What is quick is asked several times in a row, until so many milliseconds have gone by. */
const ENOUGH = 5
/** What takes longer than that is asked in fewer rounds. */
const LONG = 1_500

export interface Side {
  district: District
  context: Context
  app: FastifyInstance
}

export async function openDistrict(folder: string, size: Size): Promise<Side> {
  return await openSide(await plantDistrict(folder, size))
}

/** The application over a district that was planted. */
export async function openSide(district: District): Promise<Side> {
  const { folder } = district
  const context = await contextAt(folder)
  return { district, context, app: await createApp(context, { log: false }) }
}

interface Request {
  url: string
  cookie: string
}

/** Asks, and lets what comes run off: to make one text of it, as `inject` does, is no cost of a server. */
async function statusOf({ app }: Side, { url, cookie }: Request): Promise<number> {
  const { statusCode, stream } = await app.inject({
    url,
    headers: {
      cookie,
      accept: url.startsWith('/api') ? '*/*' : 'text/html',
      // As browsers do.
      'accept-encoding': 'gzip, deflate, br',
    },
    payloadAsStream: true,
  })
  const body = stream()
  body.resume()
  await finished(body)
  return statusCode
}

/** The first request that is answered with the list; null: nobody gets one. */
async function found(side: Side, list: List): Promise<Request | null> {
  const cookies = list.who === 'voter' ? [''] : side.district.cookies[list.who]
  for (const url of addressesOf(list, side.context))
    for (const cookie of cookies)
      if ((await statusOf(side, { url, cookie })) === 200) return { url, cookie }
  return null
}

/** Something comes by a sheet, so that whatever is remembered of matters is counted anew. */
async function fileOne({ district, app }: Side): Promise<void> {
  const { statusCode, body } = await app.inject({
    method: 'POST',
    url: '/api/issues',
    headers: { 'idempotency-key': crypto.randomUUID() },
    payload: {
      ...district.sheet,
      kind: 'help',
      field: 'urban',
      title: '3 号楼南边路灯不亮',
      text: '锦绣社区 3 号楼南边的路灯坏了两个多星期，晚上一片黑，请帮忙催一催。',
      place: '锦绣社区 3 号楼南侧',
      contact: { name: '王秀兰', salutation: 'ms', phone: '139 0000 0137' },
      hidden: false,
      publish: false,
    },
  })
  if (statusCode !== 201) throw new Error(`a filing was refused: ${body}`)
}

/** Processor milliseconds of one answer, out of so many: what else the machine does is not in it. */
async function timed(side: Side, request: Request, times: number): Promise<number> {
  const began = process.cpuUsage()
  for (let n = 0; n < times; n++) {
    const status = await statusOf(side, request)
    if (status !== 200) throw new Error(`${status} for ${request.url}`)
  }
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1_000 / times
}

/** Both sides of one list in turns; the median of each. */
async function measured(
  list: List,
  { small, large }: Sides,
  rounds: number,
): Promise<Measured | null> {
  const requests = { small: await found(small, list), large: await found(large, list) }
  if (requests.small === null || requests.large === null) return null
  const first = await timed(small, requests.small, 2)
  const times = rounds === 1 ? 1 : Math.max(1, Math.min(40, Math.ceil(ENOUGH / first)))
  const slow = (await timed(large, requests.large, 1)) > LONG
  const took = { small: [] as number[], large: [] as number[] }
  for (let round = 0; round < (slow ? Math.min(5, rounds) : rounds); round++) {
    await fileOne(small)
    took.small.push(await timed(small, requests.small, times))
    await fileOne(large)
    took.large.push(await timed(large, requests.large, slow ? 1 : times))
  }
  const { path } = list.endpoint
  return { path, who: list.who, small: median(took.small), large: median(took.large) }
}

/**
 * Every declared list, asked for in a district and in one of a hundredth of it, in one process.
 * @returns also the lists that nobody could get
 */
export async function measureLists(
  sides: Sides,
  say: (line: string) => void,
  rounds = ROUNDS,
  wanted: (list: List) => boolean = () => true,
): Promise<{ found: Measured[]; unanswered: string[] }> {
  const found: Measured[] = []
  const unanswered: string[] = []
  for (const list of (await declaredLists()).filter(wanted)) {
    const first = await measured(list, sides, rounds)
    // Whatever else the machine did may have been it.
    const again = first !== null && rounds > 1 && growth(first) > MOST
    const one = again ? await measured(list, sides, rounds * 3) : first
    if (one === null) unanswered.push(`${list.who} ${list.endpoint.path}`)
    else {
      found.push(one)
      say(
        `${growth(one).toFixed(2)} × ${one.large.toFixed(2)} ÷ ${one.small.toFixed(2)} ms ${one.who} ${one.path}`,
      )
    }
  }
  return { found, unanswered }
}

interface Sides {
  small: Side
  large: Side
}

/** Two districts, one a hundred times the other. @param scale 1 is the size that is promised */
export async function twoDistricts(folder: string, scale: number): Promise<Sides> {
  const sized = (by: number): Size => ({
    matters: FULL.matters * by,
    people: FULL.people * by,
    facts: FULL.facts * by,
  })
  return {
    small: await openDistrict(join(folder, 'lists-small'), sized(scale / SMALLER)),
    large: await openDistrict(join(folder, 'lists-large'), sized(scale)),
  }
}

export async function closeSides(...sides: Side[]): Promise<void> {
  for (const { app, context } of sides) {
    await app.close()
    await context.db.close()
  }
}

/** Whether a list minds how much a district has kept, and how many people it has. */
export async function lists(folder: string, keep: boolean): Promise<Finding[]> {
  const sides = await twoDistricts(folder, 1)
  const { found, unanswered } = await measureLists(sides, (line) => console.log(`  ${line}`))
  await closeSides(sides.small, sides.large)
  if (unanswered.length > 0) throw new Error(`nobody got ${unanswered.join(', ')}`)
  if (keep) keepLists(found)
  const grown = found.filter((one) => growth(one) > MOST)
  const [worst] = found.toSorted((a, b) => growth(b) - growth(a))
  return [
    {
      id: 'lists',
      what: `slowest growth of ${found.length} lists: ${FULL.matters.toLocaleString('en')} issues, ${FULL.people.toLocaleString('en')} people and ${FULL.facts.toLocaleString('en')} facts ÷ a hundredth of each`,
      value: worst === undefined ? 0 : growth(worst),
      digits: 2,
      unit: '×',
      target: { most: MOST },
      of: `${found.length - grown.length} keep to it; each, and why the others do not, in lists.md`,
    },
  ]
}
