import { PDF } from '../support/small-pdf.ts'
import type { Screen } from './screen.ts'
import { first, lacking, screensOf, table, without } from './screens-of.ts'

const of = screensOf('office')

const suggestion = first('/api/suggestions?size=1', (id) => `/office/suggestions/${id}`)

/** What representatives do, as the office keeps it: activities, suggestions, mediations, points, records. */
export const officeDutiesScreens: Screen[] = [
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
  of(
    'activity-edit',
    '改一项活动的安排',
    first('/api/activities?when=ahead', (id) => `/office/activities/${id}/edit`),
    { ready: 'form input' },
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
  ...without(of, ['suggestions', '代表建议', '/office/suggestions']),
  of('suggestions-empty', '代表建议：还没有', '/office/suggestions', {
    district: 'empty',
    looks: ['light'],
  }),
  of('suggestion', '一件代表建议', suggestion),
  of(
    'suggestion-wanted-back',
    '一件代表建议：撤回待同意',
    first(
      `/api/suggestions?q=${encodeURIComponent('大磁街道自来水管网')}`,
      (id) => `/office/suggestions/${id}`,
    ),
  ),
  of(
    'suggestions-tracking',
    '代表建议：承诺跟踪',
    '/office/suggestions?promised=true&sort=promise',
    table,
  ),
  of('suggestions-key', '代表建议：重点督办', '/office/suggestions?key=true', table),
  of('suggestions-import', '导入往年的建议', '/office/suggestions/import'),
  of('suggestions-enter', '代录纸质建议', '/office/suggestions/enter', {
    ready: 'input[type=date]',
  }),
  of('suggestion-entered', '一件按纸代录的建议', '/office/suggestions/enter', {
    district: 'seldom',
    ready: 'input[type=date]',
    act: async (page) => {
      const first = (label: string) =>
        page.getByRole('group', { name: label }).locator('label').first().click()
      await first('领衔代表')
      await page.getByLabel('标题').fill('给嘎查修一条过河的路')
      await page
        .getByRole('textbox', { name: '内容' })
        .fill('雨季过不了河，孩子上学要绕二十公里，建议在老渡口修一座漫水桥。')
      await page.getByRole('button', { name: '加一位附议代表' }).click()
      await first('找一位代表')
      await page
        .getByLabel('哪一天交来的')
        .fill((await page.getByLabel('哪一天交来的').getAttribute('max')) ?? '')
      await page.getByLabel('加扫描件或照片').setInputFiles({
        name: '纸质建议.pdf',
        mimeType: 'application/pdf',
        buffer: PDF,
      })
      await page.getByRole('button', { name: '去掉纸质建议.pdf' }).waitFor()
      await page.getByRole('button', { name: '录入，进待审核' }).click()
      await page.getByRole('complementary', { name: '代录' }).waitFor()
    },
    // Entered once, it is asked about again.
    looks: ['light'],
  }),
  of('suggestions-assign', '分办', '/office/suggestions/assign'),
  of('suggestions-reminders', '该催的建议', '/office/suggestions/reminders'),
  of('suggestions-periods', '代表建议：办理期限', '/office/suggestions/periods', {
    ready: 'form input',
  }),
  of(
    'department-link',
    '承办单位从一次性链接答复',
    ({ kept }) => `/office/department-answer${kept.link}`,
    { district: 'seldom', ready: 'textarea:visible' },
  ),
  of(
    'department-link-elsewhere',
    '一次性链接已在另一台设备上办',
    ({ kept }) => `/office/department-answer${kept.taken}`,
    { district: 'seldom', ready: 'form .input' },
  ),
  of('letters', '公文样式', '/office/settings/letters', { ready: 'form input' }),
  of('mediations', '诉前调解', '/office/mediations', table),
  of('mediations-empty', '诉前调解：还没有', '/office/mediations', {
    district: 'empty',
    looks: ['light'],
  }),
  ...without(of, ['mediations', '诉前调解', '/office/mediations']),
  of('mediation-new', '登记一件诉前调解', '/office/mediations/new'),
  of(
    'mediation',
    '一件诉前调解',
    first('/api/mediations?state=mediating', (id) => `/office/mediations/${id}`),
  ),
  of('departments', '承办单位', '/office/departments', table),
  of('points', '履职积分', '/office/points'),
  of('points-empty', '履职积分：还没有', '/office/points', { district: 'empty', looks: ['light'] }),
  ...without(of, ['points', '履职积分', '/office/points']),
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
  ...lacking(of, [
    ['records', '履职档案', '/office/records', 'failing'],
    ['suggestion', '一件代表建议', suggestion, 'loading', 'failing'],
    ['suggestions-assign', '分办', '/office/suggestions/assign', 'empty'],
    ['suggestions-reminders', '该催的建议', '/office/suggestions/reminders', 'empty'],
    ['departments', '承办单位', '/office/departments', 'empty'],
    ['points-closings', '积分：结算', '/office/points?tab=closings', 'empty'],
  ]),
]
