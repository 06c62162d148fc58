import { signable, wayBack } from '@mashang/shared/wechat/wechat.rules.ts'
import { describe, expect, it } from 'vitest'

describe('the way back', () => {
  it.each([
    '/',
    '/wechat/issues',
    '/q/7ACDE34',
    '/r/ABCD-EFGH-JKMN',
    '/r/abcdefghjkmn/hearing',
    '/me/reminders',
    '/office/settings/reminders',
  ])('%s is a page of ours', (wish) => expect(wayBack(wish)).toBe(wish))

  it.each([
    undefined,
    '',
    'q/7ACDE34',
    '//evil.example/q/7ACDE34',
    '/q/7ACDE34/../../x',
    '/q/7ACDE34\n',
    '/q/7ACDE34?x=1',
    '/r/ABCD-EFGH-JKMN/hearing/',
    'https://evil.example/wechat/issues',
    '/me/reminders@evil.example',
  ])('%j is none', (wish) => expect(wayBack(wish)).toBe('/wechat/issues'))
})

describe('what may be signed', () => {
  const ours = 'https://rd.example.gov.cn'
  it.each([
    [`${ours}/q/A`, `${ours}/q/A`],
    [`${ours}/q/A?b=%E4%B8%AD#c#d`, `${ours}/q/A?b=%E4%B8%AD`],
    ['http://rd.example.gov.cn/q/A', null],
    ['https://rd.example.gov.cn.evil.example/', null],
    ['https://user@rd.example.gov.cn/', null],
    ['/q/A', null],
  ])('%s → %j', (address, signed) => expect(signable(address, ours)).toBe(signed))
})
