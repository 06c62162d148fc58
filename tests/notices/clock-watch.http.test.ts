import { HOUR, MINUTE, SECOND } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { filed, outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { beginAnew, factsLike, type Sweeper, sweeper, toldSoFar } from './steps.ts'

let t: TestApp
let sweep: Sweeper
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
})
beforeEach(async () => {
  await beginAnew(t)
  office = await t.as('office')
  await t.as(0)
  await t.as('liaison')
  sweep = sweeper(t)
  await sweep.turn()
})
afterAll(() => t.close())

const types = async (): Promise<string[]> => (await factsLike(t, 'clock.')).map((f) => f.type)
const frozen = async () => (await office({ url: '/api/watch' })).json().frozen
const release = (reason: string) => post(office, '/api/clock/release', { reason })

describe('a wall clock that is set', () => {
  it('forward, holds every reminder back and tells the office once', async () => {
    await filed(t)
    t.clock.advance(HOUR)
    t.clock.jump(30 * HOUR)
    const other = sweeper(t)
    for (let turn = 0; turn < 3; turn++) {
      expect(await sweep.turn()).toBe(0)
      expect(await other.turn()).toBe(0)
      t.clock.advance(10 * SECOND)
    }
    expect(await types()).toEqual(['clock.frozen'])
    const told = await toldSoFar(t)
    expect(told.map(({ kind, data }) => [kind, data.what, data.direction, data.offBy])).toEqual([
      ['system.alarm', 'clock', 'forward', 30 * HOUR],
    ])
    expect(await frozen()).toMatchObject({ direction: 'forward', offBy: 30 * HOUR })
  })

  it('and set right again, lets reminders go on by itself', async () => {
    await filed(t)
    t.clock.advance(HOUR)
    t.clock.jump(30 * HOUR)
    await sweep.turn()
    t.clock.advance(12 * HOUR)
    expect(await sweep.turn()).toBe(0)
    t.clock.jump(-30 * HOUR)
    expect(await sweep.turn()).toBe(1)
    expect(await types()).toEqual(['clock.frozen', 'clock.thawed', 'clock.reminded'])
    expect(await frozen()).toBeNull()
  })

  it('back, is noticed too, and the office may say that it is right, with a reason', async () => {
    await filed(t)
    t.clock.advance(13 * HOUR)
    t.clock.jump(-3 * HOUR)
    expect(await sweep.turn()).toBe(0)
    expect(await frozen()).toMatchObject({ direction: 'backward', offBy: 3 * HOUR })
    expect((await release('')).statusCode).toBe(400)
    expect((await release('时间原来就快了三小时，刚刚对过。')).statusCode).toBe(204)
    expect(outcome(await release('再点一次。'))).toBe('409 clock.not-frozen')
    t.clock.advance(2 * HOUR + SECOND)
    expect(await sweep.turn()).toBe(1)
    expect(await types()).toEqual(['clock.frozen', 'clock.thawed', 'clock.reminded'])
  })

  it('and declared right, is right for another process that saw nothing of it', async () => {
    const other = sweeper(t)
    await other.turn()
    t.clock.jump(5 * HOUR)
    await sweep.turn()
    await release('对过表了。')
    await other.turn()
    await sweep.turn()
    expect(await types()).toEqual(['clock.frozen', 'clock.thawed'])
  })

  it('while the process was away, is noticed by the next one on the same machine', async () => {
    await filed(t)
    t.clock.advance(MINUTE)
    t.clock.jump(40 * HOUR)
    expect(await sweeper(t).turn()).toBe(0)
    expect(await types()).toEqual(['clock.frozen'])
  })

  it('is told from a long downtime', async () => {
    await filed(t)
    t.clock.advance(40 * HOUR)
    expect(await sweeper(t).turn()).toBe(1)
    expect(await types()).toEqual(['clock.overdue'])
  })

  it('is nobody’s business but the office’s', async () => {
    const li = await t.as(0)
    expect(outcome(await li({ url: '/api/watch' }))).toBe('403 auth.forbidden')
    expect(outcome(await post(li, '/api/clock/release', { reason: '好了' }))).toBe(
      '403 auth.forbidden',
    )
  })
})
