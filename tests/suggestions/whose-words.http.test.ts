import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { expect, it } from 'vitest'
import { post } from '../issues/steps.ts'
import { atWork, contact, done, written } from './steps.ts'

/** What everybody reads under 说明: no more than was said to them, or for all. */

const said = (of: { remarks: { act: string }[] }): string[] => of.remarks.map(({ act }) => act)

it('given words from before it was assigned, and words inside a department, then each stays where it belongs', async () => {
  const { t, li, office, housing } = await atWork()
  const { id } = await written(li)
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'return', reason: '请写明是哪几个小区' })
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id })
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  await done(housing.client, id, { act: 'propose', text: '装好了。', class: 'A' })
  const reworked = await done(housing.client, id, { act: 'rework', reason: '把数字写清楚' })
  expect(said(reworked)).toEqual(['rework'])
  const show = async (by: typeof li) => said((await by({ url: `/api/suggestions/${id}` })).json())
  expect(await show(li)).toEqual(['return'])
  expect(await show(office)).toEqual(['return'])
  await t.close()
})

it('given co-authors at odds before it was assigned, then whoever handles it reads nothing of that', async () => {
  const { t, li, office, housing } = await atWork()
  const [wang, zhang] = [await t.as(1), t.seed.representatives[2]?.id ?? '']
  const { id } = await written(li, { cosigners: [t.seed.representatives[1]?.id ?? '', zhang] })
  await done(li, id, { act: 'submit' })
  await done(wang, id, { act: 'refuse' })
  await done(li, id, { act: 'send-on' })
  await done(office, id, { act: 'return', reason: '请写明是哪几个小区' })
  await done(li, id, { act: 'submit' })
  t.clock.set('2026-03-03T02:00:00Z')
  await done(office, id, { act: 'assign', lead: housing.id })
  await done(housing.client, id, { act: 'receive' })
  const told = async (by: typeof li): Promise<string[]> =>
    (await by({ url: `/api/suggestions/${id}` }))
      .json<{ timeline: { type: string }[] }>()
      .timeline.map(({ type }) => type.replace('suggestion.', ''))
      .reverse()
  expect(await told(housing.client)).toEqual(['written', 'submit', 'assign', 'receive'])
  expect(await told(office)).toEqual([
    'written',
    'submit',
    'refuse',
    'send-on',
    'return',
    'submit',
    'assign',
    'receive',
  ])
  await t.close()
})

it('given a co-handler without an account, then whoever waits for it is told that the office passes it on', async () => {
  const { t, li, office, housing } = await atWork()
  const police = (await post(office, '/api/departments', { name: '公安分局' })).json()
  const { id } = await written(li)
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id, co: [police.id] })
  await done(housing.client, id, { act: 'receive' })
  const urged = await done(housing.client, id, {
    act: 'remind',
    clock: 'opinion',
    owner: police.id,
  })
  expect(urged.opinionsPassedOn).toEqual([{ id: police.id, name: '公安分局' }])
  expect((await li({ url: `/api/suggestions/${id}` })).json().opinionsPassedOn).toEqual([])
  await tellOfFacts(t.context)
  const notices = (await office({ url: '/api/notices' })).json()
  expect(JSON.stringify(notices)).toContain('承办单位没有账号，请代表工委转告')
  await t.close()
})
