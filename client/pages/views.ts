import type { VoterView } from '@mashang/shared/pages/pages.model.ts'
import { type Component, defineAsyncComponent, hydrateOnIdle } from 'vue'

/** What is not needed for the first paint after a scan comes later, each view for itself. */
export const laterLoaders = {
  choose: () => import('../representatives/VoterChoose.vue'),
  file: () => import('../issues/VoterFile.vue'),
  receipt: () => import('../issues/VoterReceipt.vue'),
  lookup: () => import('./VoterLookup.vue'),
  privacy: () => import('./VoterPrivacy.vue'),
  'code-problem': () => import('./VoterCodeProblem.vue'),
  home: () => import('./VoterHome.vue'),
}

export type LaterView = keyof typeof laterLoaders

const asynchronous = (view: LaterView): Component =>
  defineAsyncComponent({
    loader: laterLoaders[view] as () => Promise<Component>,
    hydrate: hydrateOnIdle(),
  })

export const laterViews: Record<LaterView, Component> = {
  choose: asynchronous('choose'),
  file: asynchronous('file'),
  receipt: asynchronous('receipt'),
  lookup: asynchronous('lookup'),
  privacy: asynchronous('privacy'),
  'code-problem': asynchronous('code-problem'),
  home: asynchronous('home'),
}

/** Fetches a view's code before it is shown, so that no empty page appears in between. */
export async function loadView(view: VoterView): Promise<void> {
  if (view !== 'landing') await laterLoaders[view]()
}
