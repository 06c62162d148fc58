import { dutiesAllow } from '@mashang/shared/accounts/duties.rules.ts'
import type { Duty } from '@mashang/shared/accounts/duties.words.ts'
import type { Router } from 'vue-router'
import type { OfficeLink, OfficeMatter } from '../core/matter-feature.ts'
import { useSession } from '../core/session.ts'

export const officeLinks = (matters: readonly OfficeMatter[]): readonly OfficeLink[] => [
  { to: '/', words: '现在', icon: 'home', reads: 'issues' },
  { to: '/notices', words: '消息', icon: 'bell' },
  { to: '/issues', words: '群众反映', icon: 'chat', reads: 'issues' },
  { to: '/moderation', words: '审看', icon: 'shield', reads: 'issues' },
  ...matters.flatMap(({ links }) => links),
  { to: '/records', words: '履职档案', icon: 'book', reads: 'records' },
  { to: '/representatives', words: '代表与家站', icon: 'people' },
  { to: '/points', words: '履职积分', icon: 'bars', reads: 'points' },
  { to: '/sheets', words: '码与海报', icon: 'code' },
  { to: '/patrol', words: '巡查', icon: 'scan' },
  { to: '/accounts', words: '账号', icon: 'account', reads: 'accounts' },
  { to: '/ledger', words: '账本', icon: 'ledger', reads: 'ledger' },
  { to: '/settings', words: '设置', icon: 'settings', reads: 'calendars' },
]

export const mayOpen = (given: readonly Duty[] | null, { reads }: OfficeLink): boolean =>
  reads === undefined || dutiesAllow(given, { method: 'GET', tag: reads })

/** A kept address of what is no longer one's duty leads to what is, not to a page of refusals. */
export function guardDuties(router: Router, links: readonly OfficeLink[]): void {
  router.beforeEach(({ path }) => {
    const { account } = useSession()
    const part = links.find(({ to }) => path === to || (to !== '/' && path.startsWith(`${to}/`)))
    return account?.role !== 'office' || !part || mayOpen(account.duties, part) || '/sheets'
  })
}
