import type { RouteRecordRaw } from 'vue-router'

/** What both apps have: a clerk walks with a phone too. `home`: where the way back leads. */
const walkRoutes = (home: string, list: string): RouteRecordRaw[] => [
  {
    path: '/patrol',
    component: () => import('./patrol/PatrolPage.vue'),
    props: { home },
    meta: { title: '巡查与张贴', ofStations: true, changes: 'sheets' },
  },
  {
    path: '/patrol/sheets/:id',
    component: () => import('./SheetPage.vue'),
    props: (route) => ({ id: String(route.params.id), home: list }),
    meta: { title: '一张海报', ofStations: true },
  },
  {
    path: '/patrol/sheets/:id/hang',
    component: () => import('./HangPage.vue'),
    props: true,
    meta: { title: '登记张贴', ofStations: true, changes: 'sheets' },
  },
]

/** The representative's and the liaison's app. */
export const workRoutes: RouteRecordRaw[] = [
  ...walkRoutes('/mine', '/patrol/sheets'),
  {
    path: '/patrol/sheets',
    component: () => import('./MySheetsPage.vue'),
    meta: { title: '海报' },
  },
  {
    path: '/patrol/reports',
    component: () => import('./ReportsPage.vue'),
    meta: { title: '选民说有问题的海报' },
  },
]

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  ...walkRoutes('/', '/patrol'),
  {
    path: '/sheets',
    component: () => import('./office/sheets/SheetsPage.vue'),
    meta: { title: '印出的每一张', ofStations: true },
  },
  {
    path: '/sheets/batches',
    component: () => import('./office/batches/BatchesPage.vue'),
    meta: { title: '印制' },
  },
  {
    path: '/sheets/batches/new',
    component: () => import('./office/batches/OrderPage.vue'),
    meta: { title: '印一批', changes: 'posters' },
  },
  {
    path: '/sheets/batches/:id',
    component: () => import('./office/batches/BatchPage.vue'),
    props: true,
    meta: { title: '一批印制' },
  },
  {
    path: '/sheets/templates',
    component: () => import('./office/templates/TemplatesPage.vue'),
    meta: { title: '版式' },
  },
  {
    path: '/sheets/templates/:id',
    component: () => import('./office/templates/TemplatePage.vue'),
    props: true,
    meta: { title: '改版式', changes: 'posters' },
  },
  {
    path: '/sheets/alerts',
    component: () => import('./office/alerts/AlertsPage.vue'),
    meta: { title: '海报提醒', ofStations: true },
  },
  {
    path: '/sheets/:id',
    component: () => import('./office/sheets/SheetPage.vue'),
    props: true,
    meta: { title: '一张海报', ofStations: true },
  },
  {
    path: '/codes',
    component: () => import('./office/CodesPage.vue'),
    meta: { title: '码', ofStations: true, reads: 'codes' },
  },
]
