import type { RouteRecordRaw } from 'vue-router'

export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/ledger',
    component: () => import('./LedgerPage.vue'),
    meta: { title: '账本' },
  },
]
