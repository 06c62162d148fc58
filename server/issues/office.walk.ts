import { type AnyColumn, and, asc, desc, or, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { type Conditions, tablesOf } from './office.filter.ts'
import { groupsOf, isGroupSort } from './office.groups.ts'
import {
  latestParts,
  type Order,
  type Ordered,
  type Part,
  partsOf,
  readPart,
} from './office.order.ts'

/** Matters read at a time. */
const STEP = 500

type Values = readonly (number | string)[]
interface Place {
  id: string
  values: Values
}

/** What comes behind a row. The first bound stands alone, as an index begins at it. */
const behind = (orders: readonly Order[], values: Values): SQL | undefined =>
  orders.reduceRight<SQL | undefined>((rest, { by, falling }, n) => {
    const value = values[n]
    const beyond = falling ? sql`${by} < ${value}` : sql`${by} > ${value}`
    const bound = falling ? sql`${by} <= ${value}` : sql`${by} >= ${value}`
    return rest === undefined ? beyond : and(bound, or(beyond, rest))
  }, undefined)

/** The ids of a part in its order; each piece begins behind the last row of the one before. */
async function* placesOf(context: Context, part: Part, has: Conditions): AsyncGenerator<Place[]> {
  const { issues: i } = tablesOf(context)
  const { orders } = part
  const keys = Object.fromEntries(orders.map(({ by }, n) => [`key${n}`, by as AnyColumn]))
  for (let last: Values | undefined; ; ) {
    const where = and(part.where, last && behind(orders, last))
    const rows = (await readPart(context, { id: i.id, ...keys }, { ...part, where }, has)
      .orderBy(...orders.map(({ by, falling }) => (falling ? desc(by) : asc(by))))
      .limit(STEP)) as ({ id: string } & Record<string, number | string>)[]
    const places = rows.map((row) => ({
      id: row.id,
      values: orders.map((_, n) => row[`key${n}`] ?? ''),
    }))
    if (places.length > 0) yield places
    if (places.length < STEP) return
    last = places.at(-1)?.values
  }
}

async function* oneByOne(pieces: AsyncIterable<Place[]>): AsyncGenerator<Place> {
  for await (const piece of pieces) yield* piece
}

/** Both in one order, by the latest moment. */
async function* merged(
  first: AsyncGenerator<Place>,
  second: AsyncGenerator<Place>,
): AsyncGenerator<Place> {
  let [a, b] = [await first.next(), await second.next()]
  while (!a.done || !b.done) {
    if (b.done || (!a.done && isBefore(a.value, b.value))) {
      if (!a.done) yield a.value
      a = await first.next()
    } else {
      yield b.value
      b = await second.next()
    }
  }
}
const isBefore = (a: Place, b: Place): boolean => {
  const [at, other] = [Number(a.values[0]), Number(b.values[0])]
  return at > other || (at === other && a.id < b.id)
}

async function* inOrder(
  context: Context,
  query: Ordered,
  where: SQL | undefined,
  has: Conditions,
): AsyncGenerator<Place> {
  const read = (part: Part) => oneByOne(placesOf(context, part, has))
  const { sort } = query
  if (sort === '-due') {
    const [first, second] = latestParts(context, query, where)
    yield* second === undefined ? read(first) : merged(read(first), read(second))
  } else if (isGroupSort(sort)) {
    for (const { part } of await groupsOf(context, { ...query, sort }, where, has))
      yield* read(part())
  } else for (const part of partsOf(context, { ...query, sort }, where, has)) yield* read(part)
}

/**
 * The ids of all matters of a filter in an order, some at a time. Nothing is skipped by counting, so
 * that the last of a million cost what the first do. What changes its place while it is read (a clock
 * stops) comes once.
 */
export async function* walkIssues(
  context: Context,
  query: Ordered,
  where: SQL | undefined,
  has: Conditions,
): AsyncGenerator<string[]> {
  const given = new Set<string>()
  let ids: string[] = []
  for await (const { id } of inOrder(context, query, where, has)) {
    if (given.has(id)) continue
    given.add(id)
    ids.push(id)
    if (ids.length < STEP) continue
    yield ids
    ids = []
  }
  if (ids.length > 0) yield ids
}
