import { endpoint } from '../core/endpoint.ts'
import { editionsApi } from '../districts/editions.api.ts'
import { dictionary } from './dictionary.model.ts'

export const dictionaryApi = {
  ...editionsApi('dictionary', '类别和领域', dictionary),
  words: endpoint({
    method: 'GET',
    path: '/api/dictionary',
    summary: '类别和领域在本区叫什么、给不给选',
    tag: 'districts',
    access: 'signed-in',
    status: 200,
    reply: dictionary,
  }),
}
