import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, text } from '../core/schema.ts'
import { verdictCommand } from './commands.model.ts'
import { filed, filing } from './filing.model.ts'
import { similarMatter } from './group.model.ts'
import { receiptStanding, receiptView } from './issues.model.ts'
import { issueLimits, KEPT_RECEIPTS } from './issues.words.ts'
import { publishedMatter } from './published.model.ts'
import { whyView } from './why.model.ts'

const tag = 'issues'
const byId = z.strictObject({ id })
const oneKey = z.looseObject({ 'idempotency-key': z.string().min(8).max(200).optional() })
const byReceipt = z.strictObject({ receipt: z.string().min(1).max(80) })

export const voterApi = {
  file: endpoint({
    method: 'POST',
    path: '/api/issues',
    summary: '选民提交反映；同一个 Idempotency-Key 重复提交得到同一个结果',
    tag,
    access: 'anyone',
    headers: oneKey,
    body: filing,
    status: 201,
    reply: filed,
    bodyLimit: 64 * 1024,
  }),
  whyByReceipt: endpoint({
    method: 'GET',
    path: '/api/receipts/:receipt/why',
    summary: '凭回执看为什么是这个时限',
    tag,
    access: 'anyone',
    params: byReceipt,
    status: 200,
    reply: whyView,
  }),
  released: endpoint({
    method: 'GET',
    path: '/api/representatives/:id/matters',
    summary: '一位代表办过、选民同意公开的事，新的在前，最多 60 件',
    tag,
    access: 'anyone',
    params: byId,
    status: 200,
    reply: z.object({ items: z.array(publishedMatter) }),
  }),
  receipt: endpoint({
    method: 'GET',
    path: '/api/receipts/:receipt',
    summary: '凭回执查看',
    tag,
    access: 'anyone',
    params: byReceipt,
    query: z.strictObject({
      reader: z
        .enum(['voter', 'station'])
        .default('voter')
        .meta({ description: '给谁看：选民自己，还是和来访人一起看的家站；只是称呼不同' }),
    }),
    status: 200,
    reply: receiptView,
  }),
  standings: endpoint({
    method: 'POST',
    path: '/api/receipt-standings',
    summary: '一部手机上的几张回执各办到哪一步；没有的不在答复里',
    tag,
    access: 'anyone',
    body: z.strictObject({ receipts: z.array(z.string().min(1).max(80)).max(KEPT_RECEIPTS) }),
    status: 200,
    reply: z.object({ serverTime: instant, items: z.array(receiptStanding) }),
  }),
  verdict: endpoint({
    method: 'POST',
    path: '/api/receipts/:receipt/verdict',
    summary: '两个问题的评价',
    tag,
    access: 'anyone',
    params: byReceipt,
    body: verdictCommand,
    status: 200,
    reply: receiptView,
  }),
  message: endpoint({
    method: 'POST',
    path: '/api/receipts/:receipt/messages',
    summary: '选民补充一句；带同一个 Idempotency-Key 重复提交，只算一句',
    tag,
    access: 'anyone',
    params: byReceipt,
    headers: oneKey,
    body: z.strictObject({ text: text(issueLimits.message, '补充的话') }),
    status: 200,
    reply: receiptView,
  }),
  chase: endpoint({
    method: 'POST',
    path: '/api/receipts/:receipt/chase',
    summary: '过了时限没有答复，催一下；家站会知道，24 小时一次',
    tag,
    access: 'anyone',
    params: byReceipt,
    status: 200,
    reply: receiptView,
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/api/receipts/:receipt/withdrawal',
    summary: '选民撤回',
    tag,
    access: 'anyone',
    params: byReceipt,
    status: 200,
    reply: receiptView,
  }),
  similar: endpoint({
    method: 'GET',
    path: '/api/receipts/:receipt/similar',
    summary: '别人反映过的类似问题，最多 3 件，不带任何人的原话',
    tag,
    access: 'anyone',
    params: byReceipt,
    status: 200,
    reply: z.object({ items: z.array(similarMatter) }),
  }),
  joinAsVoter: endpoint({
    method: 'POST',
    path: '/api/receipts/:receipt/joining',
    summary: '我也遇到了，和那一件一起等答复；回执和时限还是自己的',
    tag,
    access: 'anyone',
    params: byReceipt,
    body: z.strictObject({ issueId: id }),
    status: 200,
    reply: receiptView,
  }),
  receiptQr: endpoint({
    method: 'GET',
    path: '/api/receipts/:receipt/qr.svg',
    summary: '回执二维码',
    tag,
    access: 'anyone',
    params: byReceipt,
    status: 200,
    produces: 'image/svg+xml',
  }),
}
