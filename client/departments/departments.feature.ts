import type { RouteRecordRaw } from 'vue-router'

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/departments',
    component: () => import('./DepartmentsPage.vue'),
    meta: { title: '承办单位', reads: 'departments' },
  },
]
