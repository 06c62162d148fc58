import type { RouteRecordRaw } from 'vue-router'

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  { path: '/settings', component: () => import('./SettingsPage.vue'), meta: { title: '设置' } },
  {
    path: '/settings/texts',
    component: () => import('./texts/TextsPage.vue'),
    meta: { title: '页面上的话' },
  },
]
