import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { answeredBy, contact, department, done, fresh, written } from './steps.ts'

/** 分办 by three of which two answer once more: what the third tells of its promise is judged, too. */

let t: TestApp
let lead: Client
let office: Client
let all: Awaited<ReturnType<typeof department>>[]
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  lead = fresh(t, 0)
  office = fresh(t, 'office')
  all = []
  for (const name of ['区住建局', '区交通局', '区城管局']) all.push(await department(t, name))
})
afterAll(() => t.close())

const fine = { attitude: 'satisfied', result: 'satisfied' }
const bad = { attitude: 'satisfied', result: 'dissatisfied', reason: '没有办' }
const seen = async (id: string): Promise<SuggestionView> =>
  (await lead({ url: `/api/suggestions/${id}` })).json()
const judging = async (id: string): Promise<string[]> =>
  (await seen(id)).judging.map(({ name }) => name)
const rate = (id: string, words: object[]): Promise<SuggestionView> =>
  done(lead, id, {
    act: 'rate',
    apart: words.map((said, index) => ({ department: all[index]?.id, ...said })),
  })
const redeem = (id: string): Promise<SuggestionView> =>
  done(all[2]?.client as Client, id, {
    act: 'redeem',
    text: '护栏装好了。',
    class: 'A',
    signer: '局长赵强',
  })

/** The first two were not good enough, the third has promised a day. */
async function opened(): Promise<string> {
  t.clock.set('2026-03-02T02:00:00Z')
  const { id } = await written(lead)
  await done(lead, id, { act: 'submit' })
  await done(office, id, { act: 'assign', separate: all.map((one) => one.id) })
  for (const [index, { client }] of all.entries())
    await answeredBy(client, id, index === 2 ? { class: 'B', promisedFor: '2026-04-30' } : {})
  expect((await rate(id, [bad, bad, fine])).state).toBe('redo')
  t.clock.set('2026-03-03T02:00:00Z')
  return id
}
async function answeredOnceMore(id: string): Promise<void> {
  for (const { client } of all.slice(0, 2)) {
    await done(client, id, { ...contact, on: '2026-03-03' })
    await done(client, id, { act: 'propose', text: '这次办好了。', class: 'A' })
    await done(client, id, { act: 'sign', signer: '局长王建国' })
  }
}

it('told while the two answer once more, then all three are judged', async () => {
  const id = await opened()
  await redeem(id)
  await answeredOnceMore(id)
  expect(await judging(id)).toEqual(['区住建局', '区交通局', '区城管局'])
  t.clock.set('2026-03-04T02:00:00Z')
  expect((await rate(id, [fine, fine, bad])).state).toBe('mediation')
})

it('told after the two were judged again, then that alone is judged, and it counts', async () => {
  const id = await opened()
  await answeredOnceMore(id)
  expect(await judging(id)).toEqual(['区住建局', '区交通局'])
  expect((await rate(id, [fine, fine])).state).toBe('closed')
  t.clock.set('2026-03-10T02:00:00Z')
  await redeem(id)
  const view = await seen(id)
  expect([view.can.includes('rate'), view.judging]).toEqual([true, []])
  t.clock.set('2026-03-11T02:00:00Z')
  const after = await done(lead, id, { act: 'rate', ...bad })
  expect([after.state, after.satisfaction]).toEqual(['mediation', 'dissatisfied'])
})
