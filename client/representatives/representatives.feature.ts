import type { RouteRecordRaw } from 'vue-router'

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/representatives',
    component: () => import('./RepresentativesPage.vue'),
    meta: { title: '代表与家站', ofStations: true },
  },
]
