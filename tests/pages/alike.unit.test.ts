import { alikeTo } from '@mashang/client/issues/alike.ts'
import { describe, expect, it } from 'vitest'

const known = [
  '锦绣社区西门的井盖松了，夜里骑车很危险',
  '52路公交末班车太早',
  '3 号楼南边路灯不亮',
].map((title) => ({ title }))
const alike = (text: string): string[] => alikeTo(text, known).map(({ title }) => title)

describe('what others told before', () => {
  it('given words about the same thing, then that', () => {
    expect(alike('锦绣社区西门那个井盖松了一个月，没人管')).toEqual([known[0]?.title])
    expect(alike('52 路公交的末班车太早了，下夜班赶不上')).toEqual([known[1]?.title])
  })

  it('given something else, or hardly a word yet, then nothing', () => {
    expect(alike('医保报销要多久')).toEqual([])
    expect(alike('路')).toEqual([])
    expect(alike('')).toEqual([])
  })

  it('given only the same town or estate, then nothing', () => {
    const lights = { title: '五当召镇路口红绿灯不亮' }
    expect(alikeTo('五当召镇后营子村西头水井抽不上水，浇不了地', [lights])).toEqual([])
    expect(alikeTo('五当召镇养老院的饭菜太凉，老人吃了肚子疼', [lights])).toEqual([])
    expect(alikeTo('五当召镇的红绿灯又不亮了', [lights])).toEqual([lights])
    expect(alikeTo('锦绣社区东门没有路灯', known)).toEqual([])
  })

  it('given equal titles, then the first of them', () => {
    const [first, again] = [1, 2].map((id) => ({ id, title: '路口红绿灯不亮' }))
    expect(alikeTo('红绿灯不亮', [first, again] as { id: number; title: string }[])).toEqual([
      first,
    ])
  })

  it('given more than three, then the three that say most of it', () => {
    const many = ['路灯不亮', '路灯不亮了', '路灯不亮三天', '路灯全都不亮很久'].map((title) => ({
      title,
    }))
    expect(alikeTo('南边路灯不亮', many).map(({ title }) => title)).toEqual([
      '路灯不亮',
      '路灯不亮了',
      '路灯不亮三天',
    ])
  })
})
