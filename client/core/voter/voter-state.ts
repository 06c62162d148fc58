import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import { type InjectionKey, inject, onMounted, type Ref, ref, type ShallowRef } from 'vue'

/** What every voter component may reach. */
export interface Voter {
  page: ShallowRef<VoterPage>
  /** Shows another address of the voter's pages, without a reload where that is possible. */
  go(href: string): Promise<void>
}

export const voterKey: InjectionKey<Voter> = Symbol('voter')

export function useVoter(): Voter {
  const voter = inject(voterKey)
  if (!voter) throw new Error('VoterApp provides the voter state; render components inside it.')
  return voter
}

/**
 * Whether script has taken this component over: false on the server and in the first rendering in
 * the browser, so that both agree. Each component has its own, because views are taken over later
 * than the page around them.
 */
export function useScripted(): Ref<boolean> {
  const scripted = ref(false)
  onMounted(() => {
    scripted.value = true
  })
  return scripted
}

type PageOf<V extends VoterPage['view']> = Extract<VoterPage, { view: V }>
export type LandingPage = PageOf<'landing'>
export type ChoosePage = PageOf<'choose'>
export type PlacesPage = PageOf<'places'>
export type FilePage = PageOf<'file'>
export type ReceiptPage = PageOf<'receipt'>
export type WhyPage = PageOf<'why'>
export type MattersPage = PageOf<'matters'>
export type StationPage = PageOf<'station'>
export type RightsPage = PageOf<'rights'>
export type PrivacyPage = PageOf<'privacy'>
export type HomePage = PageOf<'home'>
export type LookupPage = PageOf<'lookup'>
export type CodeProblemPage = PageOf<'code-problem'>

export const landingHref = (code: string): string => `/q/${code}`

/** @param at another station instead of the code's own */
export function chooseHref(code: string, scope?: string, q?: string, at?: string): string {
  const search = new URLSearchParams()
  if (scope) search.set('scope', scope)
  if (q) search.set('q', q)
  if (at) search.set('at', at)
  const tail = search.toString()
  return `/q/${code}/choose${tail ? `?${tail}` : ''}`
}

export const fileHref = (code: string, representativeId: string): string =>
  `/q/${code}/file?to=${representativeId}`

export const placesHref = (code: string): string => `/q/${code}/places`

export const stationHref = (code: string): string => `/q/${code}/station`

/** Public matters behind a code, or all of them. */
export const mattersHref = (code?: string): string =>
  code === undefined ? '/matters' : `/q/${code}/matters`

/** The document's title for a page. */
export function titleOf(page: VoterPage): string {
  switch (page.view) {
    case 'landing':
      return page.code.representative
        ? `${page.code.representative.name}代表 · 码上代表`
        : `${page.code.station?.name ?? '代表家站'} · 码上代表`
    case 'choose':
      return '换一位代表 · 码上代表'
    case 'places':
      return '在地图上找 · 码上代表'
    case 'file':
      return `反映问题给${page.representative.name}代表 · 码上代表`
    case 'receipt':
      return `我的回执 ${page.issue.number} · 码上代表`
    case 'why':
      return `为什么是这个时间 ${page.why.number} · 码上代表`
    case 'station':
      return `${page.station.name} · 码上代表`
    case 'matters':
      return '办过的事 · 码上代表'
    case 'rights':
      return `我的资料 ${page.number} · 码上代表`
    case 'lookup':
      return '查我的回执 · 码上代表'
    case 'privacy':
      return '谁能看到我写的 · 码上代表'
    case 'code-problem':
      return page.reason === 'revoked' ? '这张码已经停用 · 码上代表' : '没有找到这个码 · 码上代表'
    case 'home':
      return `码上代表 · ${page.district.name}`
  }
}
