import { randomBytes } from 'node:crypto'
import { domainToASCII } from 'node:url'
import { makeCode } from '@mashang/shared/codes/codes.rules.ts'
import { metresBetween } from '@mashang/shared/core/distance.ts'
import { editDistance, fromPunycode } from '@mashang/shared/sheets/look-alike.rules.ts'
import { judgeSheet, readPatrolText } from '@mashang/shared/sheets/patrol.rules.ts'
import { sheetSentence, strangerSentence } from '@mashang/shared/sheets/patrol-sentences.rules.ts'
import { describe, expect, it } from 'vitest'

const OURS = 'https://shiguai-rd.gov.cn'
const code = makeCode(randomBytes)
const read = (text: string, ours = OURS) => readPatrolText(text, ours)

describe('what a code on a wall says', () => {
  it.each([
    ['as printed', `${OURS}/q/${code}`],
    ['in capitals', `${OURS}/q/${code}`.toUpperCase()],
    ['in small letters', `${OURS}/q/${code}`.toLowerCase()],
    ['by http', `http://shiguai-rd.gov.cn/q/${code}`],
    ['with www', `https://www.shiguai-rd.gov.cn/q/${code}`],
    ['with its port', `https://shiguai-rd.gov.cn:443/q/${code}`],
    ['with a slash at its end', `${OURS}/q/${code}/`],
    ['with what apps hang on', `${OURS}/q/${code}?from=timeline#x`],
    ['without https', `shiguai-rd.gov.cn/q/${code}`],
    ['with blanks around', `  ${OURS}/q/${code}\n`],
    ['with a final dot', `https://shiguai-rd.gov.cn./q/${code}`],
    [
      'the code alone, typed in groups',
      `${code.slice(0, 6)} ${code.slice(6, 12)}-${code.slice(12)}`,
    ],
  ])('given our address %s, then it is that code', (_how, text) => {
    expect(read(text)).toEqual({ kind: 'code', code })
  })

  it('given a port of its own, then only that port is ours', () => {
    const ours = 'http://10.1.2.3:8080'
    expect(read(`http://10.1.2.3:8080/q/${code}`, ours)).toEqual({ kind: 'code', code })
    expect(read(`http://10.1.2.3/q/${code}`, ours)).toMatchObject({ kind: 'foreign', alike: true })
  })

  it.each([
    ['the front page', OURS],
    [
      'a code with a wrong letter',
      `${OURS}/q/${code.slice(0, -1)}${code.at(-1) === '3' ? '4' : '3'}`,
    ],
    ['another page', `${OURS}/r/${code}`],
    ['half an escape', `${OURS}/q/%E0%A4%A`],
  ])('given %s of ours, then there is no code in it', (_what, text) => {
    expect(read(text)).toEqual({ kind: 'no-code', host: 'shiguai-rd.gov.cn' })
  })

  it.each([
    ['one letter changed', `https://shigual-rd.gov.cn/q/${code}`],
    ['one letter too many', `https://shiguaii-rd.gov.cn/q/${code}`],
    ['two letters swapped', `https://shigaui-rd.gov.cn/q/${code}`],
    ['another ending', `https://shiguai-rd.com.cn/q/${code}`],
    ['no dash', `https://shiguaird.gov.cn/q/${code}`],
    ['ours as the beginning of another', `https://shiguai-rd.gov.cn.example.com/q/${code}`],
    ['ours before an @', `https://shiguai-rd.gov.cn@example.com/q/${code}`],
    ['our name with something hung on', `https://shiguai-rd-fuwu.com/q/${code}`],
    ['Cyrillic letters', `https://shіguаi-rd.gov.cn/q/${code}`],
    ['Cyrillic letters as Punycode', `https://${domainToASCII('shіguаi-rd.gov.cn')}/q/${code}`],
    ['another port', `https://shiguai-rd.gov.cn:8443/q/${code}`],
    ['a digit for a letter', `https://sh1guai-rd.gov.cn/q/${code}`],
  ])('given %s, then it looks like ours and is not', (_how, text) => {
    const found = read(text)
    expect(found).toMatchObject({ kind: 'foreign', alike: true })
    if (found.kind === 'code') throw new Error('taken for ours')
    expect(strangerSentence(found)).toMatch(/很像，但不是/)
  })

  it.each([
    ['https://example.com/q/x', 'example.com'],
    ['http://u.wechat.com/abc', 'u.wechat.com'],
    ['https://gov.cn/q/1', 'gov.cn'],
    ['WIFI:T:WPA;S:mynetwork;P:mypass;;', null],
    ['weixin://dl/business', null],
    ['随便写的一句话', null],
    ['javascript:alert(1)', null],
    ['https://', null],
  ])('given %s, then it is simply foreign', (text, host) => {
    expect(read(text)).toEqual({ kind: 'foreign', host, alike: false })
  })

  it('given any other host, then our code in it never makes it ours', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz0123456789-.'
    for (let round = 0; round < 2_000; round++) {
      const bytes = randomBytes(12)
      const host = [...bytes].map((byte) => letters[byte % letters.length]).join('')
      expect(read(`https://${host}/q/${code}`).kind).not.toBe('code')
    }
  })
})

describe('Punycode', () => {
  it('is read as the system reads it', () => {
    for (const name of ['石拐', 'bücher', 'shіguаi-rd', '人大代表123', 'ελλάδα']) {
      const ascii = domainToASCII(name)
      expect(ascii.startsWith('xn--'), name).toBe(true)
      expect(fromPunycode(ascii.slice(4))).toBe(name)
    }
  })

  it('that is none stays as it stands', () => {
    for (const label of ['999999999999', 'a!b', '', 'zzzzzzzz-zzzzzzzzzzzz']) {
      expect(() => fromPunycode(label)).not.toThrow()
    }
    expect(fromPunycode('a!b')).toBe('a!b')
  })

  it('distance: the same both ways, nothing for the same, never more than the longer word', () => {
    for (let round = 0; round < 300; round++) {
      const [a, b] = [
        randomBytes(round % 7).toString('hex'),
        randomBytes(round % 5).toString('hex'),
      ]
      expect(editDistance(a, b)).toBe(editDistance(b, a))
      expect(editDistance(a, a)).toBe(0)
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
    }
  })
})

const WALL = { latitude: 40.6843, longitude: 110.1432 }
const hung = { state: 'hung', ...WALL } as const
/** So many metres to the north. */
const north = (metres: number) => ({ ...WALL, latitude: WALL.latitude + metres / 111_195 })

describe('whether a sheet hangs where it should', () => {
  it.each([
    [0, undefined, 'right'],
    [149, undefined, 'right'],
    [152, undefined, 'moved'],
    [240, 100, 'right'],
    [260, 100, 'moved'],
    [50_000, 1_001, 'right'],
  ] as const)('given %i m away and an accuracy of %s m, then %s', (metres, accuracy, verdict) => {
    expect(judgeSheet(hung, { ...north(metres), accuracy }).verdict).toBe(verdict)
  })

  it('given no position on either side, then nothing speaks against it and no distance is told', () => {
    expect(judgeSheet(hung, undefined)).toEqual({ verdict: 'right', distance: null })
    expect(judgeSheet({ ...hung, latitude: null, longitude: null }, north(9_000))).toEqual({
      verdict: 'right',
      distance: null,
    })
  })

  it.each([
    ['printed', 'unhung'],
    ['revoked', 'stopped'],
    ['replaced', 'stopped'],
  ] as const)('given a sheet that is %s, then %s, wherever it is', (state, verdict) => {
    expect(judgeSheet({ ...hung, state }, north(0)).verdict).toBe(verdict)
  })

  it('metres: symmetric, and right for known places', () => {
    const beijing = { latitude: 39.9042, longitude: 116.4074 }
    expect(metresBetween(WALL, beijing)).toBeCloseTo(metresBetween(beijing, WALL), 6)
    expect(metresBetween(WALL, north(1_000))).toBeCloseTo(1_000, -1)
    const antipode = { latitude: -WALL.latitude, longitude: WALL.longitude - 180 }
    expect(metresBetween(WALL, antipode) / 1_000).toBeCloseTo(Math.PI * 6_371, 0)
  })

  it('says what it is and what to do', () => {
    const words = { title: '海报 0137', place: '公告栏', replacedBy: null, vague: false }
    const say = (verdict: 'right' | 'moved' | 'unhung' | 'stopped', distance: number | null) =>
      sheetSentence({ verdict, distance }, words)
    expect(say('moved', 1_240)).toContain('约 1.2 公里')
    expect(say('moved', 320)).toMatch(/约 320 米.*重新登记/)
    expect(say('unhung', null)).toMatch(/请现在登记/)
    expect(say('stopped', null)).toMatch(/已经作废，请撕下来/)
    expect(
      sheetSentence({ verdict: 'stopped', distance: null }, { ...words, replacedBy: '海报 0200' }),
    ).toMatch(/换成海报 0200/)
  })
})
