import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import { html, type Markup } from '../core/http/plain-page.ts'

type Matter = LineageView['matters'][number]

const line = ({ title, kindWords, note, to, here }: Matter, count: number): Markup => {
  const words = here ? `${title}（这一件）` : title
  return html`<li><p>${to === null || here ? words : html`<a class="way" href="${to}">${words}</a>`}<br>
<span class="muted">${kindWords} · ${count > 1 ? `${count} 件，${note}` : note}</span></p></li>`
}

/**
 * A chain without a picture, from what began it to what came of it. Those of which nothing may be said
 * but that they are there are one line, with their number.
 */
export function chainList({ matters }: LineageView): Markup {
  const lines = new Map<string, { matter: Matter; count: number }>()
  for (const matter of matters) {
    const { kind, title, note, to, here } = matter
    const key = JSON.stringify([kind, title, note, to, here])
    const known = lines.get(key)
    if (known === undefined) lines.set(key, { matter, count: 1 })
    else known.count += 1
  }
  return html`<ol class="chain">${[...lines.values()].map(({ matter, count }) => line(matter, count))}</ol>`
}
