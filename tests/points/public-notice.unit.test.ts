import { publicNotice } from '@mashang/shared/points/public-notice.rules.ts'
import { expect, it } from 'vitest'

it('given a closing whose notice runs, then its paper says until when, by whom, and nobody’s score', () => {
  const lines = publicNotice(
    {
      words: '2026 年上半年',
      people: 89,
      unreached: [],
      signer: '主任王志强',
      reason: '工委会议审议通过。',
      signedAt: '2026-07-06T02:00:00.000Z',
      noticeUntil: '2026-07-13T16:00:00.000Z',
    },
    '石拐区',
  )
  expect(lines[0]).toBe('关于2026年上半年代表履职积分的公示')
  expect(lines[1]).toContain('由主任王志强签字确认（工委会议审议通过）。89位代表')
  expect(lines[2]).toContain('公示时间：2026年7月6日至')
  expect(lines.slice(-2)).toEqual(['石拐区人大常委会代表工作委员会', '2026年7月6日'])
  expect(lines.join()).not.toMatch(/\d 分/)
})

it('given some who never signed in, then the paper does not say that all of them see it', () => {
  const closing = {
    words: '2026 年',
    people: 89,
    unreached: [{}, {}],
    signer: '主任王志强',
    reason: '通过',
    signedAt: '2027-01-06T02:00:00.000Z',
    noticeUntil: '2027-01-13T16:00:00.000Z',
  }
  expect(publicNotice(closing, '石拐区')[1]).toContain('其中2位还没有登录过，由我委告知本人')
})
