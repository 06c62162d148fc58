import type { RouteRecordRaw } from 'vue-router'

/** The representative's and the liaison's app. */
export const workRoutes: RouteRecordRaw[] = [
  {
    path: '/leaves',
    component: () => import('./LeavesPage.vue'),
    meta: { title: '请假和代看' },
  },
]

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/leaves',
    component: () => import('./OfficeLeavesPage.vue'),
    meta: { title: '请假和代看', reads: 'leaves' },
  },
]
