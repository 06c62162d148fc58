import { STANDARD_LIMITS } from '@mashang/shared/districts/limits.words.ts'
import { saveLimits } from '../districts/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { type Filed, filed, post } from './steps.ts'

/** As many as reach one representative's inbox before the rest is held. */
export const MOST = 3

export type Came = Filed & { held: boolean }

/** Files so many, one after another. */
export async function several(
  t: TestApp,
  count: number,
  changes: object = {},
  to: 0 | 1 | 2 = 0,
): Promise<Came[]> {
  const all: Came[] = []
  for (let n = 0; n < count; n++) all.push((await filed(t, changes, to)) as Came)
  return all
}

export const last = <T>(all: readonly T[]): T => all.at(-1) as T

export async function setLimits(office: Client, changes: object): Promise<void> {
  const reply = await saveLimits(office, { ...STANDARD_LIMITS, ...changes })
  if (reply.statusCode !== 200) throw new Error(reply.body)
}

export const letThrough = (office: Client, issues: readonly string[]) =>
  post(office, '/api/floods/decision', { decision: 'release', of: { issues } })

export const receiptOf = async (t: TestApp, { receipt }: Filed) =>
  (await t.voter({ url: `/api/receipts/${receipt}` })).json()
