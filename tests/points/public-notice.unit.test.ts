import { publicNotice } from '@mashang/shared/points/public-notice.rules.ts'
import { expect, it } from 'vitest'

const closing = {
  words: '2026 年上半年',
  people: 89,
  unreached: [],
  signer: '主任王志强',
  // As people write it, with the stop at its end.
  reason: '工委会议审议通过。',
  signedAt: '2026-07-06T02:00:00.000Z',
  noticeUntil: '2026-07-13T16:00:00.000Z',
}

it('given a closing whose notice runs, then its paper says until when, by whom, and nobody’s score', () => {
  const lines = publicNotice(closing, '石拐区', [])
  expect(lines[0]).toBe('关于2026年上半年代表履职积分的公示')
  expect(lines[1]).toContain('由主任王志强签字确认（工委会议审议通过）。算在里面的89位代表，登录后')
  expect(lines[2]).toContain('公示时间：2026年7月6日至')
  expect(lines.slice(-2)).toEqual(['石拐区人大常委会代表工作委员会', '2026年7月6日'])
  expect(lines.join()).not.toMatch(/\d 分/)
})

it('given some who are not in it, then the paper names them and says why; two of one name by where they were elected', () => {
  const [none, some] = [
    publicNotice(closing, '石拐区', []),
    publicNotice(closing, '石拐区', [
      { name: '张三', unit: '第一选区' },
      { name: '李四', unit: '第一选区' },
      { name: '李四', unit: '第二选区' },
      { name: '李四', unit: null },
    ]),
  ]
  expect(none.join()).not.toContain('不在')
  expect(some).toHaveLength(none.length + 1)
  expect(some[2]).toBe(
    '下列4位代表在2026年上半年过后，或者离任以后才列入代表名册，这一段里没有履职记录，所以不在这次计算里：张三、李四（第一选区）、李四（第二选区）、李四。',
  )
})

it('given some who never signed in, then the paper does not say that all of them see it', () => {
  const [, said] = publicNotice({ ...closing, unreached: [{}, {}] }, '石拐区', [])
  expect(said).toContain('其中2位还没有登录过，由我委告知本人')
})
