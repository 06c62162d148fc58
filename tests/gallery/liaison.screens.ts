import type { Screen } from './screen.ts'

const of = (name: string, title: string, path: string, more: Partial<Screen> = {}): Screen => ({
  name: `liaison-${name}`,
  title,
  who: 'liaison',
  path,
  ...more,
})

export const liaisonScreens: Screen[] = [
  of('inbox', '本站待办', '/me/'),
  of('inbox-empty', '本站待办：还没有', '/me/', { district: 'empty', looks: ['light'] }),
  of('station', '本站', '/me/station'),
  of('assist', '替来站的群众填', '/me/station/file'),
  of('duties', '值班表', '/me/station/duties'),
  of('find', '凭回执查', '/me/station/find'),
  of('code', '本站的码', '/me/code'),
  of('activities', '本站的活动', '/me/activities'),
  of('activity-new', '通知一项活动', '/me/activities/new'),
  of('mine', '我的', '/me/mine'),
  of('sheets', '海报', '/me/patrol/sheets'),
  of('reports', '选民说有问题的海报', '/me/patrol/reports'),
]
