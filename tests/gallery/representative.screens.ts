import type { Line, Screen } from './screen.ts'

const LINES: Record<Line, string> = {
  loading: '正在读取',
  failing: '系统正忙',
  offline: '没有信号',
}

const of = (
  name: string,
  title: string,
  path: Screen['path'],
  more: Partial<Screen> = {},
): Screen => ({
  name: `representative-${name}`,
  title,
  who: 'representative',
  path,
  ...more,
})

/** The overdue one, which has waited longest. */
const OVERDUE = '红绿灯'
/** The one of the greatest length. */
const LONG = '供热管网改造'

const matter =
  (words: string, below = ''): Screen['path'] =>
  async (district) =>
    `/me/issues/${await district.issue(words)}${below}`

/** How a page looks while what it shows is not there. */
const without = (name: string, title: string, path: Screen['path']): Screen[] =>
  (['loading', 'failing', 'offline'] as const).map((line) =>
    of(`${name}-${line}`, `${title}：${LINES[line]}`, path, { line, looks: ['light'] }),
  )

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
  ...without('inbox', '待办', '/me/'),
  of('matter', '一件反映', matter(OVERDUE)),
  of('matter-long', '一件反映：很长', matter(LONG)),
  ...without('matter', '一件反映', matter(OVERDUE)),
  of('answer', '答复', matter(OVERDUE, '/answer'), { ready: 'textarea' }),
  of('refer', '转办', matter(OVERDUE, '/refer')),
  of('decline', '不予受理', matter(OVERDUE, '/decline')),
  of('note', '先告诉选民一声', matter(OVERDUE, '/note')),
  of('why', '为什么是这个时限', matter(OVERDUE, '/why')),
  of('notices', '消息', '/me/notices'),
  of('notices-empty', '消息：还没有', '/me/notices', { district: 'empty', looks: ['light'] }),
  of('code', '我的码', '/me/code', { ready: 'img, svg' }),
  of('duty', '我的履职', '/me/duty'),
  ...without('duty', '我的履职', '/me/duty'),
  of('duty-half', '我的履职：公示中的半年', '/me/duty?period=2026-1'),
  of('duty-answers', '答复和评价', '/me/duty/answers'),
  of('duty-empty', '我的履职：还没有', '/me/duty', { district: 'empty', looks: ['light'] }),
  of('suggestions', '代表建议', '/me/suggestions'),
  of('suggestion-write', '写一件建议', '/me/suggestions/write'),
  of('activities', '履职活动', '/me/activities'),
  of('activities-empty', '履职活动：还没有', '/me/activities', {
    district: 'empty',
    looks: ['light'],
  }),
  ...without('activities', '履职活动', '/me/activities'),
  of('activity', '一项活动', async (district) => {
    const { items } = await district.get<{ items: { id: string }[] }>('/api/activities?when=ahead')
    return `/me/activities/${items[0]?.id ?? ''}`
  }),
  of('check-in', '现场签到', '/me/activities/check-in/GALLERY'),
  of('record', '履职档案', '/me/record'),
  ...without('record', '履职档案', '/me/record'),
  of('mine', '我的', '/me/mine'),
  of('leaves', '请假', '/me/leaves'),
  of('reminders', '提醒', '/me/reminders'),
  of('patrol', '巡查与张贴', '/me/patrol'),
  of('sheets', '海报', '/me/patrol/sheets'),
]
