import type { RenderedPage, VoterPage } from '@mashang/shared/pages/pages.model.ts'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { titleOf } from './core/voter/voter-state.ts'
import VoterApp from './pages/VoterApp.vue'
import voterStyle from './pages/voter.css?inline'

/** The voter's whole style; small enough to go inside the first response. */
export const styleSheet: string = voterStyle

/** Paints a voter's page: markup for the app's root, the document's title, the critical style. */
export async function render(page: VoterPage): Promise<RenderedPage> {
  const html = await renderToString(createSSRApp(VoterApp, { page }))
  return { html, title: titleOf(page), css: styleSheet }
}
