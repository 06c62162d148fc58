import { suggestionsTables } from '@mashang/server/suggestions/suggestions.table.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import type { LightMyRequestResponse } from 'fastify'
import { post } from '../issues/steps.ts'
import { type LinkDesk, linkDesk } from './link-desk.ts'
import { assignedTo, atWork, contact, sentFile } from './steps.ts'

export const ELSEWHERE = '403 suggestion.link-elsewhere'

export type Ask =
  | 'opening'
  | 'receipt'
  | 'talk'
  | 'objection'
  | 'file up'
  | 'file read'
  | 'answer'
  | 'code'

/** Everything that can be asked for by a link. */
export const asks = (
  desk: LinkDesk,
  token: string,
  file: string,
): Record<Ask, () => Promise<LightMyRequestResponse>> => ({
  opening: () => desk.open(token),
  receipt: () => desk.receive(token),
  talk: () => desk.step(token, contact),
  objection: () => desk.step(token, { act: 'object', reason: '不归我们管' }),
  'file up': () => desk.send(token),
  'file read': () => desk.read(token, file),
  answer: () => desk.answer(token),
  code: () => desk.askCode(token),
})

export const codeOf = async (desk: LinkDesk, token: string): Promise<string> =>
  (await desk.askCode(token)).json<{ code: string }>().code

/** A district at work, and what is seen there of one-time links. */
export async function linkedDistrict() {
  const { t, li, office, housing } = await atWork()
  const linkOf = async (id: string, departmentId = housing.id): Promise<string> => {
    const made = await post(office, `/api/suggestions/${id}/links`, { departmentId })
    return new URL(made.json<{ url: string }>().url).hash.slice(1)
  }
  const seen = async (id: string): Promise<SuggestionView> =>
    (await office({ url: `/api/suggestions/${id}` })).json()
  return {
    t,
    li,
    office,
    housing,
    linkOf,
    /** As the office sees it. */
    seen,
    /** A suggestion with a file, a link to it, and two that have the link. */
    passedOn: async () => {
      const file = await sentFile(li)
      const { id } = await assignedTo({ lead: li, office }, housing.id, { files: [file] })
      return { id, file, token: await linkOf(id), one: linkDesk(t), other: linkDesk(t) }
    },
    timesOf: async (id: string, act: string): Promise<number> =>
      (await seen(id)).timeline.filter(({ type }) => type === `suggestion.${act}`).length,
    /** Its links, and how many files there are of all suggestions, as rows and as bytes. */
    rowsOf: async (id: string) => {
      const { suggestionLinks, suggestionFiles } = t.context.db.tables(suggestionsTables)
      const links = await t.context.db.read.select().from(suggestionLinks)
      let stored = 0
      for await (const _ of t.context.files.list('suggestions')) stored += 1
      return {
        links: links.filter(({ suggestionId }) => suggestionId === id),
        files: (await t.context.db.read.select().from(suggestionFiles)).length,
        stored,
      }
    },
  }
}
