import type { OfficeMatter, WorkMatter } from '../core/matter-feature.ts'

/** The representative's and the liaison's app. */
export const work: WorkMatter = {
  links: [
    {
      to: '/activities',
      words: '履职活动',
      hint: '会议、视察、调研、培训：报名、签到',
      roles: ['representative', 'liaison'],
    },
  ],
  routes: [
    {
      path: '/activities',
      component: () => import('./work/ActivitiesPage.vue'),
      meta: { title: '履职活动' },
    },
    {
      path: '/activities/new',
      component: () => import('./work/PlanPage.vue'),
      meta: { title: '通知一项活动' },
    },
    {
      path: '/activities/check-in/:code',
      component: () => import('./work/CheckInPage.vue'),
      props: true,
      meta: { title: '现场签到' },
    },
    {
      path: '/activities/:id',
      component: () => import('./work/ActivityPage.vue'),
      props: true,
      meta: { title: '一项活动' },
    },
    {
      path: '/activities/:id/edit',
      component: () => import('./work/PlanPage.vue'),
      props: true,
      meta: { title: '改安排' },
    },
    {
      path: '/activities/:id/door',
      component: () => import('./work/DoorPage.vue'),
      props: true,
      meta: { title: '现场签到码' },
    },
  ],
}

/** The office's app. */
export const office: OfficeMatter = {
  links: [{ to: '/activities', words: '履职活动', icon: 'calendar', reads: 'activities' }],
  routes: [
    {
      path: '/activities',
      component: () => import('./office/ActivitiesPage.vue'),
      meta: { title: '履职活动' },
    },
    {
      path: '/activities/new',
      component: () => import('./office/PlanPage.vue'),
      meta: { title: '通知一项活动', changes: 'activities' },
    },
    {
      path: '/activities/:id',
      component: () => import('./office/ActivityPage.vue'),
      props: true,
      meta: { title: '一项活动' },
    },
    {
      path: '/activities/:id/edit',
      component: () => import('./office/PlanPage.vue'),
      props: true,
      meta: { title: '改安排', changes: 'activities' },
    },
    {
      path: '/activities/:id/door',
      component: () => import('./office/DoorPage.vue'),
      props: true,
      meta: { title: '现场签到码' },
    },
  ],
}
