import type { RouteRecordRaw } from 'vue-router'

export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/ledger',
    component: () => import('./LedgerPage.vue'),
    meta: { title: '账本' },
  },
  {
    path: '/ledger/heads',
    component: () => import('./HeadsPage.vue'),
    meta: { title: '账本每日签名' },
  },
]
