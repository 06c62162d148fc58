import {
  keyOf,
  type Link,
  type MatterRef,
  originsOf,
} from '@mashang/shared/lineage/lineage.rules.ts'
import { type MatterKind, MOST_IN_CHAIN } from '@mashang/shared/lineage/lineage.words.ts'
import { and, eq, inArray, or, type SQL } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { statement, value, type Write } from '../core/db/statement.ts'
import { lineageTables } from './lineage.table.ts'

type Schema = ReturnType<typeof lineageTables>
type LinkRecord = Schema['lineageLinks']['$inferSelect']

const insertLink = statement<Schema, LinkRecord>(lineageTables, 'link matters', (b, t) =>
  b
    .insert(t.lineageLinks)
    .values({
      district: value('district'),
      fromKind: value('fromKind'),
      fromId: value('fromId'),
      toKind: value('toKind'),
      toId: value('toId'),
      madeAt: value('madeAt'),
    })
    .onConflictDoNothing(),
)

const deleteLink = statement<Schema, Omit<LinkRecord, 'madeAt'>>(
  lineageTables,
  'unlink matters',
  (b, { lineageLinks: l }) =>
    b
      .delete(l)
      .where(
        and(
          eq(l.district, value('district')),
          eq(l.fromKind, value('fromKind')),
          eq(l.fromId, value('fromId')),
          eq(l.toKind, value('toKind')),
          eq(l.toId, value('toId')),
        ),
      ),
)

const rowOf = (context: Context, { from, to }: Link): Omit<LinkRecord, 'madeAt'> => ({
  district: context.district,
  fromKind: from.kind,
  fromId: from.id,
  toKind: to.kind,
  toId: to.id,
})

/** Says that one matter came out of another; saying it twice changes nothing. For a commit. */
export const tie = (context: Context, link: Link, madeAt: number): Write =>
  insertLink({ ...rowOf(context, link), madeAt })

/** Takes that back. For a commit. */
export const untie = (context: Context, link: Link): Write => deleteLink(rowOf(context, link))

const linkOf = (row: LinkRecord): Link => ({
  from: { kind: row.fromKind, id: row.fromId },
  to: { kind: row.toKind, id: row.toId },
})

async function linksWhere(context: Context, where: SQL | undefined): Promise<Link[]> {
  const { lineageLinks: l } = context.db.tables(lineageTables)
  const rows = await context.db.read
    .select()
    .from(l)
    .where(and(eq(l.district, context.district), where))
    .orderBy(l.madeAt, l.fromId, l.toId)
  return rows.map(linkOf)
}

/** Links that end at some matters of one kind, or begin there. */
function at(context: Context, side: 'from' | 'to', matters: readonly MatterRef[]): SQL | undefined {
  const { lineageLinks: l } = context.db.tables(lineageTables)
  const [kind, id] = side === 'from' ? [l.fromKind, l.fromId] : [l.toKind, l.toId]
  const kinds = new Set(matters.map((one) => one.kind))
  return or(
    ...[...kinds].map((each) =>
      and(
        eq(kind, each),
        inArray(
          id,
          matters.filter((one) => one.kind === each).map((one) => one.id),
        ),
      ),
    ),
  )
}

/**
 * Walks along the links from some matters, a step at a time.
 * @param most the nearest so many matters; what lies further is left out with its links
 */
async function walk(
  context: Context,
  start: readonly MatterRef[],
  sides: readonly ('from' | 'to')[],
  most = Number.POSITIVE_INFINITY,
): Promise<{ links: Link[]; cut: boolean }> {
  const seen = new Set(start.map(keyOf))
  const found = new Map<string, Link>()
  let edge = start
  let cut = false
  while (edge.length > 0) {
    const links = await linksWhere(context, or(...sides.map((side) => at(context, side, edge))))
    const next: MatterRef[] = []
    for (const link of links) {
      const fresh = [link.from, link.to].filter((matter) => !seen.has(keyOf(matter)))
      if (seen.size + fresh.length > most) {
        cut = true
        continue
      }
      found.set(`${keyOf(link.from)} ${keyOf(link.to)}`, link)
      for (const matter of fresh) seen.add(keyOf(matter))
      next.push(...fresh)
    }
    edge = next
  }
  return { links: [...found.values()], cut }
}

/**
 * The links of the chain that a matter is part of: what it came from, and what came of those, as far
 * as a page can show them.
 */
export const chainOf = (
  context: Context,
  matter: MatterRef,
): Promise<{ links: Link[]; cut: boolean }> =>
  walk(context, [matter], ['from', 'to'], MOST_IN_CHAIN)

/**
 * Every matter of one kind that each of some matters came out of, each once, however many: all are
 * told. Read in as many queries as the longest way is long, however many are asked for.
 */
export async function originsInEach(
  context: Context,
  matters: readonly MatterRef[],
  kind: MatterKind,
): Promise<Map<MatterRef, string[]>> {
  const { links } = await walk(context, matters, ['to'])
  return new Map(
    matters.map((matter) => [
      matter,
      originsOf([matter], links).flatMap((one) => (one.kind === kind ? [one.id] : [])),
    ]),
  )
}

/**
 * The other way: every matter of one kind that came out of each of some, over others of that kind only.
 * What lies between may be nothing that whoever asks knows of.
 */
export async function outcomesInEach(
  context: Context,
  matters: readonly MatterRef[],
  kind: MatterKind,
): Promise<Map<MatterRef, string[]>> {
  const begun = new Set(matters.map(keyOf))
  const { links } = await walk(context, matters, ['from'])
  const back = links
    .filter(({ from, to }) => to.kind === kind && (from.kind === kind || begun.has(keyOf(from))))
    .map(({ from, to }) => ({ from: to, to: from }))
  return new Map(matters.map((matter) => [matter, originsOf([matter], back).map(({ id }) => id)]))
}

/**
 * Every matter of one kind that came out of one, by whatever ways, each with those of that kind that
 * came out of it directly.
 */
export async function waysOutOf(
  context: Context,
  matter: MatterRef,
  kind: MatterKind,
): Promise<Map<string, string[]>> {
  const { links } = await walk(context, [matter], ['from'])
  const into = links.filter(({ to }) => to.kind === kind)
  return new Map(
    into.map(({ to: { id } }) => [
      id,
      into.flatMap(({ from, to }) => (from.kind === kind && from.id === id ? [to.id] : [])),
    ]),
  )
}

/** What one matter came out of, as if one of the links were not there. */
export async function originsWithout(
  context: Context,
  matter: MatterRef,
  gone: Link,
  kind: MatterKind,
): Promise<string[]> {
  const same = (a: MatterRef, b: MatterRef): boolean => keyOf(a) === keyOf(b)
  const links = (await walk(context, [matter], ['to'])).links.filter(
    ({ from, to }) => !same(from, gone.from) || !same(to, gone.to),
  )
  return originsOf([matter], links).flatMap((one) => (one.kind === kind ? [one.id] : []))
}

/** Ids of the matters of one kind that came out of one directly. */
export async function offspringIn(
  context: Context,
  matter: MatterRef,
  kind: MatterKind,
): Promise<string[]> {
  const links = await linksWhere(context, at(context, 'from', [matter]))
  return links.flatMap(({ to }) => (to.kind === kind ? [to.id] : []))
}

/** Ids of the matters of one kind that one came out of directly. */
export async function parentsIn(
  context: Context,
  matter: MatterRef,
  kind: MatterKind,
): Promise<string[]> {
  const links = await linksWhere(context, at(context, 'to', [matter]))
  return links.flatMap(({ from }) => (from.kind === kind ? [from.id] : []))
}
