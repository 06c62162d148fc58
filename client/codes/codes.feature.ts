import type { RouteRecordRaw } from 'vue-router'

/** The representative's and the liaison's app. */
export const workRoutes: RouteRecordRaw[] = [
  {
    path: '/code',
    component: () => import('./MyCodePage.vue'),
    meta: { tab: true, title: '我的码' },
  },
]
