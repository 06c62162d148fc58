import type { VoterPage, VoterView } from '@mashang/shared/pages/pages.model.ts'
import type { Page } from 'playwright-core'
import { voterPages } from '../support/voter-pages/all.ts'
import { CODE, RECEIPT } from '../support/voter-pages/people.ts'
import { file, landing } from '../support/voter-pages/scanned.ts'
import { LONG_TEXT } from './district.ts'
import type { Screen } from './screen.ts'

const PATHS: Record<VoterView, string> = {
  landing: `/q/${CODE}`,
  matters: `/q/${CODE}/matters`,
  station: `/q/${CODE}/station`,
  choose: `/q/${CODE}/choose`,
  places: `/q/${CODE}/places`,
  file: `/q/${CODE}/file`,
  receipt: `/r/${RECEIPT}`,
  why: `/r/${RECEIPT}/why`,
  rights: `/r/${RECEIPT}/rights`,
  lookup: '/r',
  privacy: '/privacy',
  'code-problem': `/q/${CODE}`,
  home: '/',
}

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
  'receipt-withdrawn': '回执：已撤回',
  why: '为什么是这个时间',
  rights: '我的资料',
  'rights-erased': '我的资料：全部删掉了',
  lookup: '查我的回执',
  'lookup-failed': '查我的回执：没有查到',
  privacy: '谁能看到我写的',
  'code-unknown': '没有这个码',
  'code-revoked': '码已经停用',
  home: '首页',
}

/** Half a minute past, as the districts are. */
const later = (page: VoterPage): VoterPage => ({
  ...page,
  serverTime: new Date(Date.parse(page.serverTime) + 30_000).toISOString(),
})

const of = (name: string, data: VoterPage, more: Partial<Screen> = {}): Screen => ({
  name: `voter-${name}`,
  title: TITLES[name] ?? '',
  who: 'voter',
  path: PATHS[data.view],
  data: later(data),
  ...more,
})

const CODE_SENT = {
  id: '01890000-0000-7000-8000-000000000077',
  sent: true,
  trouble: null,
  expiresAt: '2026-11-23T02:37:30.000Z',
  resendAfter: '2026-11-23T02:33:30.000Z',
  serverTime: '2026-11-23T02:32:30.000Z',
}

const write =
  (text: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('textbox', { name: '什么事' }).fill(text)
    await page.getByText('草稿已存在手机里').waitFor()
    await page.getByRole('textbox', { name: '什么事' }).blur()
  }

/** Looks for somebody, until the page shows how that went. */
const search =
  (shown: string) =>
  async (page: Page): Promise<void> => {
    await page.locator('.search input').first().waitFor({ state: 'attached' })
    await page.getByRole('searchbox').fill('李')
    await page.locator(shown).first().waitFor()
  }

/** What only somebody with script sees. */
const acted: Screen[] = [
  of('file-written', file(), {
    title: '反映问题：写好了',
    act: write(
      '锦绣社区 3 号楼南边的路灯坏了两个多星期，晚上一片黑，前天有位老人在台阶上摔了一跤。',
    ),
  }),
  of('file-long', file(), { title: '反映问题：写得很长', act: write(LONG_TEXT), looks: ['light'] }),
  of('file-danger', file(), {
    title: '反映问题：听起来有危险',
    act: write('三单元楼道着火了，烟很大'),
  }),
  of('file-faults', file(), {
    title: '反映问题：什么都没写就提交',
    async act(page) {
      await page.locator('input[type=file]').waitFor({ state: 'attached' })
      await page.getByRole('button', { name: /^提交给/ }).click()
      await page.getByText('请先写下是什么事').waitFor()
    },
    looks: ['light', 'elder'],
  }),
  of('file-offline', file(), {
    title: '反映问题：没有信号，等着自动交',
    line: 'offline',
    async act(page) {
      await write('公园长椅断了两条腿')(page)
      await page.getByRole('button', { name: /^提交给/ }).click()
      await page.getByText('等信号').waitFor()
    },
  }),
  of('file-failing', file(), {
    title: '反映问题：系统正忙，等着自动交',
    line: 'failing',
    async act(page) {
      await write('公园长椅断了两条腿')(page)
      await page.getByRole('button', { name: /^提交给/ }).click()
      await page.getByRole('button', { name: '现在再试' }).waitFor()
    },
    looks: ['light', 'elder'],
  }),
  of('file-sending', file(), {
    title: '反映问题：正在提交',
    line: 'loading',
    async act(page) {
      await write('公园长椅断了两条腿')(page)
      await page.getByRole('button', { name: /^提交给/ }).click()
      await page.getByRole('button', { name: '正在提交' }).waitFor()
    },
    looks: ['light'],
  }),
  ...(['loading', 'failing', 'offline'] as const).map((line) =>
    of(
      `choose-${line}`,
      { ...(voterPages['choose-none'] as VoterPage), elder: false },
      {
        title: `换一位代表：${{ loading: '正在找', failing: '系统正忙', offline: '没有信号' }[line]}`,
        line,
        act: search(line === 'loading' ? '.skeleton' : '[role=alert]'),
        looks: ['light', 'elder'],
      },
    ),
  ),
  of('file-phone-code', file({ district: { ...file().district, contactPolicy: 'verified' } }), {
    title: '反映问题：核实手机，验证码已发',
    async act(page) {
      await page.route('**/api/phone-verifications', (route) =>
        route.fulfill({ status: 202, json: CODE_SENT }),
      )
      await page.getByRole('textbox', { name: '电话' }).fill('13900000137')
      await page.getByRole('button', { name: '发验证码' }).click()
      await page.getByText('发到 13900000137 了').waitFor()
      await page.getByRole('textbox', { name: '短信验证码' }).blur()
    },
  }),
  of('landing-sheet', landing(), {
    title: '扫码打开：海报有问题',
    async act(page) {
      await page.getByText('海报有问题').first().click()
    },
    looks: ['light', 'elder'],
  }),
]

/** What the server writes without the bundle. */
const plain: Screen[] = [
  {
    name: 'voter-hearing',
    title: '有了答复，怎么告诉您',
    who: 'voter',
    district: 'seldom',
    path: ({ kept }) => `/r/${kept.receipt}/hearing`,
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
      name,
      data,
      MOST_SEEN.includes(name) ? { looks: ['light', 'dark', 'elder', 'elder-dark'] } : {},
    ),
  ),
  ...acted,
  ...plain,
]
