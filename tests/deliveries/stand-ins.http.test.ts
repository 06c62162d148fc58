import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answer, filed, outcome, post, seeded } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { type MailPeer, startMailPeer } from '../support/peers.ts'
import { accountOf, giveMail, reset, sendAll, standing } from './steps.ts'

let t: TestApp
let mailbox: MailPeer
beforeAll(async () => {
  mailbox = await startMailPeer()
  t = await startApp({
    config: {
      limits: false,
      mail: { url: mailbox.url, from: { name: '码上代表', address: 'tx@rd.example' } },
    },
  })
})
beforeEach(async () => {
  await tellOfFacts(t.context)
  await reset(t)
  mailbox.reset()
  await giveMail(t, await accountOf(t, 'liaison'), 'liaison@example.org')
})
afterAll(async () => {
  await t.close()
  await mailbox.close()
})

const day = (offset: number): string =>
  new Date(t.clock.now() + 8 * HOUR + offset * DAY).toISOString().slice(0, 10)

/** What happened is told, and leaves; to whom with which subject. */
async function pushed(): Promise<string[]> {
  mailbox.reset()
  await tellOfFacts(t.context)
  await sendAll(t)
  return mailbox.mails.map(({ to, subject }) => `${to} ${subject.replace(/（.*$/, '')}`).sort()
}

describe('whoever is told instead of the one whom a matter lies with', () => {
  // Before the second representative gets an account in the test below.
  it('given a representative without an account, then the liaison hears of it', async () => {
    await filed(t, {}, 1)
    expect(await pushed()).toEqual(['liaison@example.org 新来一件反映'])
  })

  it('given a stand-in, then both hear of what arrives and of what is done once more', async () => {
    const [li] = await Promise.all([t.as(0), t.as(1)])
    await giveMail(t, await accountOf(t, 0), 'li@example.org')
    await giveMail(t, await accountOf(t, 1), 'zhang@example.org')
    const standIn = { kind: 'representative', id: seeded(t, 1).id }
    expect(outcome(await post(li, '/api/leaves', { from: day(0), to: day(2), standIn }))).toBe(
      '201',
    )
    expect(await pushed()).toHaveLength(1)
    t.clock.advance(HOUR)
    const { id, receipt } = await filed(t)
    expect(await pushed()).toEqual([
      'li@example.org 新来一件反映',
      'zhang@example.org 新来一件反映',
    ])
    await answer(li, id)
    t.clock.advance(HOUR)
    const verdict = { answer: 'satisfied', solved: 'dissatisfied' }
    expect(outcome(await post(t.voter, `/api/receipts/${receipt}/verdict`, verdict))).toBe('200')
    const again = await pushed()
    expect(again.map((one) => one.split(' ')[0])).toEqual(['li@example.org', 'zhang@example.org'])
    expect(await standing(t)).not.toContain('mail not-needed')
  })

  it('given that it went to another representative meanwhile, then they are spared', async () => {
    for (const index of [0, 1, 2] as const)
      await giveMail(t, await accountOf(t, index), `p${index}@example.org`)
    const { id } = await filed(t)
    await tellOfFacts(t.context)
    const office = await t.as('office')
    const moved = await post(office, `/api/issues/${id}/reassignment`, {
      representativeId: seeded(t, 2).id,
      reason: '这件事在五当召镇，请那边的代表看。',
    })
    expect(outcome(moved)).toBe('200')
    expect(await pushed()).toEqual(['p2@example.org 新来一件反映'])
  })
})
