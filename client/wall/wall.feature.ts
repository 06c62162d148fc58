import type { RouteRecordRaw } from 'vue-router'

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/wall',
    component: () => import('./WallPage.vue'),
    meta: { title: '数据大屏', bare: true, reads: 'wall' },
  },
  {
    path: '/wall-screen',
    component: () => import('./WallScreenPage.vue'),
    meta: { title: '数据大屏', open: true },
  },
  {
    path: '/wall-links',
    component: () => import('./WallLinksPage.vue'),
    meta: { title: '大屏链接', reads: 'wall' },
  },
]
