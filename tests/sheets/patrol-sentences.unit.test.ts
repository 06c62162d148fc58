import {
  personalSentence,
  type SpokenSheet,
  sheetSentence,
  strangerSentence,
} from '@mashang/shared/sheets/patrol-sentences.rules.ts'
import { describe, expect, it } from 'vitest'

type Finding = Parameters<typeof sheetSentence>[0]
const sheet: SpokenSheet = { title: '海报 0137', place: '菜市场', replacedBy: null, vague: false }
const said = (finding: Finding, change: Partial<SpokenSheet> = {}): string =>
  sheetSentence(finding, { ...sheet, ...change })

describe('what is said of a sheet of ours', () => {
  it('given a position that fits, then that it does', () => {
    expect(said({ verdict: 'right', distance: 12 })).toBe(
      '海报 0137，登记贴在“菜市场”，位置对得上。',
    )
  })

  it('given no position, then somebody has to look; given a vague one, why', () => {
    const asked = '请看一眼是不是这里。'
    expect(said({ verdict: 'right', distance: null })).toBe(`海报 0137，登记贴在“菜市场”。${asked}`)
    expect(said({ verdict: 'right', distance: null }, { vague: true })).toBe(
      `海报 0137，登记贴在“菜市场”。手机定位误差太大，比不了位置，${asked}`,
    )
  })

  it('given one that has a successor, then that one is named', () => {
    const stopped: Finding = { verdict: 'stopped', distance: null }
    expect(said(stopped)).toBe('海报 0137已经作废，请撕下来。')
    expect(said(stopped, { replacedBy: '海报 0200' })).toBe(
      '海报 0137已经换成海报 0200，请把旧的撕下来。',
    )
  })
})

describe('what is said of other codes', () => {
  it('given somebody’s own code, then whether it still is theirs', () => {
    expect(personalSentence('李婺', true)).toMatch(/^这是李婺自己的码/)
    expect(personalSentence('李婺', false)).toMatch(/^这是李婺以前的码，已经停用/)
  })

  it('given our address without a code of ours, then to scan again', () => {
    const again = /^网址是我们的，码不是。/
    expect(strangerSentence(null)).toMatch(again)
    expect(strangerSentence({ kind: 'no-code', host: 'ours.cn' })).toMatch(again)
  })

  it('given another address, then which, and whether it looks like ours', () => {
    const foreign = { kind: 'foreign', alike: false } as const
    expect(strangerSentence({ ...foreign, host: null })).toMatch(/^码里不是网址/)
    expect(strangerSentence({ ...foreign, host: 'a.cn' })).toMatch(/^这个码通向 a\.cn，不是/)
    expect(strangerSentence({ ...foreign, host: 'a.cn', alike: true })).toMatch(
      /^a\.cn 和我们的网址很像，但不是！/,
    )
  })
})
