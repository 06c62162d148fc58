import type { accountsApi } from '@mashang/shared/accounts/accounts.api.ts'
import type { AccountView } from '@mashang/shared/accounts/accounts.model.ts'
import { dutiesAllow } from '@mashang/shared/accounts/duties.rules.ts'
import type { Role } from '@mashang/shared/core/endpoint.ts'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { CallFailure, call } from './call.ts'
import { dropOwnDrafts } from './drafts.ts'
import { asFailure } from './failure.ts'
import { forgetDrafts, forgetDraftsOfOthers } from './text-draft.ts'

/** The app where a role works. */
export const appOf = (role: Role): string =>
  role === 'office' || role === 'department' ? '/office/' : '/me/'

interface Credentials {
  login: string
  password: string
  /** A code of the second factor, and whether this device needs none for a while. */
  second?: string
  trust?: boolean
}

/** Who is signed in on this device. The session itself is a cookie that script cannot read. */
export const useSession = defineStore('session', () => {
  const account = ref<AccountView | null>(null)
  /** Whether the server has told us yet; until then nothing is shown. */
  const known = ref(false)
  /** An account of the office that has some stations only; what is the whole district's is not shown. */
  const ofStations = computed(
    () => account.value?.role === 'office' && account.value.stations.length > 0,
  )
  /**
   * Whether an account of the office may change what has this tag: the server's own rule. In the whole
   * district, unless what changes it keeps to the stations of whoever has some only.
   */
  const mayChange = (tag: string, keepsToStations = false): boolean =>
    account.value?.role === 'office' &&
    (!ofStations.value || keepsToStations) &&
    dutiesAllow(account.value.duties, { method: 'POST', tag })
  /** Whether an account of the office may read what has this tag, in the whole district or its part. */
  const mayRead = (tag: string): boolean =>
    account.value?.role === 'office' && dutiesAllow(account.value.duties, { method: 'GET', tag })
  /** Why the server could not tell us. */
  const failure = ref<CallFailure | null>(null)

  function take(view: AccountView | null): void {
    if (view) {
      forgetDraftsOfOthers(view.id)
      void dropOwnDrafts(view.id)
    }
    account.value = view
    known.value = true
    failure.value = null
  }

  /** Asks the server once who is signed in. Never throws: a failure is kept in `failure`. */
  async function load(): Promise<void> {
    try {
      take(await call<typeof accountsApi.me>('GET', '/api/sessions/current'))
    } catch (error) {
      const why = asFailure(error)
      if (why.status === 401) take(null)
      else failure.value = why
    }
  }

  async function signIn(credentials: Credentials): Promise<AccountView> {
    const view = await call<typeof accountsApi.signIn>('POST', '/api/sessions', {
      body: credentials,
    })
    take(view)
    return view
  }

  async function firstSignIn(credentials: Credentials & { code: string }): Promise<AccountView> {
    const view = await call<typeof accountsApi.firstSignIn>('POST', '/api/first-sign-ins', {
      body: credentials,
    })
    take(view)
    return view
  }

  async function leave(path: '/api/sessions' | '/api/sessions/current'): Promise<void> {
    try {
      await call<typeof accountsApi.signOut>('DELETE', path)
    } catch (error) {
      // 401 means that the session has ended already: that is what was wanted.
      if (!(error instanceof CallFailure && error.status === 401)) throw error
    }
    forgetDrafts()
    await dropOwnDrafts()
    take(null)
  }

  return {
    account,
    ofStations,
    mayChange,
    mayRead,
    known,
    failure,
    load,
    take,
    signIn,
    firstSignIn,
    signOut: () => leave('/api/sessions/current'),
    signOutEverywhere: () => leave('/api/sessions'),
    /** The server no longer knows this session. */
    forget: () => take(null),
  }
})
