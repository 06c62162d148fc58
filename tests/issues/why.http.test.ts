import { verifyLedger } from '@mashang/server/core/ledger/ledger.store.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { ask, MONDAY, resolutionSteps, see } from './resolution-steps.ts'
import { filed, outcome, post } from './steps.ts'

let t: TestApp
let representative: Client
let colleague: Client
let office: Client
let steps: ReturnType<typeof resolutionSteps>
const answered: typeof steps.answered = (...given) => steps.answered(...given)
const say: typeof steps.say = (...given) => steps.say(...given)
beforeAll(async () => {
  t = await startApp()
  representative = await t.as(0)
  colleague = await t.as(1)
  office = await t.as('office')
  steps = resolutionSteps(t, representative)
})
beforeEach(() => t.clock.set(MONDAY))
afterAll(() => t.close())

describe('why this time', () => {
  it('tells voter, representative and office the same, step by step', async () => {
    const matter = await answered()
    t.clock.advance(HOUR)
    await ask(representative, matter.id)
    t.clock.set('2026-11-24T01:30:00.000Z')
    await say(matter)
    await post(representative, `/api/issues/${matter.id}/extension`, {
      days: 2,
      reason: '等配件。',
    })
    const [own, desk, voter] = (
      await Promise.all([
        representative({ url: `/api/issues/${matter.id}/why` }),
        office({ url: `/api/issues/${matter.id}/why` }),
        t.voter({ url: `/api/receipts/${matter.receipt}/why` }),
      ])
    ).map((reply) => reply.json())
    expect(desk).toEqual(own)
    expect(JSON.parse(JSON.stringify(voter).replaceAll('您', '选民'))).toEqual(own)
    expect(voter.clocks[0]).toMatchObject({
      clock: 'response',
      state: 'stopped',
      late: false,
      arithmetic: ['从 11月23日 10:32 起算 24 小时，节假日不停 → 11月24日 10:32'],
    })
    const { dueAt } = (await see(representative, matter.id)).resolution
    expect(voter.clocks[1]).toMatchObject({
      clock: 'resolution',
      owner: '李婺代表',
      state: 'running',
      dueAt,
      dueWords: '12月3日 15:28',
      calendarWords: '国务院放假安排（系统自带）',
    })
    expect(voter.clocks[1].steps.map((step: { sentence: string }) => step.sentence)).toEqual([
      '有了第一次实在的答复，办结的表从这时起走。',
      '李婺代表问了一句，等您回话；表停着，最迟 11月30日 24:00 接着走。',
      '您回了话，表接着走，时限是 12月1日 15:28。',
      '李婺代表延期 2 个工作日，时限从 12月1日 15:28 到 12月3日 15:28。理由：等配件。',
    ])
    expect(voter.clocks[1].arithmetic.at(-1)).toBe(
      '把停掉的上班时间 4 小时 28 分，接在 12月2日 24:00 后面 → 12月3日 15:28',
    )
  })

  it('shows reminders that were sent, whoever sent them', async () => {
    const matter = await filed(t)
    t.clock.advance(12 * HOUR)
    const subject = { kind: 'issue', id: matter.id }
    const actor = { kind: 'system', id: null } as const
    const at = t.clock.now()
    await t.context.db.commit(
      'home',
      [],
      [
        { at, type: 'clock.reminded', actor, subject, data: { level: 1, hours: 12 } },
        {
          at: at + 1,
          type: 'clock.escalated',
          actor,
          subject,
          data: { level: 4, hours: 48, late: true },
        },
      ],
    )
    t.clock.advance(HOUR)
    const why = (await t.voter({ url: `/api/receipts/${matter.receipt}/why` })).json()
    expect(why.clocks[0].steps.slice(1)).toMatchObject([
      { sentence: '过了 12 小时还没有答复，系统提醒了经办的人。' },
      { sentence: '过了 48 小时还没有答复，系统报给了更上一级（补发的）。' },
    ])
  })

  it('looks the same where there is none as where it is somebody else’s', async () => {
    const { id } = await answered()
    const replies = await Promise.all([
      colleague({ url: `/api/issues/${id}/why` }),
      colleague({ url: `/api/issues/${crypto.randomUUID()}/why` }),
      t.voter({ url: '/api/receipts/ABC/why' }),
    ])
    expect(replies.map(outcome)).toEqual([
      '404 issue.not-found',
      '404 issue.not-found',
      '404 receipt.not-found',
    ])
  })

  it('is a page for the voter that needs no script', async () => {
    const matter = await answered()
    const page = await t.voter({ url: `/r/${matter.receipt}/why` })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('第 5 个工作日 11月30日 周一')
    expect((await t.voter({ url: '/r/ABC/why' })).statusCode).toBe(404)
  })
})

it('leaves a ledger that is whole', async () => {
  expect(await verifyLedger(t.context.db, 'home')).toMatchObject({ whole: true })
})
