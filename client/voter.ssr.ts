import type { RenderedPage, VoterPage, VoterView } from '@mashang/shared/pages/pages.model.ts'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import letters from './core/mongolian.css?inline'
import { titleOf } from './core/voter/voter-state.ts'
import formStyle from './issues/voter-file.css?inline'
import receiptStyle from './issues/voter-receipt.css?inline'
import VoterApp from './pages/VoterApp.vue'
import firstStyle from './pages/voter-first.css?inline'
import placesStyle from './pages/voter-places.css?inline'
import readingStyle from './pages/voter-reading.css?inline'
import VoterPlainPhotos from './photos/VoterPlainPhotos.vue'
import { hasMongolian } from './representatives/letters.ts'

/**
 * A first response holds the style of what it shows and no more: on a weak signal each kilobyte is
 * seen. What a page leads to without a reload brings its own (pages/form-style.ts).
 */
const landing: string = firstStyle
const form: string = landing + formStyle
const whole: string = form + receiptStyle + placesStyle + readingStyle
const styles: Partial<Record<VoterView, string>> = { landing, choose: form, file: form }

/** Where no script comes, what waits for it takes no room, and nothing counts what is typed. */
export const unscripted = '.unready,.count{display:none}'
/** Every style that a page may hold; small enough to go inside the first response. */
export const styleSheets: readonly string[] = [landing, form, whole, letters, unscripted]
/** What a page needs that is none of the views. */
export const wholeStyle: string = whole

/** Photos where no script comes; what script goes on with knows nothing of it, and stays as small. */
async function withPlainPhotos(html: string, page: VoterPage): Promise<string> {
  if (page.view !== 'file') return html
  const kept = page.refill?.values.photos?.split(',') ?? []
  const photos = await renderToString(createSSRApp(VoterPlainPhotos, { kept }))
  return html
    .replace('<form class="filing"', '$& enctype="multipart/form-data"')
    .replace('<noscript></noscript>', () => `<noscript>${photos}</noscript>`)
}

/** Paints a voter's page: markup for the app's root, the document's title, the critical style. */
export async function render(page: VoterPage): Promise<RenderedPage> {
  const html = await withPlainPhotos(await renderToString(createSSRApp(VoterApp, { page })), page)
  return {
    html,
    title: page.view === 'lookup' && page.offline ? '没有连上网 · 码上代表' : titleOf(page),
    css: styles[page.view] ?? whole,
    letters: hasMongolian(html) ? letters : null,
  }
}
