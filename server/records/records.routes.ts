import { recordsApi } from '@mashang/shared/records/records.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { DOCX } from '../core/docx/write.ts'
import { asAttachment } from '../core/http/download.ts'
import { route } from '../core/http/route.ts'
import { allRecords } from './archive.usecases.ts'
import { copyProofFile, freeze, keptCopy } from './copies.usecases.ts'
import { type RecordTools, recordFile } from './files.usecases.ts'
import { addRemark, giveReward, takeBackRemark, takeBackReward } from './keeping.usecases.ts'
import { keepPaper, takeBackPaper } from './on-paper.usecases.ts'
import { showRecord } from './records.usecases.ts'

export function recordsRoutes(app: FastifyInstance, context: Context, tools: RecordTools): void {
  const api = recordsApi
  route(app, api.show, ({ params, query, actor }) =>
    showRecord(context, params.id, query, signedIn(actor), tools.pointsOf),
  )
  route(app, api.file, async ({ params, actor, reply }) => {
    const file = await recordFile(context, params.id, 'pdf', signedIn(actor), tools)
    asAttachment(reply, file.name, 'application/pdf')
    return file.bytes
  })
  route(app, api.word, async ({ params, actor, reply }) => {
    const file = await recordFile(context, params.id, 'docx', signedIn(actor), tools)
    asAttachment(reply, file.name, DOCX)
    return file.bytes
  })
  route(app, api.all, async ({ query, actor, reply }) => {
    const { name, stream } = await allRecords(context, query, signedIn(actor), tools)
    asAttachment(reply, name, 'application/zip')
    return stream
  })
  route(app, api.freeze, ({ params, body, actor }) =>
    freeze(context, params.id, body, signedIn(actor), tools),
  )
  route(app, api.copy, async ({ params, actor, reply }) => {
    const file = await keptCopy(context, params.id, params.copy, signedIn(actor))
    asAttachment(reply, file.name, 'application/pdf')
    return file.bytes
  })
  route(app, api.proof, async ({ params, actor, reply }) => {
    const file = await copyProofFile(context, params.id, params.copy, signedIn(actor))
    asAttachment(reply, file.name, 'application/json')
    return file.text
  })
  route(app, api.reward, async ({ params, body, actor }) => {
    await giveReward(context, params.id, body, signedIn(actor))
  })
  route(app, api.reverse, async ({ params, body, actor }) => {
    await takeBackReward(context, params.id, params.reward, body, signedIn(actor))
  })
  route(app, api.keepPaper, async ({ params, body, actor }) => {
    await keepPaper(context, params.id, body, signedIn(actor))
  })
  route(app, api.withdrawPaper, async ({ params, body, actor }) => {
    await takeBackPaper(context, params.id, params.paper, body, signedIn(actor))
  })
  route(app, api.remark, async ({ params, body, actor }) => {
    await addRemark(context, params.id, body, signedIn(actor))
  })
  route(app, api.withdraw, async ({ params, actor }) => {
    await takeBackRemark(context, params.id, params.remark, signedIn(actor))
  })
}
