import { voterPages } from '../support/voter-pages/all.ts'
import type { Screen } from './screen.ts'
import { voterActs } from './voter-acts.screens.ts'
import { voterReceiptScreens } from './voter-receipts.screens.ts'
import { of } from './voter-screen.ts'

const TITLES: Record<string, string> = {
  landing: '扫码打开',
  'landing-new': '扫码打开：还没有答复过',
  'landing-many': '扫码打开：长名字，答复过很多件',
  'landing-left': '扫码打开：已不再担任代表',
  'landing-station': '扫家站的码打开',
  station: '代表家站',
  'station-bare': '代表家站：什么都还没登记',
  matters: '办过的事',
  'matters-all': '办过的事：全区',
  'matters-none': '办过的事：没有找到',
  choose: '换一位代表',
  'choose-none': '换一位代表：没有找到',
  'choose-wider': '换一位代表：本站没有，全区找到',
  'choose-there': '换一位代表：在地图上找到的家站',
  places: '在地图上找',
  'places-none': '在地图上找：还没有家站',
  file: '反映问题',
  'file-refill': '反映问题：有地方要改',
  'receipt-new': '回执：刚提交',
  'receipt-waiting': '回执：等答复',
  'receipt-overdue': '回执：超期没答',
  'receipt-answered': '回执：已答复，请评价',
  'receipt-suggested': '回执：写成了建议',
  'receipt-promised': '回执：答应了日子',
  'receipt-asked': '回执：等您回话',
  'receipt-concluded': '回执：已办结',
  'receipt-judged': '回执：评价过了',
  'receipt-redone': '回执：不满意，正在重办',
  'receipt-withdrawn': '回执：已撤回',
  why: '为什么是这个时间',
  rights: '我的资料',
  'rights-erased': '我的资料：全部删掉了',
  lookup: '查我的回执',
  'lookup-failed': '查我的回执：没有查到',
  offline: '没有连上网',
  privacy: '谁能看到我写的',
  'code-unknown': '没有这个码',
  'code-revoked': '码已经停用',
  home: '首页',
}

/** What the server writes without the bundle. */
const plain: Screen[] = [
  {
    name: 'voter-hearing',
    title: '有了答复，怎么告诉您',
    who: 'voter',
    district: 'seldom',
    path: ({ kept }) => `/r/${kept.receipt}/hearing`,
  },
  {
    name: 'voter-wechat-issues',
    title: '我的反映（微信里）',
    who: 'voter',
    district: 'seldom',
    path: '/r',
    async act(page, { url, kept }) {
      await page.context().addCookies([{ name: 'wechat', value: kept.visitor ?? '', url }])
      await page.goto(`${url}/wechat/issues`)
    },
  },
  {
    name: 'voter-wechat-issues-none',
    title: '我的反映（微信里）：还没有',
    who: 'voter',
    path: '/wechat/issues',
    looks: ['light'],
  },
  { name: 'voter-suggestions', title: '公开的代表建议和答复', who: 'voter', path: '/suggestions' },
  {
    name: 'voter-suggestion',
    title: '公开的一件代表建议',
    who: 'voter',
    path: async (district) => {
      const { items } = await district.get<{ items: { id: string }[] }>(
        '/api/published-suggestions?size=1',
      )
      return `/suggestions/${items[0]?.id ?? ''}`
    },
  },
  {
    name: 'voter-suggestions-none',
    title: '公开的代表建议：没有找到',
    who: 'voter',
    path: `/suggestions?q=${encodeURIComponent('没有这样的词')}`,
  },
  {
    name: 'voter-suggestions-empty',
    title: '公开的代表建议：还没有',
    who: 'voter',
    district: 'empty',
    path: '/suggestions',
    looks: ['light'],
  },
]

/** The way that most people go, also in large print at night. */
const MOST_SEEN = ['landing', 'file', 'receipt-answered']

export const voterScreens: Screen[] = [
  ...Object.entries(voterPages).map(([name, data]) =>
    of(
      [name, TITLES[name] ?? ''],
      data,
      MOST_SEEN.includes(name) ? { looks: ['light', 'dark', 'elder', 'elder-dark'] } : {},
    ),
  ),
  ...voterActs,
  ...voterReceiptScreens,
  ...plain,
]
