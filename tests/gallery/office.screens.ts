import type { Screen } from './screen.ts'
import { first, lacking, screensOf, table, without } from './screens-of.ts'

const of = screensOf('office')

const matter =
  (words: string): Screen['path'] =>
  async (district) =>
    `/office/issues/${await district.issue(words)}`

const representative = first('/api/representatives?size=1', (id) => `/office/representatives/${id}`)

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
  of('wall-screen', '数据大屏：凭链接打开', ({ kept }) => `/office/wall-screen${kept.wall}`, {
    ready: '.parts .panel',
    district: 'seldom',
    looks: ['light'],
  }),
  of('wall-links', '大屏链接', '/office/wall-links'),
  of('now-empty', '现在：还没有', '/office/', { district: 'empty', looks: ['light'] }),
  of('issues', '群众反映', '/office/issues', table),
  of('issues-empty', '群众反映：还没有', '/office/issues', { district: 'empty', looks: ['light'] }),
  ...without(of, ['issues', '群众反映', '/office/issues']),
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
  of('moderation-many', '审看：几条一起定', '/office/moderation', {
    ...table,
    district: 'seldom',
    act: async (page) => {
      await page.getByRole('checkbox', { name: '选这一页全部' }).check()
      await page.getByRole('button', { name: '看过，不用动' }).click()
      await page
        .getByRole('dialog')
        .getByText(/^能一起定的/)
        .waitFor()
    },
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
        await page.getByLabel('理由（遮住、不公开的，选民看得到）').fill('遮住邻居的称呼')
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
  of(
    'duties',
    '家站的值班表',
    first('/api/stations', (id) => `/office/stations/${id}/duties`),
  ),
  of('ledger', '账本', '/office/ledger', table),
  ...without(of, ['ledger', '账本', '/office/ledger']),
  of('ledger-exports', '账本：谁导出过什么', '/office/ledger?group=exports', {
    ...table,
    district: 'seldom',
  }),
  of('ledger-heads', '账本：签过名的每日封记', '/office/ledger/heads'),
  of('representatives', '代表', '/office/representatives', table),
  ...without(of, ['representatives', '代表', '/office/representatives']),
  of('representatives-empty', '代表：还没有', '/office/representatives', {
    district: 'empty',
    looks: ['light'],
  }),
  of('stations', '家站', '/office/representatives?view=stations', table),
  of('station-new', '新增家站', '/office/stations/new', { ready: 'form input' }),
  of(
    'representative-end',
    '一位代表离任',
    first('/api/representatives?size=1', (id) => `/office/representatives/${id}/office`),
  ),
  of('representative-new', '新增代表', '/office/representatives/new'),
  of('representative', '一位代表', representative, { ready: 'form input' }),
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
  ...without(of, ['sheets', '印出的每一张', '/office/sheets']),
  of(
    'batch',
    '印好的一批',
    first('/api/poster-batches', (id) => `/office/sheets/batches/${id}`),
  ),
  of(
    'template',
    '一种版式',
    first('/api/sheet-templates', (id) => `/office/sheets/templates/${id}`),
    { ready: 'form input' },
  ),
  of('batches', '印制', '/office/sheets/batches'),
  of('batch-new', '印一批', '/office/sheets/batches/new'),
  of('templates', '版式', '/office/sheets/templates'),
  of('alerts', '海报提醒', '/office/sheets/alerts'),
  of('terms', '换届', '/office/terms'),
  of('accounts', '账号', '/office/accounts', table),
  ...without(of, ['accounts', '账号', '/office/accounts']),
  of('accounts-print', '打印一次性登录码：没有要打印的', '/office/accounts/print', {
    looks: ['light'],
  }),
  of('contact-exports', '导出联系方式', '/office/contact-exports'),
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
  of('reminders', '我的提醒方式', '/office/settings/reminders'),
  of('channels', '发消息的通道', '/office/settings/channels'),
  of('dead-letters', '没送到的消息', '/office/settings/dead-letters'),
  ...lacking(of, [
    ['now', '现在', '/office/', 'loading', 'failing'],
    ['wall-screen', '数据大屏：凭链接打开', '/office/wall-screen#link', 'loading', 'failing'],
    ['wall-links', '大屏链接', '/office/wall-links', 'empty'],
    ['issue', '一件反映', matter('红绿灯'), 'loading', 'failing'],
    ['representative', '一位代表', representative, 'loading', 'failing'],
    ['batches', '印制', '/office/sheets/batches', 'empty'],
    ['alerts', '海报提醒', '/office/sheets/alerts', 'empty'],
    ['leaves', '请假', '/office/leaves', 'empty', 'failing'],
    ['notices', '消息', '/office/notices', 'empty', 'failing'],
    ['second-factor', '我的两步登录', '/office/second-factor', 'failing'],
    ['settings', '设置', '/office/settings', 'loading', 'failing'],
    ['dictionary', '类别和领域', '/office/settings/dictionary', 'loading', 'failing'],
  ]),
]
