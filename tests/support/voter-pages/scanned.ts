import { STANDARD_FIELDS } from '@mashang/shared/issues/issues.words.ts'
import type { PageOf } from './people.ts'
import { base, CODE, code, first, form, representatives, station, uuid } from './people.ts'

const published = [
  [
    '锦绣社区西门的井盖松了，夜里骑车很危险',
    '2026-11-18T01:00:00.000Z',
    '2026-11-18T06:10:00.000Z',
    '已修好',
    true,
  ],
  [
    '52路公交末班车太早，下夜班赶不上',
    '2026-11-09T01:00:00.000Z',
    '2026-11-09T10:10:00.000Z',
    '已调整时间',
    true,
  ],
  ['老年食堂中午排队太长', '2026-11-02T01:00:00.000Z', '2026-11-02T01:38:00.000Z', '已答复', false],
] as const

export const landing = (over: Partial<PageOf<'landing'>> = {}): PageOf<'landing'> => ({
  ...base,
  view: 'landing',
  code: code(),
  form,
  published: published.map(([title, filedAt, respondedAt, outcome, good], index) => ({
    id: uuid(500 + index),
    title,
    filedAt,
    respondedAt,
    outcome,
    good,
  })),
  publishedTotal: 12,
  sheetTold: null,
  reception: '2026-11-30T16:00:00.000Z',
  welcome: '',
  ...over,
})

export const matters = (over: Partial<PageOf<'matters'>> = {}): PageOf<'matters'> => ({
  ...base,
  view: 'matters',
  from: CODE,
  whose: `${first.name}代表`,
  filter: { q: '', field: null, good: false, page: 1 },
  fields: STANDARD_FIELDS,
  items: landing().published.map((matter, index) => ({
    ...matter,
    field: (['urban', 'transport', 'insurance'] as const)[index] ?? 'other',
    representative: index === 1 ? (representatives[1]?.name ?? '') : first.name,
    suggestions:
      index === 1 ? [{ title: '关于延长夜班公交的建议', to: `/suggestions/${uuid(600)}` }] : [],
  })),
  total: 42,
  size: 20,
  ...over,
})

export const choose = (over: Partial<PageOf<'choose'>> = {}): PageOf<'choose'> => ({
  ...base,
  view: 'choose',
  code: code(),
  form,
  scope: 'station',
  q: '',
  at: null,
  items: representatives,
  from: 0,
  total: (over.items ?? representatives).length,
  wider: false,
  ...over,
})

export const places = (over: Partial<PageOf<'places'>> = {}): PageOf<'places'> => ({
  ...base,
  view: 'places',
  code: code({ representatives: [] }),
  stations: [
    station,
    {
      ...station,
      id: uuid(2),
      name: '锦绣社区代表联络站',
      latitude: 40.682,
      longitude: 110.062,
      representatives: 2,
    },
    {
      ...station,
      id: uuid(3),
      name: '五当召镇缸房地村代表联络站',
      address: '五当召镇缸房地村村委会大院东侧平房第二间',
      latitude: 40.79,
      longitude: 110.32,
      representatives: 1,
    },
    {
      ...station,
      id: uuid(4),
      name: '吉忽伦图苏木代表之家',
      address: null,
      latitude: 40.72,
      longitude: 110.2,
      representatives: 3,
    },
    { ...station, id: uuid(5), name: '后坝社区代表联络站', latitude: null, longitude: null },
  ],
  ...over,
})

export const file = (over: Partial<PageOf<'file'>> = {}): PageOf<'file'> => ({
  ...base,
  view: 'file',
  code: code(),
  form,
  representative: first,
  idempotencyKey: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
  refill: null,
  ...over,
})
