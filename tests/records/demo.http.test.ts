import { allAccounts } from '@mashang/server/accounts/accounts.store.ts'
import { actorOf } from '@mashang/server/accounts/sessions.ts'
import { playPapers } from '@mashang/server/demo/demo.papers.ts'
import type { RecordView } from '@mashang/shared/records/records.api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
})
afterAll(() => t.close())

it('the demo has a duty that was kept from paper, with its role, which can be taken back', async () => {
  const office = fresh(t, 'office')
  await office({ url: '/api/me' })
  const account = (await allAccounts(t.context)).find(({ role }) => role === 'office')
  if (account === undefined) throw new Error('no office')
  const person = seeded(t, 0)
  await playPapers(t.context, person, actorOf(account))
  const view: RecordView = (await office({ url: `/api/records/${person.id}` })).json()
  const kept = view.sections.find(({ section }) => section === 'tickets')
  expect(kept?.entries).toMatchObject([
    { role: 'supervision', detail: expect.stringContaining('督办单第 3 号') },
  ])
  expect(view.papers).toMatchObject([{ withdrawable: true }])
})
