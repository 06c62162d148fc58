import { activitiesTables } from '@mashang/server/activities/activities.table.ts'
import type { ActivityView } from '@mashang/shared/activities/activities.model.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { eq } from 'drizzle-orm'
import type { LightMyRequestResponse } from 'fastify'
import { outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'

/** A day from now, for two hours. */
export const planOf = (t: TestApp, changes: object = {}) => ({
  id: crypto.randomUUID(),
  kind: 'inspection',
  title: '视察老旧小区改造',
  place: '锦绣社区居委会',
  text: '请带上代表证。',
  startsAt: new Date(t.clock.now() + DAY).toISOString(),
  endsAt: new Date(t.clock.now() + DAY + 2 * HOUR).toISOString(),
  deadlineAt: null,
  capacity: null,
  mandatory: true,
  invitation: { scope: 'all', of: [] },
  ...changes,
})

export async function announced(
  t: TestApp,
  by: Client,
  changes: object = {},
): Promise<ActivityView> {
  const made = await post(by, '/api/activities', planOf(t, changes))
  if (made.statusCode !== 201) throw new Error(made.body)
  return made.json()
}

export const act = (by: Client, id: string, body: object): Promise<LightMyRequestResponse> =>
  post(by, `/api/activities/${id}/acts`, body)

/** A step that must be taken. */
export async function done(by: Client, id: string, body: object): Promise<ActivityView> {
  const reply = await act(by, id, body)
  if (outcome(reply) !== '200') throw new Error(`${JSON.stringify(body)}: ${reply.body}`)
  return reply.json()
}

export const show = async (by: Client, id: string): Promise<ActivityView> =>
  (await by({ url: `/api/activities/${id}` })).json()

/** The code that hangs at the door, as a scanned address ends. */
export async function doorCode(t: TestApp, id: string): Promise<string> {
  const { activities: a } = t.context.db.tables(activitiesTables)
  const rows = await t.context.db.read.select({ code: a.doorCode }).from(a).where(eq(a.id, id))
  return rows[0]?.code ?? ''
}
