import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'

/** What is new for somebody since they last looked. */
export async function newsOf(t: TestApp, who: Client): Promise<string[]> {
  await tellOfFacts(t.context)
  const all = await who({ url: '/api/notices' })
  const { items } = all.json<{ items: { id: string; headline: string; read: boolean }[] }>()
  const [first] = items
  if (first) await post(who, '/api/notices/reading', { until: first.id })
  return items.filter(({ read }) => !read).map(({ headline }) => headline)
}
