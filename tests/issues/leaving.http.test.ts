import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { handOverOfThoseWhoLeft } from '@mashang/server/issues/leaving.usecases.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filingTo, type SeededRepresentative, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

describe('a representative who leaves office', () => {
  it('leaves open matters to the home station, with the clock they have', async () => {
    const leaving = t.seed.representatives[0] as SeededRepresentative
    const filed = await t.voter({
      method: 'POST',
      url: '/api/issues',
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: filingTo(leaving),
    })
    const { id, receipt, responseDueAt } = filed.json()
    expect(await handOverOfThoseWhoLeft(t.context)).toBe(0)

    await execute(t, `update representatives set state = 'left' where id = '${leaving.id}'`)
    expect(await handOverOfThoseWhoLeft(t.context)).toBe(1)
    expect(await handOverOfThoseWhoLeft(t.context)).toBe(0)

    const liaison = await t.as('liaison')
    const inbox = (await liaison({ url: '/api/inbox' })).json()
    expect(inbox.items).toMatchObject([{ id, dueAt: responseDueAt }])
    const answered = await liaison({
      method: 'POST',
      url: `/api/issues/${id}/response`,
      body: { decision: 'answer', text: '家站今天去看了，住建局明天上午换线。' },
    })
    expect(answered.statusCode, answered.body).toBe(200)
    const seen = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(seen.timeline.map((entry: { sentence: string }) => entry.sentence)).toContain(
      '李婺已不再担任代表，由大发街道代表之家接着办，答复时间不变。',
    )
  })
  it('leaves what was passed on outside to the home station too: somebody has to hear what became of it', async () => {
    const leaving = t.seed.representatives[0] as SeededRepresentative
    await execute(t, `update representatives set state = 'serving' where id = '${leaving.id}'`)
    const li = await t.as(0)
    const { id } = (
      await t.voter({
        method: 'POST',
        url: '/api/issues',
        headers: { 'idempotency-key': crypto.randomUUID() },
        body: filingTo(leaving),
      })
    ).json()
    const passed = await li({
      method: 'POST',
      url: `/api/issues/${id}/response`,
      body: {
        decision: 'refer',
        to: { kind: 'department', name: '区住建局' },
        text: '路灯归区住建局管，已经转过去了，他们周五前回话。',
      },
    })
    expect(passed.statusCode, passed.body).toBe(200)
    await execute(t, `update representatives set state = 'left' where id = '${leaving.id}'`)
    expect(await handOverOfThoseWhoLeft(t.context)).toBe(1)
    const seen = (await (await t.as('liaison'))({ url: `/api/issues/${id}` })).json()
    expect(seen).toMatchObject({ state: 'referred', can: { answer: true } })
  })

  it('given nobody there could see it, then it waits for the office, told once, and the office gives it on', async () => {
    const nasen = t.seed.representatives[2] as SeededRepresentative
    const zhang = t.seed.representatives[1] as SeededRepresentative
    await Promise.all([t.as(1), t.as('office')])
    const filed = await t.voter({
      method: 'POST',
      url: '/api/issues',
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: filingTo(nasen),
    })
    const { id, responseDueAt } = filed.json()
    await execute(t, `update representatives set state = 'left' where id = '${nasen.id}'`)
    expect(await handOverOfThoseWhoLeft(t.context)).toBe(1)
    expect(await handOverOfThoseWhoLeft(t.context)).toBe(0)
    const office = await t.as('office')
    const queue = (await office({ url: '/api/issues?task=unattended' })).json().items
    expect(queue).toMatchObject([{ id, tasks: ['unattended'] }])
    const facts = (await factsOf(t.context, id)).map((fact) => fact.type)
    expect(facts.filter((type) => type === 'issue.unattended')).toHaveLength(1)
    const given = await office({
      method: 'POST',
      url: `/api/issues/${id}/office-decision`,
      body: { assign: { representativeId: zhang.id, reason: '他管邻近的片。' } },
    })
    expect(given.json()).toMatchObject({ tasks: [], clock: { dueAt: responseDueAt } })
  })

  it('given no station at all, then the office is told once, and the matter stays where it can be found', async () => {
    const zhang = t.seed.representatives[1] as SeededRepresentative
    const filed = await t.voter({
      method: 'POST',
      url: '/api/issues',
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: filingTo(zhang),
    })
    const { id } = filed.json()
    await execute(
      t,
      `update representatives set state = 'left', station_id = null where id = '${zhang.id}'`,
    )
    await execute(t, `update issues set station_id = null where id = '${id}'`)
    await handOverOfThoseWhoLeft(t.context)
    await handOverOfThoseWhoLeft(t.context)
    const facts = (await factsOf(t.context, id)).map((fact) => fact.type)
    expect(facts).toEqual(['issue.filed', 'issue.unattended'])
  })
})
