import type { MediationView } from '@mashang/shared/mediations/mediations.model.ts'
import { post } from '../issues/steps.ts'
import type { Client } from '../support/app.ts'

export const given = (mediatorIds: readonly string[], changes: object = {}) => ({
  id: crypto.randomUUID(),
  title: '楼上漏水的赔偿',
  source: 'court',
  caseNumber: '（2026）内0205诉前调12号',
  sides: '同一单元的两户居民',
  text: '楼上暖气漏水泡了楼下的天花板，赔多少说不拢。',
  mediatorIds,
  ...changes,
})

/** One that the office registered, with those who are asked. */
export async function registered(
  office: Client,
  mediatorIds: readonly string[],
  changes: object = {},
): Promise<MediationView> {
  const reply = await post(office, '/api/mediations', given(mediatorIds, changes))
  if (reply.statusCode !== 201) throw new Error(reply.body)
  return reply.json()
}

export const act = (by: Client, id: string, body: object) =>
  post(by, `/api/mediations/${id}/acts`, body)

/** A step that must go well, on what is there now. */
export async function stepped(by: Client, id: string, body: object): Promise<MediationView> {
  const { revision } = (await by({ url: `/api/mediations/${id}` })).json<MediationView>()
  const reply = await act(by, id, { ...body, revision })
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return reply.json()
}

/** Accepted, joined, agreed to and mediated once: what is left is its result. */
export async function mediated(
  office: Client,
  mediator: Client,
  id: string,
  on: string,
): Promise<MediationView> {
  await stepped(mediator, id, { act: 'join' })
  await stepped(office, id, { act: 'accept' })
  await stepped(office, id, { act: 'consent', on })
  return await stepped(mediator, id, { act: 'log', step: 'mediate', on, text: '两边坐下来谈了。' })
}
