import { countingOn } from '@mashang/server/points/counting.jobs.ts'
import { allClosings } from '@mashang/server/points/points.store.ts'
import {
  allRepresentatives,
  insertRepresentative,
} from '@mashang/server/representatives/representatives.store.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import type { ClosingView } from '@mashang/shared/points/closings.api.ts'
import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { rightBefore } from '../support/while-committing.ts'
import { happened, itemOf, mine } from './steps.ts'

/** What is signed is of one set of rules and facts, whatever others do in the meantime. */

let t: TestApp
let office: Client
let other: Client
let closing: ClosingView
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2025-05-06T02:00:00Z')
  await fresh(t, 0)({ url: '/api/me/points' })
  await fresh(t, 1)({ url: '/api/me/points' })
  office = fresh(t, 'office')
  other = async (call) => await (await t.as('office-2'))(call)
  await execute(t, `update representatives set created_at = ${Date.parse('2024-01-01')}`)
})
afterAll(() => t.close())

const visited = (index: 0 | 1, day: string) =>
  happened(
    t,
    'activity.attended',
    { representativeId: seeded(t, index).id, kind: 'visit', on: Date.parse(`${day}T04:00:00Z`) },
    crypto.randomUUID(),
  )
const url = (what = ''): string => `/api/points/closings/${closing.id}${what}`
const show = async (): Promise<ClosingView> => (await office({ url: url() })).json()
const sign = (): Promise<LightMyRequestResponse> =>
  post(office, url('/signature'), { signer: '主任', reason: '通过。' })
const visits = async (index: 0 | 1) => itemOf(await mine(fresh(t, index), closing.period), 'visits')
const pointsEach = async (index: 0 | 1) =>
  [...new Set((await visits(index)).entries.map(({ points }) => points))].join()
const save = (from: string, after = 0) =>
  post(other, '/api/points/rules', {
    after,
    from,
    reason: '常委会会议通过。',
    set: {
      ...defaultRuleSet,
      rules: defaultRuleSet.rules.map((rule) =>
        rule.id === 'visits' ? { ...rule, facts: [{ fact: 'visit.made', points: 3 }] } : rule,
      ),
    },
  })
const draft = async (period: string): Promise<void> => {
  closing = (await post(office, '/api/points/closings', { period })).json()
}

describe('while somebody signs, somebody else', () => {
  let year = 2024
  let visit = ''
  beforeEach(async () => {
    year += 1
    t.clock.set(`${year}-12-20T02:00:00Z`)
    for (const index of [0, 1] as const) visit = await visited(index, `${year}-05-05`)
    t.clock.set(`${year + 1}-01-04T02:00:00Z`)
    await draft(String(year))
  })

  it('saves rules for that time: refused, and everybody is counted by the ones of before', async () => {
    let saved = ''
    rightBefore(t, 'keep point result', async () => {
      saved = outcome(await save('2025-02-01'))
    })
    expect(outcome(await sign())).toBe('200')
    expect(saved).toBe('422 points.into-closed')
    expect([await pointsEach(0), await pointsEach(1)]).toEqual(['1', '1'])
  })

  it('saves rules a moment before: everybody is counted by them', async () => {
    let saved = ''
    rightBefore(t, 'begin signing point closing', async () => {
      saved = outcome(await save('2026-02-01'))
    })
    expect(outcome(await sign())).toBe('200')
    expect(saved).toBe('201')
    expect([await pointsEach(0), await pointsEach(1)]).toEqual(['3', '3'])
  })

  it('had read before that nothing was signed: the rules are refused all the same', async () => {
    let signed = ''
    rightBefore(t, 'insert pointRuleSets', async () => {
      signed = outcome(await sign())
    })
    expect(outcome(await save('2027-02-01', 1))).toBe('422 points.into-closed')
    expect(signed).toBe('200')
    expect([await pointsEach(0), await pointsEach(1)]).toEqual(['3', '3'])
  })

  it('turns an entry round: not now, and afterwards it is', async () => {
    const turn = () =>
      post(
        other,
        `/api/points/representatives/${seeded(t, 1).id}/entries/${encodeURIComponent(`visit.made:${visit}`)}`,
        { act: 'reverse', reason: '记错了人。' },
      )
    let turned = ''
    rightBefore(t, 'keep point result', async () => {
      turned = outcome(await turn())
    })
    expect(outcome(await sign())).toBe('200')
    expect(turned).toBe('409 points.being-counted')
    expect((await visits(1)).points).toBe(3)
    t.clock.advance(HOUR)
    expect(outcome(await turn())).toBe('200')
    expect((await visits(1)).points).toBe(0)
  })

  it('enters what happened in that time: it is in everybody’s results, or in nobody’s', async () => {
    const both = async () => {
      await visited(0, `${year}-06-06`)
      await visited(1, `${year}-06-06`)
    }
    // Everybody is counted; then it is read.
    rightBefore(t, 'move point closing', async () => {
      await both()
      await office({ url: `/api/points/representatives/${seeded(t, 0).id}` })
    })
    expect(outcome(await sign())).toBe('200')
    expect([(await visits(0)).points, (await visits(1)).points]).toEqual([6, 6])
    const signed = (await office({ url: '/api/ledger?size=200&group=points' })).json()
    expect(JSON.stringify(signed)).toContain('积分结算签字公示')
    await both()
    expect([(await visits(0)).points, (await visits(1)).points]).toEqual([6, 6])
  })

  it('brings something that wants a review: it is a draft again, and says what is open', async () => {
    rightBefore(t, 'keep point result', () =>
      happened(
        t,
        'mediation.done',
        { representativeId: seeded(t, 0).id },
        crypto.randomUUID(),
        Date.parse(`${year}-07-07`),
      ),
    )
    expect(outcome(await sign())).toBe('409 points.reviews-open')
    expect(await show()).toMatchObject({ state: 'draft', reviews: 1, signer: null })
  })
})

describe('given there are many', () => {
  const NONE = new AbortController().signal
  const row = async () => {
    const found = (await allClosings(t.context)).find(({ id }) => id === closing.id)
    if (found === undefined) throw new Error('no closing')
    return found
  }
  beforeAll(async () => {
    const [one] = await allRepresentatives(t.context)
    if (one === undefined) throw new Error('nobody')
    await t.context.db.commit(
      t.context.district,
      Array.from({ length: 500 }, () => insertRepresentative({ ...one, id: crypto.randomUUID() })),
    )
    t.clock.set('2032-01-04T02:00:00Z')
    await draft('2031')
  })

  it('the signature stands at once; a job counts, and the page shows how far it is', async () => {
    const reply = await sign()
    expect(reply.json()).toMatchObject({ state: 'signing', signer: '主任', progress: { done: 0 } })
    expect(outcome(await sign())).toBe('409 points.closing-moved')
    // Nobody sees anything of it before it is whole.
    expect((await mine(fresh(t, 0), '2031')).closing).toBeNull()
    let seen: unknown
    const far = async () => {
      await new Promise<void>((then) =>
        rightBefore(t, 'keep point result', async () => {
          seen = (await show()).progress
          then()
        }),
      )
    }
    rightBefore(t, 'keep point result', async () => void far())
    await countingOn(t.context)(NONE)
    expect(seen).toEqual({ done: 200 })
    expect(await show()).toMatchObject({ state: 'notice', progress: null })
    expect((await mine(fresh(t, 0), '2031')).closing?.state).toBe('notice')
  })

  it('ended and the server stopped in the middle, then the next one does all of it', async () => {
    t.clock.set('2032-01-20T02:00:00Z')
    expect((await post(office, url('/end'))).json().state).toBe('ending')
    const stopping = new AbortController()
    rightBefore(t, 'keep point result', async () => stopping.abort())
    await countingOn(t.context)(stopping.signal)
    expect(await row()).toMatchObject({ state: 'ending', run: null })
    await countingOn(t.context)(NONE)
    expect(await show()).toMatchObject({ state: 'closed', progress: null })
    expect((await row()).fingerprint).toMatch(/^[0-9a-f]{64}$/)
  })

  it('given it was killed in the middle, then another one waits a minute and begins anew', async () => {
    t.clock.set('2033-01-04T02:00:00Z')
    await draft('2032')
    await sign()
    rightBefore(t, 'keep point result', () => Promise.reject(new Error('the power is gone')))
    await expect(countingOn(t.context)(NONE)).rejects.toThrow('power')
    const next = countingOn(t.context)
    await next(NONE)
    expect((await show()).state).toBe('signing')
    t.clock.advance(61_000)
    await next(NONE)
    expect((await show()).state).toBe('notice')
  })
})
