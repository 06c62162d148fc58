import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { post } from '../issues/steps.ts'
import { assignedTo, atWork, done } from './steps.ts'

let at: Awaited<ReturnType<typeof atWork>>
beforeAll(async () => {
  at = await atWork()
})
afterAll(() => at.t.close())

it('given a department without an account, then the office passes on what was supervised, and its link shows it', async () => {
  const { t, li, office } = at
  const water = (await post(office, '/api/departments', { name: '区水务局' })).json()
  const { id } = await assignedTo({ lead: li, office }, water.id)
  const passedOn = async (): Promise<number> => {
    await tellOfFacts(t.context)
    const { items } = (await office({ url: '/api/notices' })).json()
    return items.filter(({ headline }: { headline: string }) => headline.includes('没有账号'))
      .length
  }
  await done(office, id, { act: 'mark-key', leader: '王主任', post: '副主任', reason: '反映集中' })
  const before = await passedOn()
  const note = { on: '2026-03-02', people: '王主任', text: '要求 5 月底装好' }
  await done(office, id, { act: 'supervise', ...note })
  expect(await passedOn()).toBe(before + 1)
  const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: water.id })
  const token = new URL(made.json<{ url: string }>().url).hash.slice(1)
  const opened = await post(t.voter, '/api/suggestion-links/opening', { token })
  expect(opened.json()).toMatchObject({ key: true, supervised: [note] })
})
