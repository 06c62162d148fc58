import { findHold } from '@mashang/server/issues/holds.store.ts'
import { eraseOldContacts } from '@mashang/server/issues/issues.jobs.ts'
import { findIssue } from '@mashang/server/issues/issues.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { ERASE_AFTER, MASK_AFTER } from '@mashang/shared/issues/retention.rules.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filingTo, type SeededRepresentative, startApp, type TestApp } from '../support/app.ts'
import { filed as filing, post } from './steps.ts'

let t: TestApp
beforeEach(async () => {
  t = await startApp()
})
afterEach(() => t.close())

async function filed(): Promise<string> {
  const reply = await t.voter({
    method: 'POST',
    url: '/api/issues',
    headers: { 'idempotency-key': crypto.randomUUID() },
    body: filingTo(t.seed.representatives[0] as SeededRepresentative),
  })
  return reply.json().id
}

const answer = async (id: string) =>
  (await t.as(0))({
    method: 'POST',
    url: `/api/issues/${id}/response`,
    body: { decision: 'answer', text: '住建局明天上午换线，25 日晚上会亮。' },
  })

const openContact = async (id: string) =>
  (await t.as('office'))({
    method: 'POST',
    url: `/api/issues/${id}/contact-opening`,
    body: { reason: '核实地点' },
  })

describe('a voter’s contact', () => {
  it('can be opened for six months after the end, and not a moment longer', async () => {
    const id = await filed()
    await answer(id)
    t.clock.advance(MASK_AFTER)
    expect((await openContact(id)).json()).toEqual({ name: '王秀兰', phone: '13900000137' })
    t.clock.advance(1)
    const late = await openContact(id)
    expect([late.statusCode, late.json().code]).toEqual([410, 'issue.contact-masked'])
  })

  it('is erased three years after the end; one still worked on is kept', async () => {
    const ended = await filed()
    const running = await filed()
    await answer(ended)
    t.clock.advance(ERASE_AFTER)
    expect(await eraseOldContacts(t.context)).toBe(0)
    t.clock.advance(DAY)
    expect(await eraseOldContacts(t.context)).toBe(1)
    expect(await eraseOldContacts(t.context)).toBe(0)

    const gone = await findIssue(t.context, ended)
    expect([gone?.contactName, gone?.contactPhone, gone?.voter]).toEqual([null, null, '匿名'])
    expect((await findIssue(t.context, running))?.contactPhone).not.toBeNull()
    const ledger = await (await t.as('office'))({ url: `/api/issues/${ended}/ledger` })
    expect(ledger.json().entries.at(-1)).toMatchObject({ type: 'issue.contact-erased' })
    expect(ledger.json().whole).toBe(true)
  })

  it('left or not: what was sealed when words were covered goes with the same three years', async () => {
    const { id } = await filing(t, { contact: undefined, text: '老王养了三条狗，天天不拴绳。' })
    const hold = await post(await t.as(0), `/api/issues/${id}/holds`, {
      target: 'filing',
      reason: 'abusive',
      note: '指名道姓说邻居',
    })
    const decision = await post(await t.as('office'), `/api/holds/${hold.json().id}/decision`, {
      decision: 'redact',
      reason: '遮住称呼',
      passages: [{ field: 'text', from: 0, to: 2 }],
    })
    expect(decision.statusCode, decision.body).toBe(200)
    await answer(id)
    t.clock.advance(ERASE_AFTER)
    expect(await eraseOldContacts(t.context)).toBe(0)
    t.clock.advance(DAY)
    expect(await eraseOldContacts(t.context)).toBe(1)
    expect(await eraseOldContacts(t.context)).toBe(0)
    expect((await findHold(t.context, hold.json().id))?.originalWords).toBeNull()
    const ledger = await (await t.as('office'))({ url: `/api/issues/${id}/ledger` })
    expect(ledger.json().entries.at(-1)).toMatchObject({ type: 'issue.original-erased' })
  })
})
