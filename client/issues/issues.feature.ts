import type { RouteRecordRaw } from 'vue-router'

/** The representative's and the liaison's app. */
export const workRoutes: RouteRecordRaw[] = [
  {
    path: '/',
    component: () => import('./work/InboxPage.vue'),
    meta: { tab: true, title: '待办' },
  },
  {
    path: '/station',
    component: () => import('./station/StationPage.vue'),
    meta: { tab: true, title: '本站' },
  },
  {
    path: '/station/file',
    component: () => import('./station/AssistPage.vue'),
    meta: { title: '替来访人填' },
  },
  {
    path: '/station/find',
    component: () => import('./station/FindReceiptPage.vue'),
    meta: { title: '凭回执查' },
  },
  {
    path: '/station/receipt',
    component: () => import('./station/StationReceiptPage.vue'),
    meta: { title: '回执' },
  },
  {
    path: '/duty/answers',
    component: () => import('./work/AnswersPage.vue'),
    meta: { title: '答复和评价' },
  },
  {
    path: '/duty/:list',
    component: () => import('./work/DutyListPage.vue'),
    props: true,
    meta: { title: '我的履职' },
  },
  {
    path: '/issues/:id',
    component: () => import('./work/MatterPage.vue'),
    props: true,
    meta: { title: '一件反映' },
  },
  {
    path: '/issues/:id/answer',
    component: () => import('./work/AnswerPage.vue'),
    props: true,
    meta: { title: '答复' },
  },
  {
    path: '/issues/:id/refer',
    component: () => import('./work/ReferPage.vue'),
    props: true,
    meta: { title: '转办' },
  },
  {
    path: '/issues/:id/decline',
    component: () => import('./work/DeclinePage.vue'),
    props: true,
    meta: { title: '不予受理' },
  },
  {
    path: '/issues/:id/conclude',
    component: () => import('./work/ConcludePage.vue'),
    props: true,
    meta: { title: '办结' },
  },
  {
    path: '/issues/:id/extend',
    component: () => import('./work/ExtendPage.vue'),
    props: true,
    meta: { title: '延期' },
  },
  {
    path: '/issues/:id/ask',
    component: () => import('./work/AskPage.vue'),
    props: true,
    meta: { title: '等选民回话' },
  },
  {
    path: '/issues/:id/ask-office',
    component: () => import('./work/AskOfficePage.vue'),
    props: true,
    meta: { title: '请代表工委定' },
  },
  {
    path: '/issues/:id/report',
    component: () => import('./moderation/ReportPage.vue'),
    props: true,
    meta: { title: '请代表工委看内容' },
  },
  {
    path: '/issues/:id/why',
    component: () => import('./work/WhyPage.vue'),
    props: true,
    meta: { title: '为什么是这个时限' },
  },
  {
    path: '/issues/:id/note',
    component: () => import('./work/NotePage.vue'),
    props: true,
    meta: { title: '先告诉选民一声' },
  },
]

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/issues',
    component: () => import('./office/IssuesPage.vue'),
    meta: { title: '群众反映', ofStations: true },
  },
  {
    path: '/issues/:id',
    component: () => import('./office/IssuePage.vue'),
    props: true,
    meta: { title: '一件反映', ofStations: true },
  },
  {
    path: '/moderation',
    component: () => import('./moderation/HoldsPage.vue'),
    meta: { title: '审看' },
  },
  {
    path: '/moderation/flood',
    component: () => import('./moderation/FloodPage.vue'),
    meta: { title: '短时间内太多' },
  },
  {
    path: '/moderation/:id',
    component: () => import('./moderation/HoldPage.vue'),
    props: true,
    meta: { title: '审看' },
  },
  {
    path: '/settings/dictionary',
    component: () => import('./office/dictionary/DictionaryPage.vue'),
    meta: { title: '类别和领域' },
  },
  {
    path: '/contact-exports',
    component: () => import('./office/ContactExportsPage.vue'),
    meta: { title: '导出联系方式', reads: 'issues' },
  },
]
