import { defineAsyncComponent } from 'vue'
import type { OfficeMatter, WorkMatter } from '../core/matter-feature.ts'
import { linksTitle } from './link-words.ts'
import { suggestionsQuery } from './suggestions.query.ts'

/** The representative's app. */
export const work: WorkMatter = {
  links: [
    {
      to: '/suggestions',
      words: '代表建议',
      hint: '写建议、附议、看答复、评价',
      roles: ['representative'],
    },
  ],
  waits: {
    words: (n) => `代表建议有 ${n} 件等您办`,
    count: () => suggestionsQuery({ waiting: 'true', size: '1' }),
  },
  inInbox: defineAsyncComponent(() => import('./work/WrittenIssues.vue')),
  routes: [
    {
      path: '/suggestions',
      component: () => import('./work/MySuggestionsPage.vue'),
      meta: { title: '代表建议' },
    },
    {
      path: '/suggestions/write',
      component: () => import('./work/WritePage.vue'),
      meta: { title: '写建议' },
    },
    {
      path: '/suggestions/:id',
      component: () => import('./work/SuggestionPage.vue'),
      props: true,
      meta: { title: '一件建议' },
    },
    {
      path: '/suggestions/:id/edit',
      component: () => import('./work/WritePage.vue'),
      props: true,
      meta: { title: '修改建议' },
    },
  ],
}

/** The office's app; a department has its own desk in it. */
export const office: OfficeMatter = {
  links: [{ to: '/suggestions', words: '代表建议', icon: 'edit', reads: 'suggestions' }],
  departmentLinks: [
    { to: '/suggestions', words: '代表建议', icon: 'edit' },
    { to: '/suggestions/reminders', words: '该办的', icon: 'clock' },
  ],
  routes: [
    {
      path: '/suggestions',
      component: () => import('./office/SuggestionsPage.vue'),
      meta: { title: '代表建议', departments: true },
    },
    {
      path: '/suggestions/import',
      component: () => import('./office/ImportPage.vue'),
      meta: { title: '导入往年的建议', changes: 'suggestions' },
    },
    {
      path: '/suggestions/enter',
      component: () => import('./office/EnterPage.vue'),
      meta: { title: '代录纸质建议', changes: 'suggestions' },
    },
    {
      path: '/suggestions/assign',
      component: () => import('./office/AssignPage.vue'),
      meta: { title: '分办', changes: 'suggestions' },
    },
    {
      path: '/suggestions/links',
      component: () => import('./office/PrintLinksPage.vue'),
      meta: { title: linksTitle, bare: true, changes: 'suggestions' },
    },
    {
      path: '/suggestions/reminders',
      component: () => import('./office/RemindersPage.vue'),
      meta: { title: '该催的', departments: true },
    },
    {
      path: '/suggestions/periods',
      component: () => import('./office/PeriodsPage.vue'),
      meta: { title: '办理期限' },
    },
    {
      path: '/settings/letters',
      component: () => import('./office/letters/LettersPage.vue'),
      meta: { title: '公文里的话' },
    },
    {
      path: '/suggestions/:id',
      component: () => import('./office/SuggestionPage.vue'),
      props: true,
      meta: { title: '一件建议', departments: true },
    },
    {
      path: '/department-answer',
      component: () => import('./DepartmentAnswerPage.vue'),
      meta: { title: '代表建议答复', open: true },
    },
  ],
}
