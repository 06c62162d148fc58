import { fullDayWords } from '@mashang/shared/core/local-time.ts'
import type { AttachmentView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { classWords } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../core/context.ts'
import { html, plainPage } from '../core/http/plain-page.ts'
import { publishedSuggestions } from './published.usecases.ts'

const PAGE = 20
const day = (at: string): string => fullDayWords(Date.parse(at))

const filesOf = (id: string, files: readonly AttachmentView[]) =>
  files.map(
    ({ id: file, name }) =>
      html`<p><a class="way" href="/api/published-suggestions/${id}/files/${file}">附件：${name}</a></p>`,
  )

/** What was released, for everyone: readable without script, and on any phone. */
export function publicSuggestionsRoutes(app: FastifyInstance, context: Context): void {
  app.get<{ Querystring: { page?: string } }>(
    '/suggestions',
    { config: { open: true } },
    async (request, reply) => {
      const wanted = Number(request.query.page)
      const page = Number.isSafeInteger(wanted) && wanted >= 1 && wanted <= 100_000 ? wanted : 1
      const { items, total } = await publishedSuggestions(context, { page, size: PAGE })
      const pages = Math.max(1, Math.ceil(total / PAGE))
      return plainPage(reply, {
        title: '代表建议和答复',
        body: html`<p class="muted">公开的 ${total} 件，新的在前。标了不公开的不在这里。</p>
${
  items.length === 0
    ? html`<p>${total === 0 ? '还没有公开的建议。' : '这一页没有了，请回第一页。'}</p>`
    : html`<ul>${items.map(
        (one) => html`<li><h2>${one.title}</h2>
<p class="muted">${one.lead}提出 · ${one.number} · ${day(one.answeredAt)}答复</p>
${one.origins > 0 ? html`<p class="muted">由 ${one.origins} 件群众反映写成</p>` : ''}
<p class="words">${one.text}</p>
${filesOf(one.id, one.files)}
${one.letters.map(
  (letter) => html`<h3>${letter.department}的答复</h3>
<p class="muted">${classWords(letter.class, letter.said)}</p>
<p class="words">${letter.text}</p>
${filesOf(one.id, letter.files)}`,
)}</li>`,
      )}</ul>`
}
<p>${page > 1 ? html`<a class="way" href="/suggestions?page=${page - 1}">上一页</a> ` : ''}第 ${page} 页，共 ${pages} 页${
          page < pages ? html` <a class="way" href="/suggestions?page=${page + 1}">下一页</a>` : ''
        }</p>`,
      })
    },
  )
}
