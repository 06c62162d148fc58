import type { CodeView } from '@mashang/shared/codes/codes.model.ts'
import type { DistrictInfo } from '@mashang/shared/districts/districts.model.ts'
import { STANDARD_TEXTS } from '@mashang/shared/districts/page-texts.words.ts'
import { offeredOf, STANDARD_DICTIONARY } from '@mashang/shared/issues/dictionary.rules.ts'
import type { FormWords, VoterPage, VoterView } from '@mashang/shared/pages/pages.model.ts'
import type { RepresentativeCard } from '@mashang/shared/representatives/representatives.model.ts'
import type { StationView } from '@mashang/shared/stations/stations.model.ts'

export type PageOf<V extends VoterView> = Extract<VoterPage, { view: V }>

export const uuid = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const CODE = '34679ACDEFGHJKMNPQ3'
export const RECEIPT = 'K7QF3M9DXW4HR6TP9CEAJNX'

export const district: DistrictInfo = {
  name: '石拐区',
  shortName: '石拐',
  fallbackPhone: '0472-8888888',
  contactPolicy: 'optional',
  help: STANDARD_TEXTS.help,
}

export const form: FormWords = {
  ...offeredOf(STANDARD_DICTIONARY),
  consent: STANDARD_TEXTS.consent,
  texts: 1,
}

export const NOW = '2026-11-23T02:32:00.000Z'
export const base = { district, serverTime: NOW, elder: false }

export const station: StationView = {
  id: uuid(1),
  name: '大发街道代表之家',
  kind: 'home',
  area: '新区',
  address: '大发街道锦绣社区服务中心一楼',
  latitude: 40.68,
  longitude: 110.06,
  phone: '0472-8720001',
  receptionDay: '每月第一个星期二',
  representatives: 6,
}

export const card = (
  n: number,
  name: string,
  over: Partial<RepresentativeCard> = {},
): RepresentativeCard => ({
  id: uuid(100 + n),
  name,
  state: 'serving',
  congress: '石拐区第十七届人大代表',
  unit: '大发街道第三选区',
  station: { id: station.id, name: station.name },
  area: '新区',
  post: '锦绣社区居民',
  photoUrl: null,
  ...over,
})

export const representatives: RepresentativeCard[] = [
  card(1, '李婺'),
  card(2, '斯琴巴特尔·额尔德尼朝克图', {
    mongolian: 'ᠰᠡᠴᠡᠨᠪᠠᠭᠠᠲᠤᠷ ᠡᠷᠳᠡᠨᠢᠴᠣᠭᠲᠤ',
    unit: '五当召镇吉忽伦图苏木联合第十二选区（牧区）',
  }),
  card(3, '𠅤䶮', { unit: '石拐街道第一选区' }),
  card(4, '阿拉坦其其格', { unit: null, station: null }),
  card(5, '曾㛃'),
]

export const first = representatives[0] as RepresentativeCard

export const code = (over: Partial<CodeView> = {}): CodeView => ({
  code: CODE,
  url: `https://ms.shiguai.gov.cn/q/${CODE}`,
  kind: 'representative',
  state: 'active',
  successor: null,
  sheet: { title: '海报', number: '0137', place: '锦绣社区公告栏', code: CODE },
  representative: first,
  away: null,
  facts: {
    answered: 36,
    inTime: 35,
    late: 1,
    unanswered: 0,
    marks: `${'1'.repeat(22)}0${'1'.repeat(13)}`,
  },
  station,
  representatives: representatives.slice(1),
  ...over,
})
