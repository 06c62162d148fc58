import type { RouteRecordRaw } from 'vue-router'

/** The liaison's app. */
export const workRoutes: RouteRecordRaw[] = [
  {
    path: '/station/duties',
    component: () => import('./OwnDutiesPage.vue'),
    meta: { title: '值班表' },
  },
]

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/stations/:id/duties',
    component: () => import('./OfficeDutiesPage.vue'),
    props: true,
    meta: { title: '值班表', ofStations: true, reads: 'receptions' },
  },
]
