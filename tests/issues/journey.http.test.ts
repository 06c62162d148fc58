import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filingTo, type SeededRepresentative, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const file = (changes: object = {}, key = crypto.randomUUID(), index = 0) =>
  t.voter({
    method: 'POST',
    url: '/api/issues',
    headers: { 'idempotency-key': key },
    body: filingTo(t.seed.representatives[index] as SeededRepresentative, changes),
  })

describe('scan → file → inbox → answer → receipt', () => {
  it('takes a filing to the representative and the answer back to the voter', async () => {
    const scanned = await t.voter({ url: `/api/codes/${t.seed.representatives[0]?.code}` })
    expect(scanned.statusCode).toBe(200)
    expect(scanned.json().representative.name).toBe('李婺')
    expect(scanned.json().representatives.map((r: { name: string }) => r.name)).toEqual([
      '李婺',
      '张建平',
    ])

    const filed = await file()
    expect(filed.statusCode, filed.body).toBe(201)
    const { id, number, receipt, filedAt, responseDueAt } = filed.json()
    expect(number).toBe('石拐〔2026〕0001 号')
    expect(Date.parse(responseDueAt) - Date.parse(filedAt)).toBe(24 * 3_600_000)

    const representative = await t.as(0)
    const inbox = await representative({ url: '/api/inbox' })
    expect(inbox.json().items).toMatchObject([
      { id, voter: '王女士', overdue: false, dueAt: responseDueAt },
    ])
    expect((await (await t.as(1))({ url: '/api/inbox' })).json().items).toEqual([])

    const answered = await representative({
      method: 'POST',
      url: `/api/issues/${id}/response`,
      body: {
        decision: 'answer',
        text: '地下电缆断了，区住建局明天上午来换线，11月25日晚上会亮。',
      },
    })
    expect(answered.statusCode, answered.body).toBe(200)
    expect(answered.json().state).toBe('answered')
    expect((await representative({ url: '/api/inbox' })).json().items).toEqual([])

    const seen = await t.voter({ url: `/api/receipts/${receipt}` })
    expect(seen.statusCode, seen.body).toBe(200)
    expect(seen.json()).toMatchObject({
      number,
      state: 'answered',
      contactMask: '139****0137',
      clock: { overdue: false },
    })
    expect(seen.json().messages[0].text).toContain('11月25日')
    expect(seen.json().timeline.map((entry: { sentence: string }) => entry.sentence)).toEqual([
      '李婺代表答复了您。',
      '送到李婺代表的待办里，24 小时从这时算。',
    ])
    const judged = await t.voter({
      method: 'POST',
      url: `/api/receipts/${receipt.toLowerCase()}/verdict`,
      body: { answer: 'satisfied', solved: 'acceptable' },
    })
    expect(judged.json()).toMatchObject({
      state: 'closed',
      verdict: { answer: 'satisfied', solved: 'acceptable' },
    })
  })
})
