import { fullDayWords } from '@mashang/shared/core/local-time.ts'
import { id as idShape } from '@mashang/shared/core/schema.ts'
import { cleanLine } from '@mashang/shared/core/text.ts'
import type {
  AttachmentView,
  PublicSuggestion,
} from '@mashang/shared/suggestions/suggestions.model.ts'
import {
  classWords,
  handedInWords,
  originsWords,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../core/context.ts'
import { html } from '../core/http/plain-page.ts'
import { readingPages } from '../districts/plain-pages.ts'
import { chainList } from '../lineage/chain.html.ts'
import type { Chain } from '../lineage/lineage.usecases.ts'
import { isInWechat } from '../wechat/inside.ts'
import { publishedYears } from './published.store.ts'
import {
  authorOf,
  outcomeOf,
  publicPageOf,
  publishedSuggestion,
  publishedSuggestions,
} from './published.usecases.ts'

const PAGE = 20
/** Characters that are looked for. */
const LONGEST = 60
const day = (at: string): string => fullDayWords(Date.parse(at))

const filesOf = (id: string, files: readonly AttachmentView[]) =>
  files.map(
    ({ id: file, name }) =>
      html`<p><a class="way" href="/api/published-suggestions/${id}/files/${file}">附件：${name}</a></p>`,
  )

/** WeChat shows pictures; what it does with a PDF differs from phone to phone. */
const HELP = html`<p class="muted">附件打不开：点右上角的“···”，选“在浏览器打开”。</p>`

/** Nothing is saved there, and a button that does nothing is worse than none. */
const LETTER_HELP = html`<p class="muted">要存下答复函：点右上角的“···”，选“在浏览器打开”，再下载 PDF。</p>`

const occasion = ({ handedIn }: Pick<PublicSuggestion, 'handedIn'>): string =>
  handedIn === null ? '' : ` · ${handedInWords(handedIn)}`

const originsOf = (origins: number) =>
  origins > 0 ? html`<p class="muted">${originsWords(origins)}</p>` : ''

const praiseOf = ({ excellent }: { excellent: boolean }) =>
  excellent ? html`<p><strong>优秀建议</strong></p>` : ''

/** What was asked for; what makes no sense is as if it were not there. */
const asked = z.object({
  q: z
    .string()
    .transform((typed) => [...cleanLine(typed)].slice(0, LONGEST).join(''))
    .catch(''),
  year: z.coerce.number().int().min(2000).max(2200).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
type Asked = z.output<typeof asked>

const addressOf = ({ q, year, page }: Asked): string => {
  const query = new URLSearchParams()
  if (q !== '') query.set('q', q)
  if (year !== undefined) query.set('year', String(year))
  if (page > 1) query.set('page', String(page))
  return query.size === 0 ? '/suggestions' : `/suggestions?${query}`
}

const searchForm = ({ q, year }: Asked, years: readonly number[]) =>
  html`<form action="/suggestions" role="search">
<label class="field">找建议<input type="search" name="q" value="${q}" maxlength="${LONGEST}" placeholder="标题、编号或代表"></label>
<label class="field">哪一年<select name="year"><option value="">都看</option>${years.map(
    (one) => html`<option value="${one}"${one === year ? html` selected` : ''}>${one} 年</option>`,
  )}</select></label>
<button>找</button></form>`

/** Why nothing stands here, and the way back. */
function nothing(query: Asked, total: number) {
  if (total > 0)
    return html`<p>这一页没有了。<a class="way" href="${addressOf({ ...query, page: 1 })}">回第一页</a></p>`
  return query.q === '' && query.year === undefined
    ? html`<p>还没有公开的建议。</p>`
    : html`<p>没有找到这样的建议。少写几个字，或者换一年试试。</p>${back}`
}

const back = html`<p><a class="button" href="/suggestions">看全部公开的建议</a></p>`

/** What was released, for everyone: readable without script, and on any phone. */
export function publicSuggestionsRoutes(
  app: FastifyInstance,
  context: Context,
  chain: Chain,
): void {
  const open = { config: { open: true as const } }
  const plainPage = readingPages(context)
  app.get('/suggestions', open, async (request, reply) => {
    const query = asked.parse(request.query)
    const { q, year, page } = query
    const filter = { q: q === '' ? undefined : q, year }
    const [{ items, total }, years] = await Promise.all([
      publishedSuggestions(context, { ...filter, page, size: PAGE }),
      publishedYears(context),
    ])
    const pages = Math.max(1, Math.ceil(total / PAGE))
    const way = (to: number, words: string) =>
      html`<a class="way" href="${addressOf({ ...query, page: to })}">${words}</a>`
    const all = q === '' && year === undefined
    return await plainPage(reply, {
      title: '代表建议和答复',
      body: html`${years.length > 0 ? searchForm(query, years) : ''}
<p class="muted">${all ? '公开的' : '找到'} ${total} 件${total > 1 ? '，新公开的在前' : ''}。标了不公开的不在这里。</p>
${
  items.length === 0
    ? nothing(query, total)
    : html`<ul>${items.map(
        (one) => html`<li><h2><a href="${publicPageOf(one.id)}">${one.title}</a></h2>
<p class="muted">${authorOf(one)} · ${one.number} · ${day(one.publishedAt)}公开</p>
${praiseOf(one)}
${originsOf(one.origins)}
${one.letters.map((letter) => html`<p>${letter.department}的答复：${outcomeOf(letter)}</p>`)}</li>`,
      )}</ul>`
}
<p>${page > 1 ? way(page - 1, '上一页') : ''} 第 ${page} 页，共 ${pages} 页 ${page < pages ? way(page + 1, '下一页') : ''}</p>`,
    })
  })

  app.get<{ Params: { id: string } }>('/suggestions/:id', open, async (request, reply) => {
    const { success, data: id = '' } = idShape.safeParse(request.params.id)
    const one = success ? await publishedSuggestion(context, id) : null
    // Nobody learns from here which there are that are not public.
    if (one === null)
      return await plainPage(reply, {
        status: 404,
        title: '这里没有这件建议',
        body: html`<p>它可能没有公开，或者已经撤下了。也请看看地址是不是完整。</p>${back}`,
      })
    const files = [one.files, ...one.letters.map((letter) => letter.files)].flat()
    const inWechat = isInWechat(request)
    const lineage = await chain({ kind: 'suggestion', id }, { kind: 'public' })
    return await plainPage(reply, {
      title: one.title,
      body: html`<p class="muted">${authorOf(one)}${occasion(one)} · ${one.number} · ${day(one.answeredAt)}答复</p>
${one.cosigners.length > 0 ? html`<p>附议：${one.cosigners.join('、')}</p>` : ''}
${one.handlers.length > 0 ? html`<p>承办单位：${one.handlers.join('、')}</p>` : ''}
<p>办到哪一步：${one.standing}</p>
${praiseOf(one)}
${originsOf(one.origins)}
${files.length > 0 && inWechat ? HELP : ''}
${inWechat && one.letters.some(({ printed }) => printed !== null) ? LETTER_HELP : ''}
<h2>建议</h2>
<p class="words">${one.text}</p>
${filesOf(one.id, one.files)}
${one.letters.map(
  (letter) => html`<h2>${letter.heading}</h2>
<p><strong>${letter.outcome}</strong></p>
<p class="muted">${letter.document === null ? '' : `${letter.document} · `}${day(letter.at)} · ${classWords(letter.class, letter.said)}</p>
<p class="words">${letter.text}</p>
${filesOf(one.id, letter.files)}
${letter.printed === null || inWechat ? '' : html`<p><a class="way" href="${letter.printed}" download>下载答复函（PDF）</a></p>`}
${letter.judgement === null ? '' : html`<p>${letter.judgement}</p>`}`,
)}
${one.settled.map((words) => html`<p>${words}</p>`)}${lineage.matters.length > 1 ? html`<h2>来龙去脉</h2>${chainList(lineage)}` : ''}${back}`,
    })
  })
}
