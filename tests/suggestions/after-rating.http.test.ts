import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { afterRatingWords } from '@mashang/shared/suggestions/after-rating.rules.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { answeredBy, contact, department, done, fresh, written } from './steps.ts'

let t: TestApp
let li: Client
let zhang: Client
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  zhang = fresh(t, 1)
  office = fresh(t, 'office')
})
afterAll(() => t.close())

const seenBy = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()

it('after 不满意 both are told who does it once more, until when, and that the office mediates', async () => {
  const housing = await department(t, '区住房和城乡建设局')
  const { id } = await written(li, { cosigners: [seeded(t, 1).id] })
  await done(li, id, { act: 'submit' })
  await done(zhang, id, { act: 'confirm' })
  await done(office, id, { act: 'assign', lead: housing.id })
  await answeredBy(housing.client, id)
  const told = async (by: Client, who: 0 | 1): Promise<string | null> =>
    afterRatingWords(await seenBy(by, id), seeded(t, who).id)
  const bad = { act: 'rate', attitude: 'satisfied', result: 'dissatisfied', reason: '只装了一个' }

  expect(await told(li, 0)).toBeNull()
  expect([(await seenBy(li, id)).decides, (await seenBy(zhang, id)).decides]).toEqual([true, false])
  await done(zhang, id, bad)
  expect(await told(zhang, 1)).toBe('您的评价记下了；要不要重办，看领衔代表的评价。')
  expect(await told(li, 0)).toBeNull()
  await done(li, id, bad)
  const again = await told(li, 0)
  expect(again).toMatch(/^评价是不满意，由区住房和城乡建设局重办，.+ 前再答复一次。/)
  expect(await told(zhang, 1)).toBe(again)

  t.clock.set('2026-03-03T02:00:00Z')
  await done(housing.client, id, { ...contact, on: '2026-03-03' })
  await done(housing.client, id, { act: 'propose', text: '又装了两个。', class: 'A' })
  await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
  expect(await told(li, 0)).toBeNull()
  await done(li, id, bad)
  expect(await told(li, 0)).toContain('由代表工委出面协调')

  await done(office, id, {
    act: 'settle',
    way: 'meeting',
    on: '2026-03-03',
    people: '赵主任',
    text: '列入明年的计划，先装两个路口。',
  })
  const view = await seenBy(li, id)
  expect([view.state, view.settlements.at(-1)?.text]).toEqual([
    'closed',
    '列入明年的计划，先装两个路口。',
  ])
  await tellOfFacts(t.context)
  for (const [by, kind] of [
    [li, 'suggestion.settled-asked'],
    [zhang, 'suggestion.settled'],
    [housing.client, 'suggestion.settled'],
  ] as const) {
    const { items } = (await by({ url: '/api/notices' })).json()
    expect(items.map((one: { kind: string }) => one.kind)).toContain(kind)
  }
})

it('an answer that nobody judged in time is closed, and everybody in it is told', async () => {
  const roads = await department(t, '区交通运输局')
  const { id } = await written(li, { title: '修一修路口' })
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: roads.id })
  await done(roads.client, id, { act: 'receive' })
  await done(roads.client, id, { ...contact, on: '2026-03-03' })
  await done(roads.client, id, { act: 'propose', text: '正在修。', class: 'A' })
  // What its head does not sign goes back, and nothing of it is sent.
  await done(roads.client, id, { act: 'rework', reason: '写清楚是哪个路口' })
  expect((await seenBy(li, id)).letters).toEqual([])
  await done(roads.client, id, { act: 'propose', text: '镇口的路口修好了。', class: 'A' })
  await done(roads.client, id, { act: 'sign', signer: '局长李建军' })
  t.clock.set('2026-04-20T02:00:00Z')
  await done(office, id, { act: 'close' })
  await tellOfFacts(t.context)
  for (const by of [li, roads.client]) {
    const { items } = (await by({ url: '/api/notices' })).json()
    expect(items.map(({ kind }: { kind: string }) => kind)).toContain('suggestion.closed')
  }
})
