import type { RouteRecordRaw } from 'vue-router'

/** The representative's app. */
export const workRoutes: RouteRecordRaw[] = [
  {
    path: '/record',
    component: () => import('./work/RecordPage.vue'),
    meta: { title: '履职档案' },
  },
]

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/records',
    component: () => import('./office/RecordsPage.vue'),
    meta: { title: '履职档案' },
  },
  {
    path: '/records/:id',
    component: () => import('./office/RecordPage.vue'),
    props: true,
    meta: { title: '一份履职档案' },
  },
]
