import { STANDARD_TEXTS } from '@mashang/shared/districts/page-texts.words.ts'
import { suggestionAhead, suggestionGoesOn } from '@mashang/shared/issues/suggested.words.ts'
import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import type { RepresentativeCard } from '@mashang/shared/representatives/representatives.model.ts'
import { base, CODE, card, code, form, representatives, station, uuid } from './people.ts'
import { answeredReceipt, issue, receipt, resolution, rights, why } from './receipts.ts'
import { choose, file, landing, matters, places } from './scanned.ts'

/**
 * Voter pages as the server would give them, with what breaks layouts: rare characters, long
 * Mongolian names, long unit names, no photo, nothing answered yet.
 */

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
    around: [{ name: '五当召镇代表家站', latitude: 40.79, longitude: 110.31 }],
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
    around: [],
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
  'receipt-suggested': answeredReceipt({
    awaitsSuggestion: true,
    suggestion: { line: suggestionGoesOn(null, false, false), ahead: suggestionAhead(['sent']) },
    resolution: { ...resolution, stoppedAt: '2026-11-24T01:00:00.000Z', suggested: true },
    can: { message: true, withdraw: false, verdict: false, chase: false },
  }),
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
      answer: 'acceptable',
      solved: 'acceptable',
      onlyAcknowledged: true,
      text: '谢谢，灯亮了再说。',
      at: '2026-11-23T09:00:00.000Z',
    },
    can: { message: true, withdraw: false, verdict: false, chase: false },
  }),
  'receipt-redone': answeredReceipt({
    state: 'redo',
    stateWords: '正在重办',
    verdict: {
      answer: 'dissatisfied',
      solved: 'dissatisfied',
      onlyAcknowledged: false,
      text: '灯还是没有亮。',
      at: '2026-11-23T09:00:00.000Z',
    },
    owedUntil: '2026-11-24T09:00:00.000Z',
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
    erased: true,
    notice: { words: '写的话、照片和联系方式都删掉了。代表的答复还在。', good: true },
  },
  lookup: { ...base, view: 'lookup', tried: null },
  'lookup-failed': { ...base, view: 'lookup', tried: 'K7QF-3M9D' },
  offline: { ...base, view: 'lookup', tried: null, offline: true },
  privacy: { ...base, view: 'privacy', texts: STANDARD_TEXTS },
  'code-unknown': { ...base, view: 'code-problem', reason: 'unknown', instead: null },
  'code-revoked': { ...base, view: 'code-problem', reason: 'revoked', instead: CODE },
  home: { ...base, view: 'home', welcome: '' },
}
