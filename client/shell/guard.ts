import type { Role } from '@mashang/shared/core/endpoint.ts'
import type { Router } from 'vue-router'
import { appOf, useSession } from '../core/session.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown without signing in. */
    open?: boolean
    /** The page's name, for the window's title. */
    title?: string
    /** In the office's app: also for departments, who have a desk of their own there. */
    departments?: boolean
    /** In the office's app: also for accounts that have some stations only. */
    ofStations?: boolean
    /** In the office's app: what the page shows, by the tag of its endpoints, beside its part of the side bar. */
    reads?: string
    /** In the office's app: what the page is there to change, by the tag of its endpoints. */
    changes?: string
  }
}

/** Sends whoever is not signed in to the sign-in page, and whoever works elsewhere to their app. */
export function guardRoutes(router: Router, roles: readonly Role[], appName: string): void {
  router.beforeEach(async (to) => {
    const session = useSession()
    if (to.meta.open) {
      if (!session.known) session.take(null)
      return true
    }
    if (session.account === null) {
      await session.load()
      // No answer: the gate in front of the pages shows why, and tries again.
      if (!session.known) return true
    }
    if (session.account === null) return { path: '/sign-in', query: { next: to.fullPath } }
    if (!roles.includes(session.account.role)) {
      location.assign(appOf(session.account.role))
      return false
    }
    if (session.account.secondFactor.mustSetUp && to.path !== '/second-factor')
      return '/second-factor'
    return true
  })
  router.afterEach((to) => {
    document.title = to.meta.title ? `${to.meta.title} · ${appName}` : appName
  })
}
