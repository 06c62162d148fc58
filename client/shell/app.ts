import type { Role } from '@mashang/shared/core/endpoint.ts'
import { PiniaColada, PiniaColadaQueryHooksPlugin, useQueryCache } from '@pinia/colada'
import { createPinia, type Pinia } from 'pinia'
import { type App, type Component, createApp, watch } from 'vue'
import { createRouter, createWebHistory, type RouteRecordRaw, type Router } from 'vue-router'
import { onSignedOut } from '../core/action.ts'
import { CallFailure } from '../core/call.ts'
import { may } from '../core/may.ts'
import { useSession } from '../core/session.ts'
import { guardRoutes } from './guard.ts'

export interface AppShape {
  root: Component
  /** `/me/` or `/office/`. */
  base: string
  name: string
  roles: readonly Role[]
  routes: RouteRecordRaw[]
  /** What its pages are handed in. */
  provide: (app: App) => void
  /** Asked after whether somebody may be here at all. */
  guard?: (router: Router) => void
}

/** Puts an app of signed-in people together: routes, session, query cache. */
export function startApp(shape: AppShape): void {
  const router = createRouter({
    history: createWebHistory(shape.base),
    routes: shape.routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
  guardRoutes(router, shape.roles, shape.name)
  shape.guard?.(router)

  const signedOut = (): void => {
    if (router.currentRoute.value.meta.open) return
    useSession().forget()
    void router.replace({
      path: '/sign-in',
      query: { next: router.currentRoute.value.fullPath },
    })
  }

  onSignedOut(signedOut)
  const onError = (error: unknown): void => {
    if (error instanceof CallFailure && error.status === 401) signedOut()
  }

  const pinia = createPinia()
  const app = createApp(shape.root)
    .use(pinia)
    .use(PiniaColada, {
      // Always: whatever was on its way when the signal went is lost, and must not be waited for.
      queryOptions: { refetchOnReconnect: 'always', staleTime: 5_000, gcTime: 300_000 },
      plugins: [PiniaColadaQueryHooksPlugin({ onError })],
    })
    .use(router)
    .directive('may', may)
  shape.provide(app)
  afterUpdates(router, shape.base)
  forgetBetweenPeople(pinia)
  app.mount('#app')
}

/** What one person has read must not be there for the next one on the same device. */
function forgetBetweenPeople(pinia: Pinia): void {
  const session = useSession(pinia)
  const cache = useQueryCache(pinia)
  watch(
    () => session.account?.id,
    (id) => {
      if (id === undefined) return
      for (const entry of cache.getEntries()) cache.remove(entry)
    },
    { flush: 'sync' },
  )
}

const RELOADED = 'mashang:reloaded'

/**
 * A page that was open while the system was updated asks for parts that are gone: then it is loaded
 * anew, once.
 */
function afterUpdates(router: Router, base: string): void {
  router.onError((error: unknown, to) => {
    const gone = error instanceof Error && /import|preload|module/i.test(error.message)
    if (!gone || !navigator.onLine || sessionStorage.getItem(RELOADED) === to.fullPath) return
    sessionStorage.setItem(RELOADED, to.fullPath)
    location.assign(base + to.fullPath.slice(1))
  })
  router.afterEach(() => sessionStorage.removeItem(RELOADED))
}
