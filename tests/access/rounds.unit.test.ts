import { describe, expect, it } from 'vitest'
import { inRounds } from './rounds.ts'

/** Deals out to three, of which c takes 100 ms each time. */
async function dealt(ending: { each: number; slice?: number; ends?: number }) {
  let now = 0
  let rounds = 0
  const order: string[] = []
  const done = await inRounds(
    ['a', 'b', 'c'],
    {
      each: () => ending.each,
      slice: ending.slice,
      spent: () => now,
      isOver: () => rounds === ending.ends,
    },
    async (one) => {
      if (order.at(-1) !== one) order.push(one)
      now += one === 'c' ? 100 : 1
    },
    () => {
      rounds += 1
    },
  )
  return { order: order.join(''), done: Object.fromEntries(done), rounds }
}

describe('work that is dealt out in rounds', () => {
  it('comes to each in turn until all is done', async () => {
    expect(await dealt({ each: 120 })).toEqual({
      order: 'abcabcabc',
      done: { a: 120, b: 120, c: 120 },
      rounds: 3,
    })
  })

  it('given that one takes long, then the others do not wait for it, and it is done in the end', async () => {
    const { order, done } = await dealt({ each: 60, slice: 500 })
    expect(order).toMatch(/^abcabcc*$/)
    expect(done).toEqual({ a: 60, b: 60, c: 60 })
  })

  it('given that it ends early, then all were tried nearly alike', async () => {
    expect((await dealt({ each: 1_000, slice: 500, ends: 2 })).done).toEqual({
      a: 100,
      b: 100,
      c: 10,
    })
  })
})
