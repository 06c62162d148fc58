import type { VoterView } from '@mashang/shared/pages/pages.model.ts'
import { type Component, defineAsyncComponent, type HydrationStrategy, hydrateOnIdle } from 'vue'
import { typedEarly } from './typed-early.ts'

/**
 * Every view is a chunk of its own. A painted page needs no script to be read, so its code comes
 * when the browser is idle; until then links and forms work by themselves.
 */
const loaders: Record<VoterView, () => Promise<unknown>> = {
  landing: () => import('./VoterLanding.vue'),
  choose: () => import('../codes/VoterChoose.vue'),
  places: () => import('./VoterPlaces.vue'),
  file: () => import('../issues/VoterFile.vue'),
  receipt: () => import('../issues/VoterReceipt.vue'),
  why: () => import('../issues/VoterWhy.vue'),
  matters: () => import('./VoterMatters.vue'),
  station: () => import('./VoterStationPage.vue'),
  rights: () => import('../issues/VoterRights.vue'),
  lookup: () => import('./VoterLookup.vue'),
  privacy: () => import('./VoterPrivacy.vue'),
  'code-problem': () => import('./VoterCodeProblem.vue'),
  home: () => import('./VoterHome.vue'),
}

/** Fetches a view's code, so that no empty page appears when it is shown. */
export const loadView = (view: VoterView): Promise<unknown> => loaders[view]()

let tell: () => void
/**
 * Done once the painted view is taken over, or left. Whoever changes the page before makes the view
 * anew, without what was typed and opened there.
 */
export const takenOver = new Promise<void>((done) => {
  tell = done
})
export const leaveFirst = (): void => tell()

/** Taken over when there is time; nobody's words are lost by it. */
const whenIdle: HydrationStrategy = (hydrate, forEachElement) =>
  hydrateOnIdle(4000)(() => {
    const again = typedEarly()
    hydrate()
    again()
    tell()
  }, forEachElement)

/** A form is there to be used, and looks after its words; the others can be read meanwhile. */
const atOnce: HydrationStrategy = (hydrate) => {
  hydrate()
  tell()
}

const known = new Map<VoterView, Component>()

/** The component of a view, taken over lazily where the server has painted it. */
export function viewComponent(view: VoterView): Component {
  let component = known.get(view)
  if (!component) {
    component = defineAsyncComponent({
      loader: loaders[view] as () => Promise<Component>,
      hydrate: view === 'file' ? atOnce : whenIdle,
    })
    known.set(view, component)
  }
  return component
}
