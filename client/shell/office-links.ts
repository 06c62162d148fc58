import type { OfficeLink, OfficeMatter } from '../core/matter-feature.ts'

export const officeLinks = (matters: readonly OfficeMatter[]): readonly OfficeLink[] => [
  { to: '/', words: '现在', icon: 'home', reads: 'issues' },
  { to: '/notices', words: '消息', icon: 'bell', ofStations: true },
  { to: '/issues', words: '群众反映', icon: 'chat', reads: 'issues', ofStations: true },
  { to: '/moderation', words: '审看', icon: 'shield', reads: 'issues' },
  ...matters.flatMap(({ links }) => links),
  { to: '/records', words: '履职档案', icon: 'book', reads: 'records' },
  {
    to: '/representatives',
    words: '代表与家站',
    icon: 'people',
    reads: 'representatives',
    ofStations: true,
  },
  { to: '/points', words: '履职积分', icon: 'bars', reads: 'points' },
  { to: '/sheets', words: '码与海报', icon: 'code', reads: 'sheets', ofStations: true },
  { to: '/patrol', words: '巡查', icon: 'scan', reads: 'sheets', ofStations: true },
  { to: '/accounts', words: '账号', icon: 'account', reads: 'accounts' },
  { to: '/ledger', words: '账本', icon: 'ledger', reads: 'ledger' },
  { to: '/settings', words: '设置', icon: 'settings', reads: 'calendars' },
]
