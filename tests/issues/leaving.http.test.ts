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
})
