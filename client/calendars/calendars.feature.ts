import type { RouteRecordRaw } from 'vue-router'

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/settings/calendar',
    component: () => import('./CalendarPage.vue'),
    meta: { title: '工作日历' },
  },
]
