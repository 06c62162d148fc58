import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, post, release, seeded } from '../issues/steps.ts'
import { answeredBy, department, done, written } from '../suggestions/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
  const matters = [
    { index: 0, field: 'urban', title: '路灯不亮', verdict: 'satisfied' },
    { index: 0, field: 'transport', title: '末班车太早', verdict: null },
    { index: 2, field: 'urban', title: '井盖松了 100%', verdict: null },
  ] as const
  for (const { index, field, title, verdict } of matters) {
    const { id, receipt } = await filed(t, { field, publish: true }, index)
    await answer(await t.as(index), id)
    if (verdict !== null)
      await post(t.voter, `/api/receipts/${receipt}/verdict`, {
        answer: 'satisfied',
        solved: verdict,
        onlyAcknowledged: false,
      })
    await release(t, id, title)
    t.clock.advance(60_000)
  }
  // Agreed to, but not released: a person has to look at the words first.
  const { id } = await filed(t, { publish: true })
  await answer(await t.as(0), id)
})
afterAll(() => t.close())

const dataOf = (reply: LightMyRequestResponse) =>
  JSON.parse(
    /<script type="application\/json" id="page">(.*?)<\/script>/s.exec(reply.body)?.[1] ?? 'null',
  )
const titles = async (path: string): Promise<string[]> =>
  dataOf(await t.voter({ url: path })).items.map((one: { title: string }) => one.title)

describe('matters that everybody may read', () => {
  it('are those that were released, newest first, each with its outcome', async () => {
    const page = dataOf(await t.voter({ url: '/matters' }))
    expect(page.items.map((one: { title: string }) => one.title)).toEqual([
      '井盖松了 100%',
      '末班车太早',
      '路灯不亮',
    ])
    expect(page.items.map((one: { outcome: string }) => one.outcome)).toEqual([
      '已答复',
      '已答复',
      '解决情况：满意',
    ])
    expect(page).toMatchObject({ total: 3, from: null, whose: null })
  })

  it('are one representative’s behind a code, or all of a station', async () => {
    const own = dataOf(await t.voter({ url: `/q/${seeded(t).code}/matters` }))
    expect(own).toMatchObject({ whose: '李婺代表', total: 2, from: seeded(t).code })
    expect(await titles(`/q/${t.seed.stationCode}/matters`)).toEqual(['末班车太早', '路灯不亮'])
  })

  it('are found by words, field and outcome; a wildcard is a letter', async () => {
    expect(await titles('/matters?q=%E6%9C%AB%E7%8F%AD')).toEqual(['末班车太早'])
    expect(await titles('/matters?q=100%25')).toEqual(['井盖松了 100%'])
    expect(await titles('/matters?q=_')).toEqual([])
    expect(await titles('/matters?field=urban')).toEqual(['井盖松了 100%', '路灯不亮'])
    expect(await titles('/matters?field=urban&good=1')).toEqual(['路灯不亮'])
  })

  it('given an address that means nothing, then all of them; past the end, none', async () => {
    expect(await titles('/matters?field=x&page=0&good=no')).toHaveLength(3)
    expect(await titles('/matters?page=2')).toEqual([])
  })

  it('given words that no database can hold, then they are passed over', async () => {
    const reply = await t.voter({ url: '/matters?q=%00' })
    expect([reply.statusCode, dataOf(reply).total]).toEqual([200, 3])
    expect(await titles('/matters?q=%E6%9C%AB%00%E7%8F%AD')).toEqual(['末班车太早'])
  })

  it('are given to a phone that compares its words with them, one representative’s', async () => {
    const own = await t.voter({ url: `/api/representatives/${seeded(t).id}/matters` })
    expect(own.json().items.map((one: { title: string }) => one.title)).toEqual([
      '末班车太早',
      '路灯不亮',
    ])
    const nobody = await t.voter({ url: `/api/representatives/${t.seed.stations[0]?.id}/matters` })
    expect([nobody.statusCode, nobody.json()]).toEqual([200, { items: [] }])
  })

  it('given a code that nobody has, then the helpful page', async () => {
    const reply = await t.voter({ url: '/q/ABCDEF/matters' })
    expect([reply.statusCode, dataOf(reply).view]).toEqual([404, 'code-problem'])
  })
})

describe('what public matters were written into', () => {
  it('is led to where it is public, and no other', async () => {
    const [li, office] = [await t.as(0), await t.as('office')]
    const { id } = await filed(t, { publish: true })
    await answer(li, id)
    await release(t, id, '小区门口没有路灯')
    const housing = await department(t, '区住房和城乡建设局')
    const ways = async (): Promise<{ title: string; to: string }[]> => {
      const { items } = dataOf(await t.voter({ url: '/matters' }))
      for (const one of items) if (one.id !== id) expect(one.suggestions).toEqual([])
      return items.find((one: { id: string }) => one.id === id).suggestions
    }
    const made = await written(li, { issueId: id })
    expect(await ways()).toEqual([])
    await done(li, made.id, { act: 'submit' })
    await done(office, made.id, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, made.id)
    expect(await ways()).toEqual([])
    await done(office, made.id, { act: 'publish' })
    expect(await ways()).toEqual([{ title: made.title, to: `/suggestions/${made.id}` }])
    const page = await t.voter({ url: `/q/${seeded(t).code}/matters` })
    expect(page.body).toContain(`href="/suggestions/${made.id}"`)
    expect((await t.voter({ url: `/suggestions/${made.id}` })).statusCode).toBe(200)
    await done(office, made.id, { act: 'unpublish', reason: '里面有住址' })
    expect(await ways()).toEqual([])
    expect((await t.voter({ url: '/matters' })).body).not.toContain(made.id)
  })

  it('is found also where it was merged into another one', async () => {
    const [li, office] = [await t.as(0), await t.as('office')]
    const housing = await department(t, '区城市管理局')
    const { id } = await filed(t, { publish: true })
    await answer(li, id)
    await release(t, id, '小区里没有座椅')
    const [one, other] = [
      await written(li, { issueId: id }),
      await written(li, { title: '加装座椅' }),
    ]
    for (const each of [one, other]) await done(li, each.id, { act: 'submit' })
    await done(office, one.id, { act: 'merge', into: other.id, reason: '说的是一件事' })
    await done(office, other.id, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, other.id)
    await done(office, other.id, { act: 'publish' })
    const { items } = dataOf(await t.voter({ url: '/matters' }))
    const found = items.find((matter: { id: string }) => matter.id === id)
    expect(found.suggestions).toEqual([{ title: '加装座椅', to: `/suggestions/${other.id}` }])
  })
})
