import type { Client, TestApp } from '../support/app.ts'
import { ANSWER, type Filed, filed, post, respond } from './steps.ts'

/** A Monday morning, 10:32 in the district. */
export const MONDAY = '2026-11-23T02:32:00.000Z'
export const DONE = '电缆昨天换好了，晚上我去看过，3 号楼的灯都亮了。'

/** What people do with a matter that was answered and is being carried out. */
export function resolutionSteps(t: TestApp, representative: Client) {
  return {
    /** A matter that the representative has answered. */
    async answered(changes: object = {}): Promise<Filed> {
      const matter = await filed(t)
      const reply = await respond(representative, matter.id, {
        decision: 'answer',
        text: ANSWER,
        ...changes,
      })
      if (reply.statusCode !== 200) throw new Error(reply.body)
      return matter
    },
    receiptOf: async ({ receipt }: Filed) =>
      (await t.voter({ url: `/api/receipts/${receipt}` })).json(),
    say: (matter: Filed, text = '就是 3 号楼南门那两盏。') =>
      post(t.voter, `/api/receipts/${matter.receipt}/messages`, { text }),
  }
}

export const see = async (by: Client, id: string) => (await by({ url: `/api/issues/${id}` })).json()
export const conclude = (by: Client, id: string, text = DONE) =>
  post(by, `/api/issues/${id}/conclusion`, { text })
export const ask = (by: Client, id: string) =>
  post(by, `/api/issues/${id}/question`, { text: '您说的是南门还是西门的灯？' })
export const inbox = async (by: Client) => (await by({ url: '/api/inbox' })).json()
