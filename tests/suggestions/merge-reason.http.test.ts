import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { act, done, fresh, written } from './steps.ts'

let t: TestApp
let office: Client
let li: Client
let zhang: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
  li = fresh(t, 0)
  zhang = fresh(t, 1)
})
afterAll(() => t.close())

const sentBy = async (by: Client): Promise<string> => {
  const { id } = await written(by)
  await done(by, id, { act: 'submit' })
  return id
}

it('given no reason, then nothing is merged, and one sentence says what is missing', async () => {
  const [one, into] = [await sentBy(zhang), await sentBy(li)]
  for (const reason of [undefined, '', '  ']) {
    const reply = await act(office, one, { act: 'merge', into, reason })
    expect([reply.statusCode, reply.json().fields]).toEqual([
      400,
      [{ path: 'reason', message: '请填写并入另一件的理由。' }],
    ])
  }
  expect(outcome(await act(office, one, { act: 'merge', into, reason: '都说路灯' }))).toBe('200')
})

it('given a reason, then its authors are pointed to it, and read it on the page and in the timeline', async () => {
  const [one, into] = [await sentBy(zhang), await sentBy(li)]
  const reason = '两件都是给老旧小区装路灯'
  await done(office, one, { act: 'merge', into, reason })
  const seen: SuggestionView = (await zhang({ url: `/api/suggestions/${one}` })).json()
  expect(seen.remarks).toMatchObject([{ act: 'merge', text: reason }])
  expect(seen.timeline[0]?.sentence).toBe(`代表工委把它并入另一件一起办。理由：${reason}`)
  await tellOfFacts(t.context)
  const { items } = (await zhang({ url: '/api/notices' })).json()
  const headlines = items.flatMap((item: { headline: string; suggestionId: string | null }) =>
    item.suggestionId === one ? [item.headline] : [],
  )
  expect(headlines).toContain('建议并入另一件一起办了，请看理由')
  // The other one has a page of its own, and another reason to be there.
  const target: SuggestionView = (await li({ url: `/api/suggestions/${into}` })).json()
  expect(JSON.stringify(target)).not.toContain(reason)
})

it('given it was taken out and merged once more, then each merger has its own reason', async () => {
  const [one, into] = [await sentBy(zhang), await sentBy(li)]
  await done(office, one, { act: 'merge', into, reason: '都说路灯' })
  t.clock.advance(60_000)
  await done(office, one, { act: 'unmerge', reason: '说的不是同一件事' })
  t.clock.advance(60_000)
  const { timeline } = await done(office, one, { act: 'merge', into, reason: '是同一个小区' })
  const said = timeline.flatMap(({ type, sentence }) =>
    type === 'suggestion.merge' ? [sentence.split('理由：')[1]] : [],
  )
  expect(said).toEqual(['是同一个小区', '都说路灯'])
})
