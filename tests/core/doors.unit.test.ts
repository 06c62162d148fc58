import { tellsDoor } from '@mashang/shared/core/doors.ts'
import { expect, it } from 'vitest'

it.each([
  '锦绣小区5号楼门口的路灯',
  '锦绣小区 ５ 号楼',
  '三号楼二单元',
  '2单元门口',
  '住 1201 室的老人',
  '3幢502',
  'A座1203',
  '家在 5-2-501',
  '人民路12号',
  '幸福巷 7 号院',
  '门牌号：18',
])('tells a door: %s', (words) => {
  expect(tellsDoor(words)).toBe(true)
})

it.each([
  '地铁3号线延长到大发村',
  '建议拆除 3 栋危楼，惠及 120 户居民',
  '建 2 座公厕、3 室一厅的周转房 20 套',
  '2026-03-02 到 2026-06-10，5-7 天修好',
  '每栋楼每个单元各装一盏',
  '成立专班，一栋一策',
  '同一单元的两户，每一单元一盏灯',
  '石拐建〔2026〕1 号文件',
  '人民路 2 号公路',
  '国道 110 号线',
  '第一教室、办公室',
  '3月5号上路',
])('tells none: %s', (words) => {
  expect(tellsDoor(words)).toBe(false)
})
