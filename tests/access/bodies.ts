import { nameOf } from '@mashang/scripts/support/endpoints.ts'
import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import { STANDARD_TEXTS } from '@mashang/shared/districts/page-texts.words.ts'
import { STANDARD_DICTIONARY } from '@mashang/shared/issues/dictionary.rules.ts'
import { templateDefaults } from '@mashang/shared/sheets/template.model.ts'
import { STANDARD_LETTERS } from '@mashang/shared/suggestions/letter-texts.words.ts'
import { declared, merged } from './declared.ts'
import { passing, type Sources } from './generate.ts'
import type { Things } from './world.ts'

/** What one thing is called where a body names it. */
export const namesOf = (things: Things): Sources['known'] => ({
  accounts: [things.account],
  closingId: [things.closing],
  code: [things.code],
  departmentId: [things.department],
  issueId: [things.issue],
  issues: [things.issue],
  phone: ['13900000137'],
  representativeId: [things.representative],
  roster: [things.roster],
  sheets: [things.sheet],
  stationId: [things.station],
  url: ['http://127.0.0.1:9/in'],
  address: ['li@example.com'],
  template: [things.template],
  ...Object.assign({}, ...declared.map(({ known }) => known?.(things))),
})

const HOURS = [
  { from: 510, to: 720 },
  { from: 840, to: 1050 },
]
const CALENDAR = { basedOn: 0, years: [], hours: Array(7).fill(HOURS), warnWeeks: 4 }

const SETTINGS = {
  name: '石拐区',
  shortName: '石拐',
  congress: '石拐区人大代表',
  fallbackPhone: '0472-5660000',
  silentAfterDays: 14,
  contactPolicy: 'optional',
}

/** Bodies whose parts must fit each other more closely than their shape says. */
const BY_HAND: Readonly<Record<string, (things: Things) => unknown>> = {
  ...merged(({ bodies }) => bodies),
  'POST /api/calendar/forecast': () => CALENDAR,
  'PUT /api/district': () => ({ ...SETTINGS, was: SETTINGS }),
  'PUT /api/calendar': () => ({ ...CALENDAR, reason: '加一年' }),
  'POST /api/phone-verifications/:id/check': () => ({ code: '123456' }),
  'POST /api/sheet-alarms': () => ({ text: 'https://example.com/q/x', place: '菜市场' }),
  'POST /api/poster-batches': () => ({ format: 'a4', select: { all: true } }),
  'POST /api/poster-batches/forecast': () => ({ format: 'a4', select: { all: true } }),
  'POST /api/me/points/appeals': ({ entry }) => ({
    id: '01890000-0000-7000-8000-000000000001',
    entry,
    reason: '那天系统停了两个小时。',
  }),
  'POST /api/sheet-selections': () => ({ name: '全区', select: { all: true } }),
  'POST /api/sheet-previews': () => ({ format: 'a4', template: templateDefaults.name }),
  'POST /api/sheet-templates': () => ({ ...templateDefaults.name, name: '我的版式' }),
  'PUT /api/sheet-templates/:id': () => ({
    ...templateDefaults.name,
    name: '我的版式',
    basedOn: null,
  }),
  'PUT /api/district/dictionary': () => ({
    basedOn: 1,
    content: {
      ...STANDARD_DICTIONARY,
      kinds: STANDARD_DICTIONARY.kinds.map((kind) =>
        kind.key === 'help' ? { ...kind, word: '求帮助' } : kind,
      ),
    },
  }),
  'PUT /api/district/letters': () => ({
    basedOn: 1,
    content: { ...STANDARD_LETTERS, opinionTitle: '办理情况征求意见表' },
  }),
  'POST /api/district/letters/preview': () => ({ kind: 'answer', content: STANDARD_LETTERS }),
  'PUT /api/district/texts': () => ({
    basedOn: 1,
    content: { ...STANDARD_TEXTS, welcome: '有事您说话。' },
  }),
  'POST /api/terms/forecast': ({ roster }) => ({
    roster,
    term: '第十八届',
    startsOn: '2026-12-01',
  }),
  'POST /api/terms': ({ roster }) => ({
    roster,
    term: '第十八届',
    startsOn: '2026-12-01',
    fingerprint: 'a'.repeat(64),
  }),
}

/** A body that the endpoint takes, about these things; undefined where it takes none. */
export function bodyFor(endpoint: Endpoint, things: Things, random: () => number): unknown {
  if (endpoint.body === undefined) return undefined
  const byHand = BY_HAND[nameOf(endpoint)]
  const words = (limit: number): string => '路灯坏了好几天，晚上一片黑'.slice(0, limit)
  const body =
    byHand === undefined
      ? passing(endpoint.body, { random, known: namesOf(things), words })
      : byHand(things)
  const read = endpoint.body.safeParse(body)
  if (!read.success) throw new Error(`no body for ${nameOf(endpoint)}: ${read.error.message}`)
  return body
}

/** A query for endpoints that need one. */
export const QUERIES: Readonly<Record<string, string>> = {
  ...merged(({ queries }) => queries),
  'GET /api/departments/:id/merging': '?into=01890000-0000-7000-8000-000000000001',
  'GET /api/views': '?table=issues',
  'GET /api/wechat/signature': '?url=http%3A%2F%2F127.0.0.1%3A8080%2Frep',
}
