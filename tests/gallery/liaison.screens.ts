import type { Screen } from './screen.ts'
import { first, lacking, screensOf, without } from './screens-of.ts'

const of = screensOf('liaison')

const waitingForStation = {
  items: ['给锦绣社区的老人送门牌', '听牧户说草场补贴的事'].map((title, n) => ({
    representative: { id: `0196c1d0-0000-7000-8000-00000000000${n}`, name: ['李婺', '张建平'][n] },
    entry: {
      key: `visit.made:${n}`,
      fact: 'visit.made',
      words: '走访选民',
      at: `2026-11-2${n}T02:00:00.000Z`,
      matterKind: 'activity',
      matterId: `0196c1d0-0000-7000-8000-00000000001${n}`,
      state: 'pending',
      full: 1,
      points: 0,
      rule: '第 1 版规则“走访选民”：走访选民 +1 分，一年最多 10 分，代表所在的家站核对后才计分',
      title,
      visible: false,
      acts: [],
      appealable: false,
    },
    reviewer: 'station',
    station: '大发街道代表之家',
  })),
  total: 2,
  page: 1,
  size: 50,
}

const sheet = first('/api/sheets?size=1', (id) => `/me/patrol/sheets/${id}`, 'liaison')

export const liaisonScreens: Screen[] = [
  of('inbox', '本站待办', '/me/'),
  ...without(of, ['inbox', '本站待办', '/me/']),
  of('inbox-empty', '本站待办：还没有', '/me/', { district: 'empty', looks: ['light'] }),
  of('station', '本站', '/me/station'),
  of('station-found', '本站：找一件，办完的也找到', '/me/station', {
    act: async (page) => {
      await page.getByRole('searchbox', { name: '找一件，办完的也找' }).fill('灯')
      await page.getByText('全部事里找到').waitFor()
      await page.getByRole('searchbox', { name: '找一件，办完的也找' }).blur()
    },
  }),
  of('assist', '替来站的群众填', '/me/station/file'),
  of('assist-written', '替来站的群众填：写着的已存下', '/me/station/file', {
    act: async (page) => {
      await page.getByLabel('来访人说的事').fill('锦绣社区 3 号楼南边的路灯坏了两个多星期。')
      await page.getByText('草稿已存', { exact: true }).waitFor()
      await page.getByLabel('来访人说的事').blur()
    },
  }),
  of('slip', '替来站的群众填：给来访人的回执', '/me/station/file', {
    district: 'seldom',
    act: async (page, { kept }) => {
      // What is drawn at random for a new matter would be another one in every run.
      await page.route(
        (url) => url.pathname === '/api/station/filings',
        (route) => route.fulfill({ status: 201, json: { receipt: kept.receipt } }),
      )
      await page.getByRole('radio', { name: '李' }).first().click()
      await page.getByLabel('来访人说的事').fill('3 号楼南边的路灯不亮。')
      await page.getByLabel('姓名').fill('王芳')
      await page.getByLabel('念过了，来访人同意').check()
      await page.getByRole('button', { name: '提交，给回执' }).click()
      await page.getByRole('img', { name: '回执的码' }).waitFor()
    },
  }),
  of('duties', '值班表', '/me/station/duties'),
  of('points', '核对积分', '/me/station/points', {
    act: async (page) => {
      // The shipped rules have the office look at everything.
      await page.route(
        (url) => url.pathname === '/api/points/reviews',
        (route) => route.fulfill({ json: waitingForStation }),
      )
      await page.reload()
      await page.getByRole('button', { name: '核对无误' }).first().click()
      await page.getByLabel('核对无误，理由').blur()
    },
  }),
  of('points-empty', '核对积分：没有', '/me/station/points', { looks: ['light'] }),
  of('find', '凭回执查', '/me/station/find'),
  of('receipt', '来访人的事', '/me/station/find', {
    district: 'seldom',
    act: async (page, { kept }) => {
      await page
        .getByLabel('回执')
        .first()
        .fill(kept.receipt ?? '')
      await page.getByRole('button', { name: '查' }).first().click()
      await page.getByRole('img', { name: '回执的码' }).waitFor()
    },
  }),
  of('code', '本站的码', '/me/code'),
  of('activities', '本站的活动', '/me/activities'),
  of(
    'activity',
    '本站的一项活动',
    first('/api/activities?when=closed', (id) => `/me/activities/${id}`, 'liaison'),
  ),
  of('activity-new', '通知一项活动', '/me/activities/new'),
  of('mine', '我的', '/me/mine'),
  of('sheets', '海报', '/me/patrol/sheets'),
  of('sheet', '一张海报', sheet),
  of(
    'hang',
    '一张海报：登记张贴',
    first('/api/sheets?size=1', (id) => `/me/patrol/sheets/${id}/hang`, 'liaison'),
  ),
  of('reports', '选民说有问题的海报', '/me/patrol/reports'),
  ...lacking(of, [
    ['station', '本站', '/me/station', 'empty', 'failing'],
    ['assist', '替来站的群众填', '/me/station/file', 'failing'],
    ['duties', '值班表', '/me/station/duties', 'empty'],
    ['activities', '本站的活动', '/me/activities', 'empty'],
    ['sheets', '海报', '/me/patrol/sheets', 'empty'],
    ['sheet', '一张海报', sheet, 'failing'],
    ['reports', '选民说有问题的海报', '/me/patrol/reports', 'empty'],
  ]),
]
