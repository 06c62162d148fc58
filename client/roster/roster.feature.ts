import type { RouteRecordRaw } from 'vue-router'

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/roster',
    component: () => import('./RosterPage.vue'),
    meta: { title: '导入花名册', changes: 'roster' },
  },
  {
    path: '/roster/photos',
    component: () => import('./PhotosPage.vue'),
    meta: { title: '传代表照片', changes: 'roster' },
  },
  {
    path: '/representatives/new',
    component: () => import('./PersonPage.vue'),
    meta: { title: '新增代表', changes: 'roster' },
  },
  {
    path: '/representatives/:id',
    component: () => import('./PersonPage.vue'),
    props: true,
    meta: { title: '一位代表', ofStations: true, reads: 'roster' },
  },
  {
    path: '/stations/new',
    component: () => import('./StationPage.vue'),
    meta: { title: '新增家站', changes: 'roster' },
  },
  {
    path: '/stations/:id',
    component: () => import('./StationPage.vue'),
    props: true,
    meta: { title: '一个家站', ofStations: true, reads: 'roster' },
  },
]
