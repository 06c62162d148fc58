import { isPerson } from '@mashang/shared/sheets/visits.rules.ts'
import { describe, expect, it } from 'vitest'

const PHONE = 'Mozilla/5.0 (Linux; Android 8.1) MicroMessenger'
const asks = (over: object = {}, headers: Record<string, string | string[]> = {}) =>
  isPerson({
    method: 'GET',
    signedIn: false,
    headers: { 'user-agent': PHONE, ...headers },
    ...over,
  })

describe('who counts as a person', () => {
  it.each([
    'Mozilla/5.0 (Linux; Android 8.1; vivo X9) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.44 WeChat/arm64',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 DingTalk/7.5',
    'Mozilla/5.0 (Linux; U; Android 9; zh-cn) AppleWebKit/537.36 MQQBrowser/13.2 Mobile Safari/537.36',
    'Mozilla/5.0 (Linux; Android 12; HarmonyOS) ArkWeb/4.1 Mobile HuaweiBrowser/5.0',
    'Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) AppleWebKit/537.36 Mobile Safari/537.36',
    'Mozilla/5.0 (Linux; Android 12; CUBOT_P60) AppleWebKit/537.36 Mobile Safari/537.36',
    // Inside of another word it is no program's name.
    'Mozilla/5.0 (Linux; Android 12; Botany) AppleWebKit/537.36 Mobile',
  ])('a browser is one: %s', (agent) => {
    expect(asks({}, { 'user-agent': agent })).toBe(true)
  })

  it.each([
    'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
    'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
    'Sogou web spider/4.0',
    'Mozilla/5.0 (compatible; YisouSpider/5.0)',
    'Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (compatible; Bytespider)',
    'Mozilla/5.0 (compatible; PetalBot;+https://webmaster.petalsearch.com/site/petalbot)',
    'DingTalkBot-LinkService/1.0',
    'facebookexternalhit/1.1',
    'WhatsApp/2.23.20',
    'SkypeUriPreview Preview/0.5',
    'port scanner',
    'curl/8.5.0',
    'python-requests/2.31',
    'HeadlessChrome/119',
    'somebot',
    '',
  ])('a machine is none: %s', (agent) => {
    expect(asks({}, { 'user-agent': agent })).toBe(false)
  })

  it('given no name of a browser at all, then it is a machine', () => {
    expect(isPerson({ method: 'GET', signedIn: false, headers: {} })).toBe(false)
  })

  it('neither is HEAD, nor our own staff', () => {
    expect(asks()).toBe(true)
    expect(asks({ method: 'HEAD' })).toBe(false)
    expect(asks({ signedIn: true })).toBe(false)
  })

  it.each([
    ['sec-purpose', 'prefetch;prerender'],
    ['purpose', 'Prefetch'],
    ['x-purpose', 'preview'],
    ['x-moz', 'prefetch'],
  ])('nor a browser that fetches ahead: %s: %s', (name, value) => {
    expect(asks({}, { [name]: value })).toBe(false)
    expect(asks({}, { [name]: [value] })).toBe(false)
    expect(asks({}, { [name]: 'other' })).toBe(true)
  })
})
