import type { LightMyRequestResponse } from 'fastify'
import { type Client, filingTo, type SeededRepresentative, type TestApp } from '../support/app.ts'

export const ANSWER = '地下电缆断了，区住建局明天上午来换线，11月25日晚上会亮。'

/** One of the seeded representatives. */
export function seeded(t: TestApp, index: 0 | 1 | 2 = 0): SeededRepresentative {
  const found = t.seed.representatives[index]
  if (found === undefined) throw new Error(`nobody is seeded at ${index}`)
  return found
}

/** A filing by somebody without an account, to the seeded representative of that index. */
export const file = (
  t: TestApp,
  changes: object = {},
  key: string = crypto.randomUUID(),
  index: 0 | 1 | 2 = 0,
): Promise<LightMyRequestResponse> =>
  t.voter({
    method: 'POST',
    url: '/api/issues',
    headers: { 'idempotency-key': key },
    body: filingTo(seeded(t, index), changes),
  })

export interface Filed {
  id: string
  number: string
  receipt: string
  filedAt: string
  responseDueAt: string
}

/** The same, taken in for sure. */
export async function filed(
  t: TestApp,
  changes: object = {},
  index: 0 | 1 | 2 = 0,
): Promise<Filed> {
  const answer = await file(t, changes, crypto.randomUUID(), index)
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json()
}

export const post = (
  by: Client,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> => by({ method: 'POST', url, body, headers })

export const respond = (by: Client, id: string, body: object): Promise<LightMyRequestResponse> =>
  post(by, `/api/issues/${id}/response`, body)

export const answer = (by: Client, id: string, text: string = ANSWER) =>
  respond(by, id, { decision: 'answer', text })

/** The office lets everybody read it, in words that name nobody. */
export const release = async (t: TestApp, id: string, title: string): Promise<void> => {
  const office = await t.as('office')
  const reply = await office({
    method: 'PUT',
    url: `/api/issues/${id}/publication`,
    body: { title, was: null },
  })
  if (reply.statusCode !== 200) throw new Error(reply.body)
}

/** Status and stable code, for comparing refusals. */
export const outcome = (reply: LightMyRequestResponse): string =>
  reply.statusCode < 400
    ? String(reply.statusCode)
    : `${reply.statusCode} ${reply.json<{ code: string }>().code}`
