import type { RouteRecordRaw } from 'vue-router'

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  { path: '/roster', component: () => import('./RosterPage.vue'), meta: { title: '导入花名册' } },
]
