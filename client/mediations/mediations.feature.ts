import type { OfficeMatter, WorkMatter } from '../core/matter-feature.ts'
import { mediationsQuery } from './mediations.query.ts'

/** The representative's app. */
export const work: WorkMatter = {
  links: [
    { to: '/mediations', words: '诉前调解', hint: '请您参加调解的', roles: ['representative'] },
  ],
  waits: {
    words: (n) => `诉前调解有 ${n} 件等您答复`,
    count: () => mediationsQuery({ waiting: 'true', size: '1' }),
  },
  routes: [
    {
      path: '/mediations',
      component: () => import('./work/MediationsPage.vue'),
      meta: { title: '诉前调解' },
    },
    {
      path: '/mediations/:id',
      component: () => import('./work/MediationPage.vue'),
      props: true,
      meta: { title: '一件诉前调解' },
    },
  ],
}

/** The office's app. */
export const office: OfficeMatter = {
  links: [{ to: '/mediations', words: '诉前调解', icon: 'chat', reads: 'mediations' }],
  routes: [
    {
      path: '/mediations',
      component: () => import('./office/MediationsPage.vue'),
      meta: { title: '诉前调解' },
    },
    {
      path: '/mediations/new',
      component: () => import('./office/OpenPage.vue'),
      meta: { title: '登记一件诉前调解', changes: 'mediations' },
    },
    {
      path: '/mediations/:id',
      component: () => import('./office/MediationPage.vue'),
      props: true,
      meta: { title: '一件诉前调解' },
    },
  ],
}
