import type { RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** A page of the tab bar. */
    tab?: boolean
    /** Without the side navigation: goes to the printer. */
    bare?: boolean
  }
}

/** The representative's and the liaison's app. */
export const workRoutes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    component: () => import('./SignInPage.vue'),
    props: { app: 'me' },
    meta: { open: true, title: '登录' },
  },
  { path: '/mine', component: () => import('./MinePage.vue'), meta: { tab: true, title: '我的' } },
  { path: '/wechat', component: () => import('./WechatPage.vue'), meta: { title: '微信登录' } },
]

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    component: () => import('./SignInPage.vue'),
    props: { app: 'office' },
    meta: { open: true, title: '登录' },
  },
  {
    path: '/setup',
    component: () => import('./SetupPage.vue'),
    meta: { open: true, title: '第一次设置' },
  },
  { path: '/accounts', component: () => import('./AccountsPage.vue'), meta: { title: '账号' } },
  {
    path: '/second-factor',
    component: () => import('./second/SecondFactorPage.vue'),
    meta: { title: '我的两步登录', ofStations: true },
  },
  {
    path: '/accounts/print',
    component: () => import('./PrintCodesPage.vue'),
    meta: { title: '打印一次性登录码', bare: true, changes: 'accounts' },
  },
]
