import { DAY } from '@mashang/shared/core/clock.ts'
import { type IssueField, STANDARD_FIELDS } from '@mashang/shared/issues/issues.words.ts'
import {
  LOOKS_SAME,
  likestFirst,
  lookAlikes,
  SAME_WITHIN,
  similarity,
  type ToldMatter,
} from '@mashang/shared/issues/similarity.rules.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const AT = Date.parse('2026-11-23T02:32:00.000Z')
const LAMP: ToldMatter = {
  title: '3 号楼南边路灯不亮',
  text: '锦绣社区 3 号楼南边的路灯坏了两个多星期，晚上一片黑。',
  place: '锦绣社区 3 号楼南侧',
  latitude: null,
  longitude: null,
  field: 'urban',
  filedAt: AT,
}
const told = (changes: Partial<ToldMatter>): ToldMatter => ({ ...LAMP, ...changes })
const OTHER_WORDS = told({
  title: '锦绣社区路灯坏了',
  text: '三号楼南边路灯不亮好久了，晚上出门一片黑，怕摔跤。',
  place: '锦绣社区3号楼',
})

const matter: fc.Arbitrary<ToldMatter> = fc.record({
  title: fc.string({ unit: 'binary', maxLength: 60 }),
  text: fc.string({ unit: 'binary', maxLength: 300 }),
  place: fc.option(fc.string({ unit: 'binary', maxLength: 40 })),
  latitude: fc.option(fc.double({ min: -90, max: 90, noNaN: true })),
  longitude: fc.option(fc.double({ min: -180, max: 180, noNaN: true })),
  field: fc.constantFrom(...(Object.keys(STANDARD_FIELDS) as IssueField[])),
  filedAt: fc.integer({ min: AT - 60 * DAY, max: AT + 60 * DAY }),
})

describe('two matters', () => {
  it('are as alike this way as that, between nothing and all', () => {
    fc.assert(
      fc.property(matter, matter, (a, b) => {
        const score = similarity(a, b)
        expect(score).toBe(similarity(b, a))
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })

  it('told in the same words are one', () => {
    expect(similarity(LAMP, told({}))).toBeCloseTo(1)
  })

  it('told in other words of the same place look the same', () => {
    expect(similarity(LAMP, OTHER_WORDS)).toBeGreaterThanOrEqual(LOOKS_SAME)
  })

  it.each([
    [
      'another thing at the same place',
      { title: '下水道堵了', text: '厨房反水，物业说管道老化，一直没修。' },
    ],
    [
      'another thing in another field',
      {
        title: '孩子上学名额',
        text: '户口刚迁来，学校说满了，怎么办？',
        place: '喜桂图学校',
        field: 'education' as const,
      },
    ],
  ])('given %s, then they do not', (_what, changes) => {
    expect(similarity(LAMP, told(changes))).toBeLessThan(LOOKS_SAME)
  })

  it('given another house number, then they are less alike than at the same one', () => {
    const there = told({ place: '锦绣社区 18 号楼南侧' })
    expect(similarity(LAMP, there)).toBeLessThan(similarity(LAMP, told({})) - 0.1)
  })

  it('given the same spot on the map, then the words of the place do not matter', () => {
    const here = { latitude: 40.67, longitude: 110.06 }
    const a = told({ ...here, place: '南门' })
    expect(similarity(a, told({ ...here, place: '大路口' }))).toBeGreaterThan(0.9)
  })

  it('given more than thirty days between them, then they are never the same', () => {
    expect(similarity(LAMP, told({ filedAt: AT + SAME_WITHIN }))).toBeGreaterThan(0.9)
    expect(similarity(LAMP, told({ filedAt: AT + SAME_WITHIN + 1 }))).toBe(0)
  })

  it('are listed the most alike first, and no more than asked for', () => {
    const found = lookAlikes(
      LAMP,
      [OTHER_WORDS, told({ title: '下水道堵了', text: '反水', place: '别处' }), told({})],
      5,
    )
    expect(found).toEqual([told({}), OTHER_WORDS])
    expect(lookAlikes(LAMP, found, 1)).toHaveLength(1)
  })
})

it('puts what is likest to a title first, and leaves the rest as it came', () => {
  const titles = (title: string) =>
    likestFirst(
      ['修桥', '给六个小区加装路灯', '通公交'].map((one) => ({ title: one })),
      title,
    ).map((one) => one.title)
  expect(titles('小区路灯不亮')).toEqual(['给六个小区加装路灯', '修桥', '通公交'])
  expect(titles('井盖')).toEqual(['修桥', '给六个小区加装路灯', '通公交'])
})
