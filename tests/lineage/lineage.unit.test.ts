import {
  alike,
  around,
  type Link,
  layOut,
  type MatterRef,
  originsOf,
  toldApart,
} from '@mashang/shared/lineage/lineage.rules.ts'
import { describe, expect, it } from 'vitest'

const issue = (id: string): MatterRef => ({ kind: 'issue', id })
const suggestion = (id: string): MatterRef => ({ kind: 'suggestion', id })
const link = (from: MatterRef, to: MatterRef): Link => ({ from, to })

describe('what a matter came out of', () => {
  it('given two issues in one suggestion and a third in one merged into it, then all three, once', () => {
    const links = [
      link(issue('1'), suggestion('A')),
      link(issue('2'), suggestion('A')),
      link(issue('3'), suggestion('B')),
      link(issue('1'), suggestion('B')),
      link(suggestion('B'), suggestion('A')),
      link(issue('9'), suggestion('C')),
    ]
    const found = originsOf([suggestion('A')], links)
    expect(
      found
        .filter(({ kind }) => kind === 'issue')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['1', '2', '3'])
    expect(found.filter(({ kind }) => kind === 'suggestion')).toEqual([suggestion('B')])
  })

  it('given the same id in two kinds, then they are two matters', () => {
    const links = [link(issue('1'), suggestion('1'))]
    expect(originsOf([suggestion('1')], links)).toEqual([issue('1')])
    expect(originsOf([issue('1')], links)).toEqual([])
  })

  it('given links in a circle, then it ends', () => {
    const links = [link(suggestion('A'), suggestion('B')), link(suggestion('B'), suggestion('A'))]
    expect(originsOf([suggestion('A')], links)).toHaveLength(2)
  })
})

describe('what of a chain hangs together for somebody', () => {
  it('given a matter in between that they may not see, then what is behind it is gone as well', () => {
    const links = [
      link(issue('1'), suggestion('A')),
      link(issue('2'), suggestion('A')),
      link(issue('1'), suggestion('B')),
    ]
    const seen = around(issue('1'), links, ({ id }) => id !== 'A')
    expect([...seen.keys].sort()).toEqual(['issue 1', 'suggestion B'])
    expect(seen.links).toEqual([link(issue('1'), suggestion('B'))])
  })
})

describe('where a matter stands in the picture', () => {
  it('given three that join and one that forks, then beginnings come first, and no line runs through what it does not lead to', () => {
    // 0, 1 and 2 lead to 3; 0 leads to 4 as well; 4 goes into 3.
    const spots = layOut(5, [
      [0, 3],
      [1, 3],
      [2, 3],
      [0, 4],
      [4, 3],
    ])
    expect(spots).toEqual([
      { index: 0, row: 0, lane: 0 },
      { index: 1, row: 1, lane: 1 },
      { index: 2, row: 2, lane: 2 },
      { index: 4, row: 3, lane: 3 },
      { index: 3, row: 4, lane: 0 },
    ])
  })

  it('given one alone or a circle, then everything still has its place', () => {
    expect(layOut(1, [])).toEqual([{ index: 0, row: 0, lane: 0 }])
    const rows = layOut(2, [
      [0, 1],
      [1, 0],
    ]).map(({ row }) => row)
    expect(rows).toEqual([0, 1])
  })
})

describe('those that nobody may tell apart', () => {
  it('given the same words and the same links, then one stands for all of them', () => {
    const links = [[0, 3] as const, [1, 3] as const, [2, 4] as const]
    expect(alike(['一件', '一件', '一件', null, null], links)).toEqual([0, 0, 2, 3, 4])
  })

  it('given that one has a name, then it stands for itself', () => {
    expect(alike([null, null], [])).toEqual([0, 1])
    expect(alike(['甲', '乙'], [])).toEqual([0, 1])
  })
})

it('the same words twice are numbered, others stay as they are', () => {
  expect(toldApart(['一件', null, '路灯', '一件', null])).toEqual([
    '一件（1）',
    null,
    '路灯',
    '一件（2）',
    null,
  ])
})
