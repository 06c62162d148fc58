import type { CodeView } from '@mashang/shared/codes/codes.model.ts'
import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import type { RepresentativeCard } from '@mashang/shared/representatives/representatives.model.ts'
import {
  type ChoiceScope,
  choiceScopes,
} from '@mashang/shared/representatives/representatives.words.ts'
import { nextTick, type ShallowRef } from 'vue'
import { serverNow } from '../core/server-time.ts'
import { landingHref, titleOf } from '../core/voter/voter-state.ts'
import { formStyle } from './form-style.ts'
import { leaveFirst, loadView } from './views.ts'

const isScope = (raw: string | null): raw is ChoiceScope => raw !== null && raw in choiceScopes

/** Everyone of this code that the page already knows. */
const known = (page: VoterPage, code: CodeView): RepresentativeCard[] => [
  ...(code.representative ? [code.representative] : []),
  ...code.representatives,
  ...(page.view === 'choose' ? page.items : []),
  ...(page.view === 'file' ? [page.representative] : []),
]

/**
 * Moves between landing, choose and file of one code without a reload; every other address is a
 * plain visit. A page once shown is kept by its address, so that going back is immediate.
 */
export function createNavigation(page: ShallowRef<VoterPage>): {
  go(href: string): Promise<void>
  start(): void
} {
  const { view: first } = page.value
  const shown = new Map<string, VoterPage>()
  const here = (): string => location.pathname + location.search

  async function pageAt(url: URL): Promise<VoterPage | null> {
    const from = page.value
    if (!('code' in from && 'form' in from)) return null
    const { code } = from
    const root = landingHref(code.code)
    if (url.pathname !== root && !url.pathname.startsWith(`${root}/`)) return null
    const before = shown.get(url.pathname + url.search)
    const base = {
      district: from.district,
      elder: from.elder,
      serverTime: new Date(serverNow()).toISOString(),
      code,
      form: from.form,
    }
    const rest = url.pathname.slice(root.length)
    if (rest === '') return before?.view === 'landing' ? { ...before, ...base } : null
    if (rest === '/file') {
      const to = url.searchParams.get('to')
      const representative = known(from, code).find((one) => one.id === to)
      if (representative?.state !== 'serving') return null
      return { ...base, view: 'file', representative, idempotencyKey: '', refill: null }
    }
    if (rest === '/choose') {
      const scope = url.searchParams.get('scope')
      const q = url.searchParams.get('q') ?? ''
      // Another station's name is known to the server alone.
      if (url.searchParams.has('at')) return null
      const wanted: ChoiceScope = isScope(scope) ? scope : 'station'
      if (before?.view === 'choose') return { ...before, ...base }
      const { fetchChoices } = await import('../codes/fetch-choices.ts')
      const found = await fetchChoices(code.code, wanted, q)
      return { ...base, view: 'choose', scope: wanted, q, at: null, ...found }
    }
    return null
  }

  async function show(url: URL): Promise<boolean> {
    const next = await pageAt(url).catch(() => null)
    if (!next) return false
    const parts = await Promise.allSettled([loadView(next.view), formStyle(first)])
    // What a weak signal did not bring, a plain visit may.
    if (parts.some(({ status }) => status === 'rejected')) return false
    leaveFirst()
    page.value = next
    document.title = titleOf(next)
    await nextTick()
    return true
  }

  async function go(href: string): Promise<void> {
    const url = new URL(href, location.href)
    shown.set(here(), page.value)
    if (!(await show(url))) {
      location.assign(url)
      return
    }
    history.pushState(null, '', url)
    window.scrollTo(0, 0)
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true })
  }

  function start(): void {
    shown.set(here(), page.value)
    window.addEventListener('popstate', () => {
      show(new URL(location.href)).then((done) => {
        if (!done) location.reload()
      })
    })
  }

  return { go, start }
}
