import type { RouteRecordRaw } from 'vue-router'

/** The representative's and the liaison's app. */
export const workRoutes: RouteRecordRaw[] = [
  {
    path: '/notices',
    component: () => import('./NoticesPage.vue'),
    meta: { tab: true, title: '消息' },
  },
]

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/notices',
    component: () => import('./office/OfficeNoticesPage.vue'),
    meta: { title: '消息', departments: true, ofStations: true },
  },
]
