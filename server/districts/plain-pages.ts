import type { FastifyReply } from 'fastify'
import type { Context } from '../core/context.ts'
import { type PlainPage, plainPage } from '../core/http/plain-page.ts'
import { districtNow } from './districts.store.ts'

/** Sends a small page under the name that the district has now. */
export type SendPlainPage = (reply: FastifyReply, page: PlainPage) => Promise<FastifyReply>

export const plainPages =
  (context: Context): SendPlainPage =>
  async (reply, page) =>
    plainPage(reply, (await districtNow(context)).name, page)
