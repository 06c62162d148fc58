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
  name: `office-${name}`,
  title,
  who: 'office',
  path,
  ...more,
})

const table = { ready: 'tbody tr' }

const matter =
  (words: string): Screen['path'] =>
  async (district) =>
    `/office/issues/${await district.issue(words)}`

const first =
  (api: string, page: (id: string) => string): Screen['path'] =>
  async (district) => {
    const { items } = await district.get<{ items: { id: string }[] }>(api)
    return page(items[0]?.id ?? '')
  }

export const officeScreens: Screen[] = [
  {
    name: 'office-sign-in',
    title: '登录',
    who: 'office',
    path: '/office/sign-in',
    ready: 'input[name=password]',
  },
  of('now', '现在', '/office/', table),
  of('wall', '数据大屏', '/office/wall', { ready: '.parts .panel', looks: ['light'] }),
  of('wall-empty', '数据大屏：还没有', '/office/wall', {
    ready: '.parts .panel',
    district: 'empty',
    looks: ['light'],
  }),
  of('wall-links', '大屏链接', '/office/wall-links'),
  of('now-empty', '现在：还没有', '/office/', { district: 'empty', looks: ['light'] }),
  of('issues', '群众反映', '/office/issues', table),
  of('issues-empty', '群众反映：还没有', '/office/issues', { district: 'empty', looks: ['light'] }),
  ...(['loading', 'failing', 'offline'] as const).map((line) =>
    of(`issues-${line}`, `群众反映：${LINES[line]}`, '/office/issues', {
      line,
      ready: line === 'loading' ? 'main .state-rows' : undefined,
      looks: ['light'],
    }),
  ),
  of('issue', '一件反映', matter('红绿灯')),
  of('issues-bulk', '一次催几件：办好了', '/office/issues', {
    ...table,
    district: 'seldom',
    act: async (page) => {
      await page.getByRole('checkbox', { name: '选这一页全部' }).check()
      await page.getByRole('button', { name: '催一下' }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: /^催一下 \d/ }).click()
      await dialog.getByText('办好了').waitFor()
    },
    // Urged once, it is not urged again.
    looks: ['light'],
  }),
  of('issue-long', '一件反映：很长', matter('供热管网改造')),
  of('moderation', '审看', '/office/moderation'),
  of('moderation-empty', '审看：没有', '/office/moderation', {
    district: 'empty',
    looks: ['light'],
  }),
  of('moderation-held', '审看：有等着看的', '/office/moderation', {
    ...table,
    district: 'seldom',
  }),
  of(
    'moderation-text',
    '审看一段话',
    first('/api/holds', (id) => `/office/moderation/${id}`),
    {
      district: 'seldom',
      ready: 'textarea',
      act: async (page) => {
        await page.getByLabel('内容', { exact: true }).focus()
        for (const key of ['Control+Home', ...Array(6).fill('ArrowRight')])
          await page.keyboard.press(key)
        for (let n = 0; n < 2; n++) await page.keyboard.press('Shift+ArrowRight')
        await page.getByRole('button', { name: '遮住选中的' }).nth(1).click()
        await page.getByLabel('理由（选民看得到）').fill('遮住邻居的称呼')
      },
    },
  ),
  of('flood', '短时间内太多', '/office/moderation/flood', {
    ready: '.group',
    district: 'flooded',
    act: async (page) => {
      await page.getByRole('button', { name: '一条一条看' }).first().click()
      await page.getByRole('checkbox').first().waitFor()
    },
  }),
  of('flood-empty', '短时间内太多：没有', '/office/moderation/flood', { looks: ['light'] }),
  of('issue-report', '审看内容', matter('红绿灯'), {
    ready: '.columns',
    act: async (page) => {
      await page.getByRole('button', { name: '审看内容' }).click()
      await page.getByRole('dialog').waitFor()
    },
  }),
  of('activities', '履职活动', '/office/activities', table),
  of('activities-empty', '履职活动：还没有', '/office/activities', {
    district: 'empty',
    looks: ['light'],
  }),
  of(
    'activity',
    '一项活动',
    first('/api/activities?when=closed', (id) => `/office/activities/${id}`),
  ),
  of('activity-new', '通知一项活动', '/office/activities/new'),
  of(
    'activity-door',
    '现场签到码',
    first('/api/activities?when=ahead', (id) => `/office/activities/${id}/door`),
    { looks: ['light'] },
  ),
  of('records', '履职档案', '/office/records', table),
  of(
    'record',
    '一份履职档案',
    first('/api/representatives', (id) => `/office/records/${id}`),
  ),
  of(
    'record-decision',
    '履职档案：记一次评优评先',
    first('/api/representatives', (id) => `/office/records/${id}`),
    {
      act: async (page) => {
        await page.getByRole('button', { name: '记奖励或推荐' }).click()
        await page.getByRole('button', { name: '评优评先' }).click()
        await page.getByLabel('谁签的字').fill('主任 王志强')
        await page.getByLabel('谁签的字').blur()
      },
    },
  ),
  of('suggestions', '代表建议', '/office/suggestions', table),
  of('suggestions-empty', '代表建议：还没有', '/office/suggestions', {
    district: 'empty',
    looks: ['light'],
  }),
  of(
    'suggestion',
    '一件代表建议',
    first('/api/suggestions?size=1', (id) => `/office/suggestions/${id}`),
  ),
  of(
    'suggestions-tracking',
    '代表建议：B 类跟踪',
    '/office/suggestions?promised=true&sort=promise',
    table,
  ),
  of('suggestions-key', '代表建议：重点督办', '/office/suggestions?key=true', table),
  of('suggestions-import', '导入往年的建议', '/office/suggestions/import'),
  of('suggestions-assign', '分办', '/office/suggestions/assign'),
  of('suggestions-reminders', '该催的建议', '/office/suggestions/reminders'),
  of('suggestions-periods', '代表建议：办理期限', '/office/suggestions/periods', {
    ready: 'form input',
  }),
  of(
    'department-link',
    '承办单位从一次性链接答复',
    ({ kept }) => `/office/department-answer${kept.link}`,
    { district: 'seldom', ready: 'textarea' },
  ),
  of(
    'department-link-elsewhere',
    '一次性链接已在另一台设备上办',
    ({ kept }) => `/office/department-answer${kept.taken}`,
    { district: 'seldom', ready: 'form .input' },
  ),
  of('departments', '承办单位', '/office/departments', table),
  of('points', '履职积分', '/office/points'),
  of('points-empty', '履职积分：还没有', '/office/points', { district: 'empty', looks: ['light'] }),
  ...(['loading', 'failing', 'offline'] as const).map((line) =>
    of(`points-${line}`, `履职积分：${LINES[line]}`, '/office/points', {
      line,
      ready: line === 'loading' ? 'main .state-rows' : undefined,
      looks: ['light'],
    }),
  ),
  of('points-appeals', '积分：不同意见', '/office/points?tab=appeals'),
  of('points-closings', '积分：结算', '/office/points?tab=closings', table),
  of(
    'points-closing',
    '积分：一份结算',
    first('/api/points/closings', (id) => `/office/points/closings/${id}`),
    table,
  ),
  of('points-rules', '积分规则', '/office/points/rules', { ready: '.rule' }),
  of(
    'points-account',
    '一位代表的积分',
    first('/api/representatives?size=1', (id) => `/office/points/representatives/${id}`),
  ),
  of(
    'duties',
    '家站的值班表',
    first('/api/stations', (id) => `/office/stations/${id}/duties`),
  ),
  of('ledger', '账本', '/office/ledger', table),
  of('representatives', '代表', '/office/representatives', table),
  of('representative-new', '新增代表', '/office/representatives/new'),
  of(
    'representative',
    '一位代表',
    first('/api/representatives?size=1', (id) => `/office/representatives/${id}`),
    { ready: 'form input' },
  ),
  of(
    'station',
    '一个家站',
    first('/api/stations', (id) => `/office/stations/${id}`),
    { ready: 'form input' },
  ),
  of('roster', '花名册', '/office/roster'),
  of('photos', '照片', '/office/roster/photos'),
  of('codes', '码', '/office/codes', table),
  of('sheets', '印出的每一张', '/office/sheets', table),
  of(
    'sheet',
    '一张海报',
    first('/api/sheets?size=1', (id) => `/office/sheets/${id}`),
  ),
  of('batches', '印制', '/office/sheets/batches'),
  of('batch-new', '印一批', '/office/sheets/batches/new'),
  of('templates', '版式', '/office/sheets/templates'),
  of('alerts', '海报提醒', '/office/sheets/alerts'),
  of('terms', '换届', '/office/terms'),
  of('accounts', '账号', '/office/accounts', table),
  of('second-factor', '我的两步登录', '/office/second-factor', { ready: '.state' }),
  of('second-factor-set-up', '设两步登录', '/office/second-factor', {
    ready: '.state',
    act: async (page) => {
      await page.getByRole('button', { name: '现在设好' }).click()
      await page.locator('.qr svg').waitFor()
    },
  }),
  of('leaves', '请假', '/office/leaves'),
  of('notices', '消息', '/office/notices'),
  of('settings', '设置', '/office/settings'),
  of('dictionary', '类别和领域', '/office/settings/dictionary', { ready: '.phone li' }),
  of('texts', '页面上的话', '/office/settings/texts', { ready: '.phone section' }),
  of('calendar', '工作日历', '/office/settings/calendar'),
  of('reminders', '提醒的规则', '/office/settings/reminders'),
  of('channels', '发消息的通道', '/office/settings/channels'),
  of('dead-letters', '没送到的消息', '/office/settings/dead-letters'),
]
