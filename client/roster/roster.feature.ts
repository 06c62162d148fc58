import type { RouteRecordRaw } from 'vue-router'

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/roster',
    component: () => import('./RosterPage.vue'),
    meta: { title: '导入花名册' },
  },
  {
    path: '/roster/photos',
    component: () => import('./PhotosPage.vue'),
    meta: { title: '传代表照片' },
  },
]
