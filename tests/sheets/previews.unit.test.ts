import { newestOnly } from '@mashang/server/sheets/previews.ts'
import { describe, expect, it } from 'vitest'

/** Work that ends when it is told to. */
function held() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => () => {
    begun.push(name)
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
  }
  return { begun, work, end: (name: string) => ends.get(name)?.() }
}
const settled = () => new Promise((next) => setImmediate(next))

describe('previews that are asked for quickly', () => {
  it('one is drawn at a time; of those that wait, only the newest of each asker', async () => {
    const newest = newestOnly()
    const { begun, work, end } = held()
    const asked = ['a1', 'a2', 'b1', 'a3'].map((name) => newest(name[0] as string, work(name)))
    const outcomes = Promise.allSettled(asked)
    await settled()
    expect(begun).toEqual(['a1'])
    // The newer wish keeps the place of the older one.
    for (const name of ['a1', 'a3', 'b1']) {
      end(name)
      await settled()
    }
    expect(begun).toEqual(['a1', 'a3', 'b1'])
    expect((await outcomes).map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
  })

  it('one that fails lets the next begin', async () => {
    const newest = newestOnly()
    const failing = newest('a', async () => {
      await settled()
      throw new Error('broken')
    })
    const next = newest('b', async () => 'drawn')
    await expect(failing).rejects.toThrow('broken')
    expect(await next).toBe('drawn')
    expect(await newest('a', async () => 'again')).toBe('again')
  })
})
