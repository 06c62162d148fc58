import type { RouteRecordRaw } from 'vue-router'

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/terms',
    component: () => import('./TermPage.vue'),
    meta: { title: '换届', changes: 'terms' },
  },
  {
    path: '/representatives/:id/office',
    component: () => import('./OfficeEndPage.vue'),
    meta: { title: '离任', changes: 'terms' },
  },
]
