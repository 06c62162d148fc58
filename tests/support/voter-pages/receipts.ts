import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import type { PageOf } from './people.ts'
import { base, first, NOW, RECEIPT, station, uuid } from './people.ts'

/** A drawing of the size and shape of a real code. */
const qrSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 37 37" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h37v37H0z"/><path d="${Array.from(
  { length: 400 },
  (_, n) => `M${4 + ((n * 7) % 29)} ${4 + ((n * 13) % 29)}h1v1h-1z`,
).join('')}"/></svg>`

export const issue: ReceiptView = {
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
  concluded: false,
  seenAs: '王女士 · 大发街道',
  publish: false,
  awaitsSuggestion: false,
  suggestion: { line: null, ahead: [] },
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
  messageKey: '6b7d5d0c-3f0e-4f57-9d3c-0c8e2b8f7a11',
  mayDownload: true,
  mayHear: true,
  notice: null,
  ...over,
})

export const answeredReceipt = (issueOver: Partial<ReceiptView> = {}): PageOf<'receipt'> =>
  receipt({ ...answeredIssue, ...issueOver })

/** What was promised with the answer: five working days from then. */
export const resolution: NonNullable<ReceiptView['resolution']> = {
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

export const why: PageOf<'why'> = {
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
        aside: false,
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

export const rights: PageOf<'rights'> = {
  ...base,
  view: 'rights',
  receipt: RECEIPT,
  number: issue.number,
  title: issue.title,
  voter: '王女士',
  contactMask: issue.contactMask,
  rights: { correct: true, eraseContact: true, keepPrivate: true, eraseWords: true },
  erased: false,
  mayDownload: true,
  notice: null,
}
