import './core/tokens.css'
import './core/mongolian.css'
import './core/pieces.css'
import './core/dial.css'
import './core/work-base.css'
import './core/vant.ts'
import { workRoutes as accountRoutes } from './accounts/accounts.feature.ts'
import { workRoutes as codeRoutes } from './codes/codes.feature.ts'
import { followElder } from './core/elder.ts'
import { awaitInstall } from './core/install.ts'
import { workMattersKey } from './core/matter-feature.ts'
import { workRoutes as deliveryRoutes } from './deliveries/deliveries.feature.ts'
import { workRoutes as issueRoutes } from './issues/issues.feature.ts'
import { workRoutes as leaveRoutes } from './leaves/leaves.feature.ts'
import { workRoutes as noticeRoutes } from './notices/notices.feature.ts'
import { workRoutes as pointRoutes } from './points/points.feature.ts'
import { workRoutes as receptionRoutes } from './receptions/receptions.feature.ts'
import { workRoutes as recordRoutes } from './records/records.feature.ts'
import { matters } from './representative.matters.ts'
import { workRoutes as sheetRoutes } from './sheets/sheets.feature.ts'
import { startApp } from './shell/app.ts'
import { keepOffline } from './shell/offline/app-update.ts'
import RepresentativeApp from './shell/RepresentativeApp.vue'

followElder()
awaitInstall()
startApp({
  root: RepresentativeApp,
  base: '/me/',
  name: '码上代表',
  roles: ['representative', 'liaison'],
  provide: (app) => app.provide(workMattersKey, matters),
  routes: [
    ...issueRoutes,
    ...leaveRoutes,
    ...noticeRoutes,
    ...codeRoutes,
    ...sheetRoutes,
    ...accountRoutes,
    ...deliveryRoutes,
    ...pointRoutes,
    ...recordRoutes,
    ...receptionRoutes,
    ...matters.flatMap(({ routes }) => routes),
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
window.addEventListener('load', () => void keepOffline())
