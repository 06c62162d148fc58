import { everyRow, useChoice } from '@mashang/client/core/office-table/choice.ts'
import {
  givenIn,
  orderOf,
  pageIn,
  turnedSort,
} from '@mashang/client/core/office-table/table-address.ts'
import { describe, expect, it } from 'vitest'
import { ref } from 'vue'

describe('a table’s state in its address', () => {
  it('takes words, and leaves out empty ones and those that come twice', () => {
    expect(givenIn({ q: '暖气', state: '', sort: ['a', 'b'], flag: null })).toEqual({ q: '暖气' })
  })

  it('opens the first page where the address names none that could be', () => {
    expect([undefined, '3', '0', '-1', '2.5', 'abc'].map(pageIn)).toEqual([1, 3, 1, 1, 1, 1])
  })

  /** What one click after another on a header makes of an order. */
  const clicks = (sort: string | undefined, key: string, start?: string) => {
    const first = turnedSort(sort, key, start)
    const second = turnedSort(first, key, start)
    return [first, second, turnedSort(second, key, start)]
  }

  it('rises at the first click, falls at the second, and goes back at the third', () => {
    expect(clicks(undefined, 'scans')).toEqual(['scans', '-scans', undefined])
    expect(clicks('-number', 'scans')).toEqual(['scans', '-scans', undefined])
    expect(clicks(undefined, 'scans', '-number')).toEqual(['scans', '-scans', undefined])
  })

  it('given a column that the table begins with, then it turns between both ways', () => {
    expect(clicks(undefined, 'due', 'due')).toEqual(['-due', undefined, '-due'])
    expect(clicks(undefined, 'number', '-number')).toEqual(['number', undefined, 'number'])
  })

  it('tells the order to screen readers', () => {
    expect(orderOf('scans', 'scans')).toBe('ascending')
    expect(orderOf('-scans', 'scans')).toBe('descending')
    expect(orderOf('-scans', 'number')).toBeUndefined()
  })
})

describe('many rows chosen', () => {
  const rows = Array.from({ length: 450 }, (_, n) => ({ id: String(n) }))
  const pageOf = async (page: number, size: number) => ({
    items: rows.slice((page - 1) * size, page * size),
    total: rows.length,
  })
  const shown = () => ref(rows.slice(0, 10))
  const ids = (choice: ReturnType<typeof useChoice<{ id: string }>>) => [
    ...choice.chosen.value.keys(),
  ]

  it('takes one by one, and drops it again', () => {
    const choice = useChoice(shown(), pageOf)
    choice.toggle({ id: '3' })
    choice.toggle({ id: '5' })
    choice.toggle({ id: '3' })
    expect(ids(choice)).toEqual(['5'])
    expect(choice.has('5')).toBe(true)
  })

  it('reaches with Shift from the last one, in either direction', () => {
    const choice = useChoice(shown(), pageOf)
    choice.toggle({ id: '6' })
    choice.toggle({ id: '3' }, true)
    expect(ids(choice).sort()).toEqual(['3', '4', '5', '6'])
    choice.toggle({ id: '5' }, true)
    expect(ids(choice)).toEqual(['6'])
  })

  it('keeps what was chosen on another page', () => {
    const page = shown()
    const choice = useChoice(page, pageOf)
    choice.toggleWhole()
    page.value = rows.slice(10, 20)
    expect(choice.whole.value).toBe(false)
    choice.toggleWhole()
    expect(choice.chosen.value.size).toBe(20)
    choice.toggleWhole()
    expect(choice.chosen.value.size).toBe(10)
  })

  it('fetches everything that the filter finds, page by page', async () => {
    const choice = useChoice(shown(), pageOf)
    await choice.everything.run()
    expect(choice.chosen.value.size).toBe(450)
  })

  it('stops where the list has become shorter meanwhile, and at the most', async () => {
    const shrunk = async (page: number, size: number) => ({
      items: page === 1 ? rows.slice(0, size) : [],
      total: 450,
    })
    expect(await everyRow(shrunk)).toHaveLength(200)
    expect(await everyRow(pageOf, 300)).toHaveLength(400)
  })
})
