import { Failure } from '@mashang/shared/core/errors.ts'
import { lineageErrors } from '@mashang/shared/lineage/lineage.errors.ts'
import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import {
  alike,
  around,
  keyOf,
  layOut,
  type MatterRef,
  toldApart,
} from '@mashang/shared/lineage/lineage.rules.ts'
import { type MatterKind, matterKinds } from '@mashang/shared/lineage/lineage.words.ts'
import type { Context } from '../core/context.ts'
import type { Describe, Described, Onlooker } from '../core/matter.ts'
import { matterKinds as kinds } from '../matters/matters.ts'
import { chainOf } from './lineage.store.ts'

/** By kind; one that is missing is in no chain. */
type Describers = Readonly<Partial<Record<MatterKind, Describe>>>

/** The chain around one matter as somebody may see it; alone where nothing came of it. */
export type Chain = (here: MatterRef, onlooker: Onlooker) => Promise<LineageView>

/** Chains of every kind of matter; voters' matters stand above this feature and are handed in. */
export function chainIn(context: Context, describeIssues: Describe): Chain {
  const describe: Describers = {
    ...Object.fromEntries([...kinds].map(([kind, one]) => [kind, one.describe?.(context)])),
    issue: describeIssues,
  }
  return (here, onlooker) => lineageOf(context, here, onlooker, describe)
}

async function lineageOf(
  context: Context,
  here: MatterRef,
  onlooker: Onlooker,
  describe: Describers,
): Promise<LineageView> {
  const { links, cut } = await chainOf(context, here)
  const refs = new Map(
    [here, ...links.flatMap(({ from, to }) => [from, to])].map((r) => [keyOf(r), r]),
  )
  const words = new Map<string, Described>()
  for (const kind of Object.keys(matterKinds) as MatterKind[]) {
    const ids = [...refs.values()].flatMap((ref) => (ref.kind === kind ? [ref.id] : []))
    const said = ids.length === 0 ? undefined : await describe[kind]?.(ids, onlooker)
    for (const [id, one] of said ?? []) words.set(keyOf({ kind, id }), one)
  }
  if (words.get(keyOf(here))?.open !== true) throw new Failure(lineageErrors.notFound)
  // What hangs on something that does not exist for them does not exist for them either.
  const near = around(here, links, (matter) => words.has(keyOf(matter)))
  const shown = [...refs].flatMap(([key, { kind }]) => {
    const said = words.get(key)
    return said === undefined || !near.keys.has(key) ? [] : [{ key, kind, said }]
  })
  const place = new Map(shown.map(({ key }, index) => [key, index]))
  const pairs = near.links.map(({ from, to }): [number, number] => [
    place.get(keyOf(from)) ?? 0,
    place.get(keyOf(to)) ?? 0,
  ])
  const own = keyOf(here)
  return {
    ...viewOf(
      shown.map(({ kind, key, said }) => ({ kind, said, here: key === own })),
      pairs,
    ),
    cut,
  }
}

interface Shown {
  kind: MatterKind
  said: Described
  here: boolean
}

/** Of many that nobody may tell apart one line, with their number. */
function viewOf(
  all: readonly Shown[],
  links: readonly (readonly [number, number])[],
): Omit<LineageView, 'cut'> {
  const nameless = ({ said: { open, to, title, note } }: Shown): string | null =>
    open || to !== null ? null : `${title} ${note}`
  const stands = alike(all.map(nameless), links)
  const counts = new Map<number, number>()
  for (const one of stands) counts.set(one, (counts.get(one) ?? 0) + 1)
  const kept = [...counts.keys()]
  const place = new Map(kept.map((one, index) => [one, index]))
  const pairs = links.flatMap(([from, to]): [number, number][] => {
    const [a, b] = [place.get(from), place.get(to)]
    return a === undefined || b === undefined ? [] : [[a, b]]
  })
  const spots = layOut(kept.length, pairs)
  const rows = new Map(spots.map(({ index, row }) => [index, row]))
  const titles = toldApart(
    spots.map(({ index }) => {
      const at = kept[index] ?? 0
      const said = all[at]?.said
      return said === undefined || said.open || (counts.get(at) ?? 1) > 1 ? null : said.title
    }),
  )
  return {
    matters: spots.flatMap(({ index, lane, row }) => {
      const at = kept[index] ?? 0
      const matter = all[at]
      if (matter === undefined) return []
      const { kind, here } = matter
      const { note, to } = matter.said
      const title = titles[row] ?? matter.said.title
      const count = counts.get(at) ?? 1
      return [{ kind, kindWords: matterKinds[kind], title, note, to, lane, here, count }]
    }),
    links: pairs.map(([from, to]): [number, number] => [rows.get(from) ?? 0, rows.get(to) ?? 0]),
  }
}
