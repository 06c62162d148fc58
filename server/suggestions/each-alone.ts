import { Failure } from '@mashang/shared/core/errors.ts'

/** How many are decided at once; their commits share one write to the disk. */
const AT_ONCE = 20

/** Some at a time, in their order. */
export async function inParts<Item, Became>(
  items: readonly Item[],
  take: (item: Item) => Promise<Became>,
): Promise<Became[]> {
  const became: Became[] = []
  for (let from = 0; from < items.length; from += AT_ONCE)
    became.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(take))))
  return became
}

/** What a failure says; whatever else went wrong is thrown on. */
export function saidOf(error: unknown): string {
  if (!(error instanceof Failure)) throw error
  return error.details.detail ?? error.kind.title
}

/** One step for each of many, so that one that somebody has just decided holds nobody else up. */
export async function eachAlone<Item extends { id: string }>(
  items: readonly Item[],
  take: (item: Item) => Promise<unknown>,
): Promise<{ items: { id: string; done: boolean; message: string | null }[] }> {
  const one = async (item: Item) => {
    try {
      await take(item)
      return { id: item.id, done: true, message: null }
    } catch (error) {
      return { id: item.id, done: false, message: saidOf(error) }
    }
  }
  return { items: await inParts(items, one) }
}
