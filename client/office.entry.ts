import { officeRoutes as departmentsRoutes } from './departments/departments.feature.ts'
import { officeRoutes as pointsRoutes } from './points/points.feature.ts'
import { officeRoutes as recordsRoutes } from './records/records.feature.ts'
import './core/tokens.css'
import './core/mongolian.css'
import './core/pieces.css'
import './core/dial.css'
import './core/work-base.css'
import './core/element.ts'
import { officeRoutes as accountRoutes } from './accounts/accounts.feature.ts'
import { officeRoutes as calendarRoutes } from './calendars/calendars.feature.ts'
import { focusFirstFields } from './core/first-field.ts'
import { officeMattersKey } from './core/matter-feature.ts'
import { officeRoutes as deliveryRoutes } from './deliveries/deliveries.feature.ts'
import { officeRoutes as districtRoutes } from './districts/districts.feature.ts'
import { officeRoutes as issueRoutes } from './issues/issues.feature.ts'
import { officeRoutes as leaveRoutes } from './leaves/leaves.feature.ts'
import { officeRoutes as ledgerRoutes } from './ledger/ledger.feature.ts'
import { officeRoutes as noticeRoutes } from './notices/notices.feature.ts'
import { matters } from './office.matters.ts'
import { officeRoutes as receptionRoutes } from './receptions/receptions.feature.ts'
import { officeRoutes as representativeRoutes } from './representatives/representatives.feature.ts'
import { officeRoutes as rosterRoutes } from './roster/roster.feature.ts'
import { officeRoutes as sheetRoutes } from './sheets/sheets.feature.ts'
import { startApp } from './shell/app.ts'
import DoorLink from './shell/DoorLink.vue'
import { guardDoors } from './shell/doors.ts'
import OfficeApp from './shell/OfficeApp.vue'
import { officeLinks } from './shell/office-links.ts'
import { officeRoutes as termRoutes } from './terms/terms.feature.ts'
import { officeRoutes as wallRoutes } from './wall/wall.feature.ts'

focusFirstFields()
startApp({
  root: OfficeApp,
  base: '/office/',
  name: '码上代表工委',
  roles: ['office', 'department'],
  guard: (router) => guardDoors(router, officeLinks(matters)),
  provide: (app) => app.provide(officeMattersKey, matters).component('RouterLink', DoorLink),
  routes: [
    { path: '/', component: () => import('./shell/OfficeNow.vue'), meta: { title: '现在' } },
    {
      path: '/closed',
      component: () => import('./shell/ClosedPage.vue'),
      meta: { title: '这一页不对您开放', departments: true, ofStations: true },
    },
    ...issueRoutes,
    ...leaveRoutes,
    ...noticeRoutes,
    ...representativeRoutes,
    ...rosterRoutes,
    ...termRoutes,
    ...sheetRoutes,
    ...accountRoutes,
    ...ledgerRoutes,
    ...districtRoutes,
    ...calendarRoutes,
    ...deliveryRoutes,
    ...departmentsRoutes,
    ...pointsRoutes,
    ...wallRoutes,
    ...recordsRoutes,
    ...receptionRoutes,
    ...matters.flatMap(({ routes }) => routes),
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
