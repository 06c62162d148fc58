import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id } from '../core/schema.ts'
import { letterPreview, linkPreview } from './letters.model.ts'
import {
  letterBundles,
  letterFiles,
  letterKinds,
  MOST_LETTERS,
  tooManyLetters,
} from './letters.words.ts'

const tag = 'suggestions'
const keysOf = <T extends Record<string, string>>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]])

const wanted = {
  ids: z
    .array(id)
    .min(1, '请至少选一件建议。')
    .max(MOST_LETTERS, tooManyLetters)
    .transform((ids) => [...new Set(ids)]),
  kind: keysOf(letterKinds),
}

export const lettersApi = {
  one: endpoint({
    method: 'GET',
    path: '/api/suggestions/:id/letters/:kind',
    summary: '交办单、答复函或征求意见表，PDF 或 Word',
    tag,
    access: ['office', 'representative', 'department'],
    params: z.strictObject({ id, kind: keysOf(letterKinds) }),
    query: z.strictObject({
      file: keysOf(letterFiles).default('pdf'),
      letter: z
        .string()
        .max(80)
        .optional()
        .meta({ description: '有几份的要哪一份，见建议的 prints；不写：自己单位的，或唯一的一份' }),
    }),
    status: 200,
    produces: 'application/octet-stream',
  }),
  preview: endpoint({
    method: 'POST',
    path: '/api/suggestions/:id/letters/preview',
    summary: '签发以前看看答复函印出来的样子，PDF；什么都不留下',
    tag,
    access: ['department'],
    reading: true,
    params: z.strictObject({ id }),
    body: letterPreview,
    status: 200,
    produces: 'application/octet-stream',
  }),
  previewByLink: endpoint({
    method: 'POST',
    path: '/api/suggestion-links/preview',
    summary: '用一次性链接看看答复函印出来的样子，PDF；链接还能用来答复',
    tag,
    access: 'anyone',
    body: linkPreview,
    status: 200,
    produces: 'application/octet-stream',
  }),
  released: endpoint({
    method: 'GET',
    path: '/api/published-suggestions/:id/letters/:department',
    summary: '公开的一件建议里，一家承办单位的答复函，PDF；不写签发人和联系方式',
    tag,
    access: 'anyone',
    params: z.strictObject({ id, department: id }),
    status: 200,
    produces: 'application/octet-stream',
  }),
  plan: endpoint({
    method: 'POST',
    path: '/api/suggestion-letters/plan',
    summary: '成批印之前：能印几件，哪些印不了，为什么',
    tag,
    access: ['office'],
    reading: true,
    body: z.strictObject(wanted).meta({ id: 'LetterPlan' }),
    status: 200,
    reply: z.object({
      ready: z.int().meta({ description: '几件' }),
      letters: z.int().meta({ description: '一共几份：分办的各家一份' }),
      skipped: z.array(
        z.object({ id, number: z.string().nullable(), title: z.string(), why: z.string() }),
      ),
    }),
  }),
  many: endpoint({
    method: 'POST',
    path: '/api/suggestion-letters',
    summary: '成批印：一个 PDF，或压缩包里每份一个文件；印到哪里了用 ticket 问',
    tag,
    access: ['office'],
    reading: true,
    body: z
      .strictObject({
        ...wanted,
        bundle: keysOf(letterBundles),
        ticket: z.uuid().optional().meta({ description: '自己起的号，用来问印到哪里了' }),
      })
      .meta({ id: 'LetterBatch' }),
    status: 200,
    produces: 'application/octet-stream',
  }),
}
