import { seatLines } from '@mashang/shared/records/seat.rules.ts'
import { seatChange } from '@mashang/shared/representatives/seat.rules.ts'
import { describe, expect, it } from 'vitest'

/** 任职变动: what the roster's facts say of somebody's seat. */

const names: Readonly<Record<string, string>> = { a: '大发街道代表之家', b: '五当召镇代表之家' }
const told = (type: string, data: Record<string, unknown> = {}) =>
  seatLines({ sequence: 7, type: `representative.${type}`, data }, (id) => names[id] ?? '没有了')
const seat = { electoralUnit: '第一选区', stationId: 'a' }
/** The lines of a change from one seat to another, through what the ledger keeps of it. */
const moved = (from: Partial<typeof seat>, to: object, fields = 'electoralUnit station') =>
  told('changed', { fields, ...seatChange({ ...seat, ...from }, { ...seat, ...to }) })

describe('lines of a change of seat', () => {
  it('given that somebody came, left or came back, then it is said', () => {
    expect(['added', 'left', 'returned'].flatMap((type) => told(type))).toEqual([
      { key: 'seat:7', title: '列入代表名册', detail: '这是录入系统的日子，不是当选的日子' },
      { key: 'seat:7', title: '不再担任代表', detail: null },
      { key: 'seat:7', title: '恢复担任代表', detail: null },
    ])
  })

  it('given another unit, then it is said from which to which', () => {
    expect(moved({}, { electoralUnit: '第二选区' }, 'electoralUnit')).toEqual([
      { key: 'seat:7:unit', title: '由第一选区改为第二选区', detail: null },
    ])
  })

  it('given another station, then it is said by the names that stations have now', () => {
    expect(moved({}, { stationId: 'b' }, 'station')).toEqual([
      { key: 'seat:7:station', title: '转入五当召镇代表之家', detail: '原来在大发街道代表之家' },
    ])
    expect(moved({}, { stationId: 'gone' }, 'station')[0]?.title).toBe('转入没有了')
  })

  it('given that there was none, or is none any more, then the one that is known is said', () => {
    const none = { electoralUnit: null, stationId: null }
    expect(told('changed', seatChange(none, seat)).map(({ title }) => title)).toEqual([
      '选区定为第一选区',
      '转入大发街道代表之家',
    ])
    expect(told('changed', seatChange(seat, none))).toMatchObject([
      { title: '不再写明选区', detail: '原来是第一选区' },
      { title: '转出大发街道代表之家', detail: null },
    ])
  })

  it('given that they come back to another seat, then both are said', () => {
    const data = { fields: 'state electoralUnit', ...seatChange(seat, { ...seat, stationId: 'b' }) }
    expect(told('returned', { ...data, unitFrom: '第一选区', unitTo: '第三选区' })).toMatchObject([
      { title: '恢复担任代表' },
      { title: '由第一选区改为第三选区' },
      { title: '转入五当召镇代表之家' },
    ])
  })

  it('given a fact of before from and to were kept, then it is said that it changed, and no more', () => {
    const detail = '当时没有记下从哪里改到哪里'
    expect(told('changed', { fields: 'electoralUnit phone station' })).toEqual([
      { key: 'seat:7:unit', title: '选区有变动', detail },
      { key: 'seat:7:station', title: '所在家站有变动', detail },
    ])
  })

  it('given a change of something else, or that somebody was added with a seat, then no line is made of it', () => {
    expect(told('changed', { fields: 'phone position' })).toEqual([])
    expect(told('portrait-set')).toEqual([])
    expect(told('added', seatChange({ electoralUnit: null, stationId: null }, seat))).toHaveLength(
      1,
    )
  })

  it('given the same station in other words, then nothing moved', () => {
    expect(seatChange(seat, seat)).toEqual({})
  })

  it('given a cell with a phone number in it, then the ledger does not keep it', () => {
    expect(seatChange(seat, { ...seat, electoralUnit: '13900000001' })).toEqual({})
    expect(moved({}, { electoralUnit: '13900000001' }, 'electoralUnit')[0]?.title).toBe(
      '选区有变动',
    )
  })
})
