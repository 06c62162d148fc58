import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { editionsApi } from '../districts/editions.api.ts'
import { letterTexts } from './letter-texts.model.ts'
import { type LetterKind, letterKinds } from './letters.words.ts'

export const letterTextsApi = {
  ...editionsApi('letters', '公文里的话', letterTexts),
  preview: endpoint({
    method: 'POST',
    path: '/api/district/letters/preview',
    summary: '按还没有保存的话排一份公文，用编出来的例子，PDF',
    tag: 'districts',
    access: ['office'],
    reading: true,
    body: z
      .strictObject({
        kind: z.enum(Object.keys(letterKinds) as [LetterKind, ...LetterKind[]]),
        content: letterTexts,
      })
      .meta({ id: 'LetterPreview' }),
    status: 200,
    produces: 'application/octet-stream',
  }),
}
