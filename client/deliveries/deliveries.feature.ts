import type { RouteRecordRaw } from 'vue-router'

/** The representative's and the liaison's app. */
export const workRoutes: RouteRecordRaw[] = [
  {
    path: '/reminders',
    component: () => import('./RemindersPage.vue'),
    meta: { title: '提醒方式' },
  },
]

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/settings/channels',
    component: () => import('./office/ChannelsPage.vue'),
    meta: { title: '提醒通道' },
  },
  {
    path: '/settings/dead-letters',
    component: () => import('./office/DeadLettersPage.vue'),
    meta: { title: '没送到的提醒' },
  },
  {
    path: '/settings/reminders',
    component: () => import('./office/OwnRemindersPage.vue'),
    meta: { title: '我的提醒方式' },
  },
  {
    path: '/reminders',
    component: () => import('./office/DepartmentRemindersPage.vue'),
    meta: { title: '提醒方式', departments: true, ofStations: true },
  },
]
