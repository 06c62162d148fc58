import { Failure } from '@mashang/shared/core/errors.ts'

/** How many are decided at once; their commits share one write to the disk. */
const AT_ONCE = 20

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
      if (!(error instanceof Failure)) throw error
      return { id: item.id, done: false, message: error.details.detail ?? error.kind.title }
    }
  }
  const done: Awaited<ReturnType<typeof one>>[] = []
  for (let from = 0; from < items.length; from += AT_ONCE)
    done.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(one))))
  return { items: done }
}
