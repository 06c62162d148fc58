import type { Role } from '@mashang/shared/core/endpoint.ts'
import { PiniaColada, PiniaColadaQueryHooksPlugin } from '@pinia/colada'
import { createPinia } from 'pinia'
import { type Component, createApp } from 'vue'
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { onSignedOut } from '../core/action.ts'
import { CallFailure } from '../core/call.ts'
import { useSession } from '../core/session.ts'
import { guardRoutes } from './guard.ts'

export interface AppShape {
  root: Component
  /** `/me/` or `/office/`. */
  base: string
  name: string
  roles: readonly Role[]
  routes: RouteRecordRaw[]
}

/** Puts an app of signed-in people together: routes, session, query cache. */
export function startApp(shape: AppShape): void {
  const router = createRouter({
    history: createWebHistory(shape.base),
    routes: shape.routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
  guardRoutes(router, shape.roles, shape.name)

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

  createApp(shape.root)
    .use(createPinia())
    .use(PiniaColada, {
      queryOptions: { staleTime: 5_000, gcTime: 300_000 },
      plugins: [PiniaColadaQueryHooksPlugin({ onError })],
    })
    .use(router)
    .mount('#app')
}
