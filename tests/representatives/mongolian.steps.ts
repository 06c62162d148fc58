import { seeded } from '../issues/steps.ts'
import type { TestApp } from '../support/app.ts'

/** "Bayar", in the letters of his own language. */
export const BAYAR = 'ᠪᠠᠶᠠᠷ'

/** The office gives somebody a name in traditional Mongolian. */
export async function nameInMongolian(t: TestApp, index: 0 | 1 | 2 = 0): Promise<void> {
  const office = await t.as('office')
  const url = `/api/roster/representatives/${seeded(t, index).id}`
  const { facts, seen } = (await office({ url })).json()
  const body = { seen, facts: { ...facts, mongolian: BAYAR } }
  const reply = await office({ method: 'PUT', url, body })
  if (reply.statusCode !== 200) throw new Error(reply.body)
}
