import { named } from '@mashang/shared/districts/page-texts.rules.ts'
import { PHONE } from '@mashang/shared/districts/page-texts.words.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../core/context.ts'
import { isElder } from '../core/http/elder.ts'
import { html, type Markup, type PlainPage, plainPage } from '../core/http/plain-page.ts'
import { type DistrictRecord, districtNow } from './districts.store.ts'
import { textsNow } from './page-texts.store.ts'

/** Sends a small page under the name that the district has now. */
export type SendPlainPage = (reply: FastifyReply, page: PlainPage) => Promise<FastifyReply>

export const plainPages =
  (context: Context): SendPlainPage =>
  async (reply, page) =>
    plainPage(reply, (await districtNow(context)).name, page)

/** The same page in the other size of letters; what was looked for stays. */
function elderSwitch(request: FastifyRequest): Markup {
  const query = new URLSearchParams(request.url.split('?')[1])
  const elder = isElder(request)
  query.set('elder', elder ? '0' : '1')
  return html`<a class="way" href="?${query.toString()}">${elder ? '回标准版' : '长辈版'}</a>`
}

function footOf(request: FastifyRequest, district: DistrictRecord, help: string): Markup {
  const { name, fallbackPhone } = district
  const [before = '', ...after] = named(help, name).split(PHONE)
  const call = html`<a class="way" href="tel:${fallbackPhone}">${fallbackPhone}</a>`
  return html`<p><a class="way" href="/privacy">谁能看到我写的</a><a class="way" href="/r">查回执</a>${elderSwitch(request)}</p>
<div>${name}人大 · ${before}${after.map((part) => html`${call}${part}`)}</div>`
}

/** The same with the foot of the voter's pages: for what people read, not for a question on the way. */
export const readingPages =
  (context: Context): SendPlainPage =>
  async (reply, page) => {
    const district = await districtNow(context)
    const { content } = await textsNow(context)
    const foot = footOf(reply.request, district, content.help)
    return plainPage(reply, district.name, { ...page, foot })
  }
