import { fullDayWords } from '@mashang/shared/core/local-time.ts'
import { id as idShape } from '@mashang/shared/core/schema.ts'
import type { AttachmentView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { classWords } from '@mashang/shared/suggestions/suggestions.words.ts'
import { outcomesForVoters } from '@mashang/shared/suggestions/voters.words.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../core/context.ts'
import { html, plainPage } from '../core/http/plain-page.ts'
import { publicPageOf, publishedSuggestion, publishedSuggestions } from './published.usecases.ts'

const PAGE = 20
const day = (at: string): string => fullDayWords(Date.parse(at))

const filesOf = (id: string, files: readonly AttachmentView[]) =>
  files.map(
    ({ id: file, name }) =>
      html`<p><a class="way" href="/api/published-suggestions/${id}/files/${file}">附件：${name}</a></p>`,
  )

const originsOf = (origins: number) =>
  origins > 0 ? html`<p class="muted">由 ${origins} 件群众反映写成</p>` : ''

/** What was released, for everyone: readable without script, and on any phone. */
export function publicSuggestionsRoutes(app: FastifyInstance, context: Context): void {
  const open = { config: { open: true as const } }
  app.get<{ Querystring: { page?: string } }>('/suggestions', open, async (request, reply) => {
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
        (one) => html`<li><h2><a href="${publicPageOf(one.id)}">${one.title}</a></h2>
<p class="muted">${one.lead}提出 · ${one.number} · ${day(one.answeredAt)}答复</p>
${originsOf(one.origins)}
${one.letters.map(
  (letter) => html`<p>${letter.department}的答复：${outcomesForVoters[letter.class]}</p>`,
)}</li>`,
      )}</ul>`
}
<p>${page > 1 ? html`<a class="way" href="/suggestions?page=${page - 1}">上一页</a> ` : ''}第 ${page} 页，共 ${pages} 页${
        page < pages ? html` <a class="way" href="/suggestions?page=${page + 1}">下一页</a>` : ''
      }</p>`,
    })
  })

  const back = html`<p><a class="button" href="/suggestions">看全部公开的建议</a></p>`
  app.get<{ Params: { id: string } }>('/suggestions/:id', open, async (request, reply) => {
    const { success, data: id = '' } = idShape.safeParse(request.params.id)
    const one = success ? await publishedSuggestion(context, id) : null
    // Nobody learns from here which there are that are not public.
    if (one === null)
      return plainPage(reply, {
        status: 404,
        title: '这里没有这件建议',
        body: html`<p>它可能没有公开，或者已经撤下了。也请看看地址是不是完整。</p>${back}`,
      })
    return plainPage(reply, {
      title: one.title,
      body: html`<p class="muted">${one.lead}提出 · ${one.number} · ${day(one.answeredAt)}答复</p>
${one.handlers.length > 0 ? html`<p>承办单位：${one.handlers.join('、')}</p>` : ''}
<p>办到哪一步：${one.standing}</p>
${originsOf(one.origins)}
<h2>建议</h2>
<p class="words">${one.text}</p>
${filesOf(one.id, one.files)}
${one.letters.map(
  (letter, index) => html`<h2>${letter.department}的答复</h2>
<p><strong>${outcomesForVoters[letter.class]}</strong></p>
<p class="muted">${day(letter.at)} · ${classWords(letter.class, letter.said)}</p>
<p class="words">${letter.text}</p>
${filesOf(one.id, letter.files)}
${one.judgements[index] ? html`<p>${one.judgements[index] ?? ''}</p>` : ''}`,
)}${back}`,
    })
  })
}
