import { CUT, lineWords } from '@mashang/shared/lineage/line.words.ts'
import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import { html, type Markup } from '../core/http/plain-page.ts'

function line(matter: LineageView['matters'][number]): Markup {
  const { title, note } = lineWords(matter)
  const { to, here } = matter
  const words = here || to === null ? title : html`<a class="way" href="${to}">${title}</a>`
  return html`<li><p>${words}<br>
<span class="muted">${note}${here ? '（这一件）' : ''}</span></p></li>`
}

/** A chain without a picture, from what began it to what came of it. */
export const chainList = ({ matters, cut }: LineageView): Markup =>
  html`<ol class="chain">${matters.map(line)}</ol>${cut ? html`<p class="muted">${CUT}</p>` : ''}`
