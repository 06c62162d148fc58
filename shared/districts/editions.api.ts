import type { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import {
  editionBack,
  editionList,
  editionQuery,
  editionSave,
  editionView,
} from './editions.model.ts'
import { pageTexts } from './page-texts.model.ts'

/** The four endpoints of something that is kept in editions. @param what as people call it */
export const editionsApi = <C extends z.ZodType, N extends string>(
  name: N,
  what: string,
  content: C,
) => {
  const common = { tag: 'districts', access: ['office'], status: 200 } as const
  return {
    show: endpoint({
      ...common,
      method: 'GET',
      path: `/api/district/${name}` as const,
      summary: `${what}；不写版本就是现在用的`,
      query: editionQuery,
      reply: editionView(content),
    }),
    save: endpoint({
      ...common,
      method: 'PUT',
      path: `/api/district/${name}` as const,
      summary: `改${what}：存成新的一版`,
      body: editionSave(content),
      reply: editionView(content),
    }),
    back: endpoint({
      ...common,
      method: 'POST',
      path: `/api/district/${name}/back` as const,
      summary: `${what}回到以前的一版，存成新的一版`,
      body: editionBack,
      reply: editionView(content),
    }),
    versions: endpoint({
      ...common,
      method: 'GET',
      path: `/api/district/${name}/versions` as const,
      summary: `${what}改过的每一版：谁、何时、改了什么`,
      reply: editionList,
    }),
  }
}

export const pageTextsApi = editionsApi('texts', '页面上的话', pageTexts)
