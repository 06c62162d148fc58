import type { RouteRecordRaw } from 'vue-router'

/** The representative's app. */
export const workRoutes: RouteRecordRaw[] = [
  {
    path: '/duty',
    component: () => import('./work/DutyPage.vue'),
    meta: { tab: true, title: '我的履职' },
  },
  {
    path: '/station/points',
    component: () => import('./work/StationReviewsPage.vue'),
    meta: { title: '核对积分' },
  },
]

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/points',
    component: () => import('./office/PointsPage.vue'),
    meta: { title: '履职积分' },
  },
  {
    path: '/points/rules',
    component: () => import('./office/RulesPage.vue'),
    meta: { title: '积分规则' },
  },
  {
    path: '/points/closings/:id',
    component: () => import('./office/ClosingPage.vue'),
    props: true,
    meta: { title: '积分结算' },
  },
  {
    path: '/points/representatives/:id',
    component: () => import('./office/AccountPage.vue'),
    props: true,
    meta: { title: '一位代表的积分' },
  },
]
