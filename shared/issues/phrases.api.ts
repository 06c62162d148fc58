import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { line } from '../core/schema.ts'
import { phraseLimits } from './phrases.words.ts'

const tag = 'issues'
const workers = ['liaison', 'representative'] as const
const revision = z.int().min(0).meta({ description: '第几次改；两台手机同时改时，后一台会被告知' })

export const phrasesView = z
  .object({ phrases: z.array(z.string()), revision })
  .meta({ id: 'Phrases' })
export type PhrasesView = z.output<typeof phrasesView>

export const phrasesApi = {
  mine: endpoint({
    method: 'GET',
    path: '/api/me/phrases',
    summary: '我的常用语；没有改过时是现成的几句',
    tag,
    access: workers,
    status: 200,
    reply: phrasesView,
  }),
  save: endpoint({
    method: 'PUT',
    path: '/api/me/phrases',
    summary: '存下我的常用语，全部一起',
    tag,
    access: workers,
    body: z.strictObject({
      phrases: z
        .array(line(phraseLimits.length, '常用语'))
        .max(phraseLimits.most, `最多 ${phraseLimits.most} 句，请先删几句。`),
      revision,
    }),
    status: 200,
    reply: phrasesView,
  }),
}
