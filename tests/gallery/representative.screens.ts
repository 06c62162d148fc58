import type { Screen } from './screen.ts'
import { first, lacking, screensOf, without } from './screens-of.ts'

const of = screensOf('representative')

/** The overdue one, which has waited longest. */
const OVERDUE = '红绿灯'
/** One that has its first answer. */
const ANSWERED = '井盖松了'
/** The one of the greatest length. */
const LONG = '供热管网改造'

const matter =
  (words: string, below = ''): Screen['path'] =>
  async (district) =>
    `/me/issues/${await district.issue(words)}${below}`

/** One of one's own suggestions in this state. */
const mine = (state: string): Screen['path'] =>
  first(`/api/suggestions?state=${state}`, (id) => `/me/suggestions/${id}`, 'representative')

const activity = first('/api/activities?when=ahead', (id) => `/me/activities/${id}`)

export const representativeScreens: Screen[] = [
  {
    name: 'representative-sign-in',
    title: '登录',
    who: 'representative',
    path: '/me/sign-in',
    ready: 'input[name=password]',
  },
  of('inbox', '待办', '/me/', { ready: 'h2' }),
  of('inbox-empty', '待办：还没有', '/me/', { district: 'empty', looks: ['light', 'elder'] }),
  ...without(of, ['inbox', '待办', '/me/']),
  of('matter', '一件反映', matter(OVERDUE)),
  of('matter-long', '一件反映：很长', matter(LONG)),
  ...without(of, ['matter', '一件反映', matter(OVERDUE)]),
  of('answer', '答复', matter(OVERDUE, '/answer'), { ready: 'textarea' }),
  of('refer', '转办', matter(OVERDUE, '/refer')),
  of('decline', '不予受理', matter(OVERDUE, '/decline')),
  of('note', '先告诉选民一声', matter(OVERDUE, '/note')),
  of('why', '为什么是这个时限', matter(OVERDUE, '/why')),
  of('conclude', '办结', matter(ANSWERED, '/conclude')),
  of('extend', '延期', matter(ANSWERED, '/extend')),
  of('ask', '等选民回话', matter(OVERDUE, '/ask')),
  of('ask-office', '请代表工委定', matter(OVERDUE, '/ask-office')),
  of('report', '请代表工委审看', matter(OVERDUE, '/report')),
  of('notices', '消息', '/me/notices'),
  of('notices-empty', '消息：还没有', '/me/notices', { district: 'empty', looks: ['light'] }),
  of('code', '我的码', '/me/code', { ready: 'img, svg' }),
  of('duty', '我的履职', '/me/duty'),
  ...without(of, ['duty', '我的履职', '/me/duty']),
  of('duty-half', '我的履职：公示中的半年', '/me/duty?period=2026-1'),
  of('duty-answers', '答复和评价', '/me/duty/answers'),
  of('duty-list', '我的履职：24 小时内答复的', '/me/duty/inTime'),
  of('duty-empty', '我的履职：还没有', '/me/duty', { district: 'empty', looks: ['light'] }),
  of('suggestions', '代表建议', '/me/suggestions'),
  ...without(of, ['suggestions', '代表建议', '/me/suggestions']),
  of('suggestions-empty', '代表建议：还没有', '/me/suggestions', {
    district: 'empty',
    looks: ['light'],
  }),
  of('suggestion', '一件代表建议：等附议', mine('cosigning')),
  of('suggestion-answered', '一件代表建议：答复来了', mine('answered')),
  of('suggestion-closed', '一件代表建议：办结了', mine('closed')),
  of('mediations', '诉前调解', '/me/mediations'),
  of('mediations-empty', '诉前调解：还没有', '/me/mediations', {
    district: 'empty',
    looks: ['light'],
  }),
  of(
    'mediation',
    '一件诉前调解',
    first('/api/mediations?state=mediating', (id) => `/me/mediations/${id}`),
  ),
  of('suggestion-write', '写一件建议', '/me/suggestions/write'),
  of('activities', '履职活动', '/me/activities'),
  of('activities-empty', '履职活动：还没有', '/me/activities', {
    district: 'empty',
    looks: ['light'],
  }),
  ...without(of, ['activities', '履职活动', '/me/activities']),
  of('activity', '一项活动', activity),
  of('check-in', '现场签到', '/me/activities/check-in/GALLERY'),
  of('record', '履职档案', '/me/record'),
  ...without(of, ['record', '履职档案', '/me/record']),
  of('mine', '我的', '/me/mine'),
  of('leaves', '请假', '/me/leaves'),
  of('reminders', '提醒', '/me/reminders'),
  of('patrol', '巡查与张贴', '/me/patrol'),
  of('sheets', '海报', '/me/patrol/sheets'),
  of('wechat', '微信登录', '/me/wechat'),
  ...lacking(of, [
    ['answer', '答复', matter(OVERDUE, '/answer'), 'loading', 'failing'],
    ['notices', '消息', '/me/notices', 'loading', 'failing'],
    ['code', '我的码', '/me/code', 'loading', 'failing', 'offline'],
    ['duty-answers', '答复和评价', '/me/duty/answers', 'empty', 'failing'],
    ['suggestion', '一件代表建议', mine('closed'), 'loading', 'failing'],
    ['activity', '一项活动', activity, 'loading', 'failing'],
    ['check-in', '现场签到', '/me/activities/check-in/GALLERY', 'loading', 'failing'],
    ['record', '履职档案', '/me/record', 'empty'],
    ['leaves', '请假', '/me/leaves', 'empty', 'failing'],
    ['sheets', '海报', '/me/patrol/sheets', 'empty'],
    ['wechat', '微信登录', '/me/wechat', 'failing'],
  ]),
]
