import type { CodeView } from '@mashang/shared/codes/codes.model.ts'
import type { DistrictInfo } from '@mashang/shared/districts/districts.model.ts'
import { STANDARD_TEXTS } from '@mashang/shared/districts/page-texts.words.ts'
import { offeredOf, STANDARD_DICTIONARY } from '@mashang/shared/issues/dictionary.rules.ts'
import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import { STANDARD_FIELDS } from '@mashang/shared/issues/issues.words.ts'
import type { FormWords, VoterPage, VoterView } from '@mashang/shared/pages/pages.model.ts'
import type { RepresentativeCard } from '@mashang/shared/representatives/representatives.model.ts'
import type { StationView } from '@mashang/shared/stations/stations.model.ts'

/**
 * Voter pages as the server would give them, with what breaks layouts: rare characters, long
 * Mongolian names, long unit names, no photo, nothing answered yet.
 */

export type PageOf<V extends VoterView> = Extract<VoterPage, { view: V }>

const uuid = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const CODE = '34679ACDEFGHJKMNPQ3'
export const RECEIPT = 'K7QF3M9DXW4HR6TP9CEAJNX'

export const district: DistrictInfo = {
  name: '石拐区',
  shortName: '石拐',
  fallbackPhone: '0472-8888888',
  contactPolicy: 'optional',
  help: STANDARD_TEXTS.help,
}

const form: FormWords = {
  ...offeredOf(STANDARD_DICTIONARY),
  consent: STANDARD_TEXTS.consent,
  texts: 1,
}

const NOW = '2026-11-23T02:32:00.000Z'
const base = { district, serverTime: NOW, elder: false }

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

const card = (
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

const first = representatives[0] as RepresentativeCard

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

const matters = (over: Partial<PageOf<'matters'>> = {}): PageOf<'matters'> => ({
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

/** A drawing of the size and shape of a real code. */
const qrSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 37 37" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h37v37H0z"/><path d="${Array.from(
  { length: 400 },
  (_, n) => `M${4 + ((n * 7) % 29)} ${4 + ((n * 13) % 29)}h1v1h-1z`,
).join('')}"/></svg>`

const issue: ReceiptView = {
  number: '石拐〔2026〕0213 号',
  state: 'awaiting',
  stateWords: '待响应',
  kind: 'help',
  field: 'urban',
  kindWords: '求助',
  fieldWords: '城建',
  title: '锦绣社区 3 号楼南边的路灯坏了两个多星期',
  text: '锦绣社区 3 号楼南边的路灯坏了两个多星期，晚上一片黑，前天有位老人在台阶上摔了一跤。',
  place: '锦绣社区 3 号楼南侧',
  photos: [],
  clock: {
    startedAt: NOW,
    dueAt: '2026-11-24T02:32:00.000Z',
    stoppedAt: null,
    overdue: false,
    rule: '提交后 24 小时内实质答复，节假日也算',
  },
  resolution: null,
  filedAt: NOW,
  messages: [],
  timeline: [{ at: NOW, type: 'issue.filed', sentence: '您提交了这件事，24 小时从这时算。' }],
  serverTime: NOW,
  representative: {
    id: first.id,
    name: first.name,
    photoUrl: null,
    unit: first.unit,
    station: station.name,
  },
  contactMask: '139****0137',
  hidden: false,
  publish: false,
  verdict: null,
  earlierVerdicts: [],
  away: null,
  owedUntil: null,
  chasedAt: null,
  can: { message: true, withdraw: true, verdict: false, chase: false },
}

const answeredIssue: ReceiptView = {
  ...issue,
  state: 'answered',
  stateWords: '已答复',
  clock: { ...issue.clock, stoppedAt: '2026-11-23T08:20:00.000Z' },
  messages: [
    {
      id: uuid(900),
      author: 'representative',
      authorName: first.name,
      kind: 'answer',
      target: null,
      text: '王女士您好，下午我去 3 号楼看了，是地下电缆断了。区住建局明天上午来换线，11月25日晚上会亮。老人摔伤的事，社区今天去看望。亮不亮，25 日晚上我再去看一眼，告诉您。',
      photos: [],
      at: '2026-11-23T08:20:00.000Z',
    },
  ],
  timeline: [
    { at: '2026-11-23T08:20:00.000Z', type: 'issue.answered', sentence: '李婺代表答复了您。' },
    { at: '2026-11-23T05:05:00.000Z', type: 'issue.opened', sentence: '李婺代表打开看了。' },
    ...issue.timeline,
  ],
  can: { message: true, withdraw: false, verdict: true, chase: false },
}

export const receipt = (
  issueOver: Partial<ReceiptView> = {},
  over: Partial<PageOf<'receipt'>> = {},
): PageOf<'receipt'> => ({
  ...base,
  serverTime: '2026-11-23T10:12:00.000Z',
  view: 'receipt',
  receipt: RECEIPT,
  url: `https://ms.shiguai.gov.cn/r/${RECEIPT}`,
  qrSvg,
  issue: { ...issue, ...issueOver },
  similar: [],
  justFiled: false,
  mayHear: true,
  notice: null,
  ...over,
})

export const answeredReceipt = (issueOver: Partial<ReceiptView> = {}): PageOf<'receipt'> =>
  receipt({ ...answeredIssue, ...issueOver })

/** What was promised with the answer: five working days from then. */
const resolution: NonNullable<ReceiptView['resolution']> = {
  startedAt: '2026-11-23T08:20:00.000Z',
  dueAt: '2026-11-30T16:00:00.000Z',
  stoppedAt: null,
  pausedAt: null,
  resumeBy: null,
  overdue: false,
  workingDays: 5,
  extendedDays: 0,
  waitsLeft: 2,
  rule: 'resolution-5wd/1',
}

const why: PageOf<'why'> = {
  ...base,
  view: 'why',
  receipt: RECEIPT,
  why: {
    number: issue.number,
    title: issue.title,
    serverTime: NOW,
    clocks: [
      {
        clock: 'resolution',
        name: '办结时限',
        owner: `${first.name}代表`,
        state: 'running',
        startedAt: resolution.startedAt,
        dueAt: resolution.dueAt,
        dueWords: '11月30日 24:00',
        stoppedAt: null,
        late: false,
        outcome: '还剩 7 天 5 小时。',
        rule: resolution.rule,
        ruleWords: '答复之后 5 个工作日内办结；当天不算，最后一天算到 24 点',
        calendar: 0,
        calendarWords: '国务院放假安排（系统自带）',
        arithmetic: ['第 5 个工作日 11月30日 周一', '最后一天算到 24 点 → 11月30日 24:00'],
        steps: [{ at: resolution.startedAt, sentence: '有了第一次实在的答复。' }],
      },
    ],
  },
}

const rights: PageOf<'rights'> = {
  ...base,
  view: 'rights',
  receipt: RECEIPT,
  number: issue.number,
  title: issue.title,
  voter: '王女士',
  contactMask: issue.contactMask,
  rights: { correct: true, eraseContact: true, keepPrivate: true, eraseWords: true },
  mayDownload: true,
  notice: null,
}

const left = card(9, '王占山', { state: 'left' })

/** Every view, and the states of it that look different, by a name for tests and pictures. */
export const voterPages: Record<string, VoterPage> = {
  landing: landing(),
  station: {
    ...base,
    view: 'station',
    code: code(),
    form,
    station,
    reception: '2026-12-01T01:00:00.000Z',
    duties: [
      { startsAt: '2026-12-01T01:00:00.000Z', endsAt: '2026-12-01T03:30:00.000Z', name: '李婺' },
      { startsAt: '2026-12-08T01:00:00.000Z', endsAt: '2026-12-08T03:30:00.000Z', name: '曾㛃' },
    ],
    mayDownload: true,
    items: representatives,
  },
  'station-bare': {
    ...base,
    view: 'station',
    code: code(),
    form,
    station: {
      ...station,
      address: null,
      latitude: null,
      longitude: null,
      phone: null,
      receptionDay: null,
      representatives: 0,
    },
    reception: null,
    duties: [],
    mayDownload: false,
    items: [],
  },
  matters: matters(),
  'matters-all': matters({ from: null, whose: null }),
  'matters-none': matters({
    filter: { q: '井盖', field: 'transport', good: true, page: 1 },
    items: [],
    total: 0,
  }),
  'landing-new': landing({
    code: code({
      facts: { answered: 0, inTime: 0, late: 0, unanswered: 0, marks: '' },
      sheet: null,
    }),
    published: [],
    publishedTotal: 0,
  }),
  'landing-many': landing({
    code: code({
      representative: representatives[1] as RepresentativeCard,
      facts: { answered: 214, inTime: 205, late: 9, unanswered: 2, marks: '1'.repeat(60) },
    }),
  }),
  'landing-left': landing({ code: code({ representative: left, facts: null }), published: [] }),
  'landing-station': landing({
    code: code({ kind: 'station', representative: null, facts: null, representatives }),
    published: [],
  }),
  choose: choose(),
  'choose-none': choose({ items: [], q: '王二' }),
  'choose-wider': choose({ q: '缸房地', wider: true }),
  'choose-there': choose({ at: { id: uuid(3), name: '缸房地村代表联络站' } }),
  places: places(),
  'places-none': places({ stations: [] }),
  file: file(),
  'file-refill': file({
    refill: {
      values: { text: '路灯坏了', phone: '12', kind: 'help', field: 'urban' },
      problems: [{ path: 'contact.phone', message: '电话号码好像不对，请核对一下。' }],
      message: '提交的内容有地方不对，请按提示改一下。',
    },
  }),
  'receipt-new': receipt({}, { justFiled: true, serverTime: '2026-11-23T02:32:05.000Z' }),
  'receipt-waiting': receipt(),
  'receipt-overdue': receipt(
    { clock: { ...issue.clock, overdue: true } },
    { serverTime: '2026-11-24T03:28:00.000Z' },
  ),
  'receipt-answered': answeredReceipt(),
  'receipt-promised': answeredReceipt({ resolution }),
  'receipt-asked': answeredReceipt({
    resolution: {
      ...resolution,
      pausedAt: '2026-11-23T09:00:00.000Z',
      resumeBy: '2026-11-30T16:00:00.000Z',
    },
  }),
  'receipt-concluded': answeredReceipt({
    state: 'concluded',
    stateWords: '已办结',
    resolution: { ...resolution, stoppedAt: '2026-11-23T09:00:00.000Z' },
  }),
  'receipt-judged': answeredReceipt({
    state: 'closed',
    stateWords: '已评价',
    verdict: {
      answer: 'satisfied',
      solved: 'acceptable',
      onlyAcknowledged: true,
      text: '谢谢，灯亮了再说。',
      at: '2026-11-23T09:00:00.000Z',
    },
    can: { message: true, withdraw: false, verdict: false, chase: false },
  }),
  'receipt-withdrawn': receipt({
    state: 'withdrawn',
    stateWords: '已撤回',
    can: { message: false, withdraw: false, verdict: false, chase: false },
  }),
  why,
  rights,
  'rights-erased': {
    ...rights,
    title: '（选民已要求删除）',
    voter: '匿名',
    contactMask: null,
    rights: { correct: false, eraseContact: false, keepPrivate: false, eraseWords: false },
    notice: { words: '写的话、照片和联系方式都删掉了。代表的答复还在。', good: true },
  },
  lookup: { ...base, view: 'lookup', tried: null },
  'lookup-failed': { ...base, view: 'lookup', tried: 'K7QF-3M9D' },
  privacy: { ...base, view: 'privacy', texts: STANDARD_TEXTS },
  'code-unknown': { ...base, view: 'code-problem', reason: 'unknown', instead: null },
  'code-revoked': { ...base, view: 'code-problem', reason: 'revoked', instead: CODE },
  home: { ...base, view: 'home', welcome: '' },
}
