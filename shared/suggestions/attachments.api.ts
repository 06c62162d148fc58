import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id } from '../core/schema.ts'
import { ATTACHMENT_BYTES } from './attachments.words.ts'
import { linkFile, linkToken } from './links.model.ts'
import { attachment } from './suggestions.model.ts'

const tag = 'suggestions'
const oneFile = {
  consumes: 'multipart/form-data',
  status: 201,
  reply: attachment,
  // What multipart puts around the file.
  bodyLimit: ATTACHMENT_BYTES + 64 * 1024,
} as const
const params = z.strictObject({ id, file: id })

export const attachmentsApi = {
  upload: endpoint({
    method: 'POST',
    path: '/api/suggestion-files',
    summary: '传一个附件（字段名 file）：照片或 PDF，20 MB 以内；起草或办一步时再写上它的 id',
    tag,
    access: ['office', 'representative', 'department'],
    ...oneFile,
  }),
  uploadLinked: endpoint({
    method: 'POST',
    path: '/api/suggestion-links/files',
    summary: '用一次性链接答复前传一个附件；链接的码写在 x-link-token 里，只能由这个链接的答复写上',
    tag,
    access: 'anyone',
    headers: z.looseObject({ 'x-link-token': linkToken }),
    ...oneFile,
  }),
  read: endpoint({
    method: 'GET',
    path: '/api/suggestions/:id/files/:file',
    summary: '一件建议的附件，给看得到这件建议的人',
    tag,
    access: ['office', 'representative', 'department'],
    params,
    status: 200,
    produces: 'application/octet-stream',
  }),
  readLinked: endpoint({
    method: 'POST',
    path: '/api/suggestion-links/file',
    summary: '一次性链接里那件建议的附件；链接的码写在正文里，不写在地址里',
    tag,
    access: 'anyone',
    body: linkFile,
    status: 200,
    produces: 'application/octet-stream',
  }),
  readPublished: endpoint({
    method: 'GET',
    path: '/api/published-suggestions/:id/files/:file',
    summary: '公开的建议和答复的附件',
    tag,
    access: 'anyone',
    params,
    status: 200,
    produces: 'application/octet-stream',
  }),
}
