import { waitingHold } from '@mashang/server/issues/holds.store.ts'
import { noteFlood } from '@mashang/server/notices/flood.usecases.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { STANDARD_LIMITS } from '@mashang/shared/districts/limits.words.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beginAnew, factsLike, sweeper, toldSoFar } from '../notices/steps.ts'
import { type Client, filingTo, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import {
  type Came,
  last,
  letThrough,
  MOST,
  receiptOf,
  setLimits,
  several as severalFiled,
} from './flood.steps.ts'
import { type Filed, file, outcome, post, seeded } from './steps.ts'

let t: TestApp
let office: Client
let li: Client
beforeAll(async () => {
  t = await startApp({ floods: true })
  office = await t.as('office')
  li = await t.as(0)
})
afterAll(() => t.close())
beforeEach(async () => {
  await beginAnew(t)
  await execute(t, "update issues set state = 'withdrawn' where state = 'held'")
  await execute(t, "delete from notice_cursors where reader = 'flood'")
  t.clock.advance(HOUR)
  office = await t.as('office')
  li = await t.as(0)
  await limits({ floodRepresentative: MOST, floodDistrict: 0, floodWords: 0 })
})

const limits = (changes: object) => setLimits(office, changes)
const several = (count: number, changes: object = {}, to: 0 | 1 | 2 = 0) =>
  severalFiled(t, count, changes, to)
const heldOf = (all: readonly Came[]) => all.map(({ held }) => held)
const inbox = async (who = li) => (await who({ url: '/api/inbox' })).json()
const inboxIds = async (who = li): Promise<string[]> =>
  (await inbox(who)).items.map(({ id }: { id: string }) => id)
const floods = async () => (await office({ url: '/api/floods' })).json()
const decide = (body: object, by = office) => post(by, '/api/floods/decision', body)
const release = (...issues: string[]) => letThrough(office, issues)
const receipt = (of: Filed) => receiptOf(t, of)
const page = async ({ receipt: of }: Filed) =>
  (await t.voter({ url: `/r/${of}?new=1`, headers: { accept: 'text/html' } })).body
const REASON = '这些话说的不是一件具体的事，没有地点也没有经过，请写清楚再来。'

describe('a filing beyond what is usual', () => {
  it('is taken in, promised, and waits for the office instead of in the inbox', async () => {
    const all = await several(MOST + 2)
    expect(heldOf(all)).toEqual([false, false, false, true, true])
    expect((await inboxIds()).sort()).toEqual(
      all
        .slice(0, MOST)
        .map(({ id }) => id)
        .sort(),
    )
    expect(await floods()).toMatchObject({
      total: 2,
      groups: [{ cause: 'representative', count: 2, representative: { name: expect.any(String) } }],
    })
    const held = last(all)
    expect(held.responseDueAt).toBe(new Date(t.clock.now() + 24 * HOUR).toISOString())
    expect(outcome(await li({ url: `/api/issues/${held.id}` }))).toBe('404 issue.not-found')
    expect(outcome(await (await t.as('liaison'))({ url: `/api/issues/${held.id}` }))).toBe(
      '404 issue.not-found',
    )
    expect((await office({ url: `/api/issues/${held.id}` })).json().stateWords).toBe('待审看')
  })

  it('tells its voter plainly, on the page, in the timeline, and in the answer', async () => {
    const held = last(await several(MOST + 1))
    const SAID = '短时间内收到很多条，工作人员先看一眼再转给代表'
    const view = await receipt(held)
    expect(view.timeline[0].sentence).toBe(`收到了。${SAID}，24 小时从这时算。`)
    expect(view.can).toMatchObject({ message: false, withdraw: true, chase: false, verdict: false })
    expect(await page(held)).toContain(`收到了。${SAID}。`)
    expect(await page(held)).not.toContain('代表手里了')
  })

  it('given others, then theirs arrive; given the span is over, then this one’s again', async () => {
    await several(MOST + 4)
    expect(heldOf(await several(1, {}, 2))).toEqual([false])
    t.clock.advance(STANDARD_LIMITS.floodMinutes * MINUTE)
    expect(heldOf(await several(1))).toEqual([false])
  })

  it('given a flood that goes on, then nothing drips through', async () => {
    const came: boolean[] = []
    for (let n = 0; n < 3; n++) {
      came.push(...heldOf(await several(MOST)))
      t.clock.advance(6 * MINUTE)
    }
    expect(came.filter((held) => !held)).toHaveLength(MOST)
  })

  it('given all at once, then as many arrive as one after another', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => several(1)))
    expect(heldOf(all.flat()).filter((held) => !held).length).toBeLessThanOrEqual(MOST)
  })

  it('given the same key again, then the same answer, and nothing more', async () => {
    await several(MOST)
    const key = crypto.randomUUID()
    const first = await file(t, {}, key)
    const again = await file(t, {}, key)
    expect([first.statusCode, first.json().held]).toEqual([201, true])
    expect(again.json()).toEqual(first.json())
    expect((await floods()).total).toBe(1)
  })

  it('given somebody at a station’s counter, then it is never held', async () => {
    await several(MOST + 1)
    const filing = {
      kind: 'help',
      field: 'urban',
      title: '楼道灯不亮',
      text: '三号楼楼道的灯坏了三天，晚上看不见路。',
      hidden: false,
      consent: false,
      representativeId: seeded(t).id,
    }
    const reply = await post(await t.as('liaison'), '/api/station/filings', filing, {
      'idempotency-key': crypto.randomUUID(),
    })
    expect([reply.statusCode, reply.json().held]).toEqual([201, false])
  })
})

describe('why it is held', () => {
  it('words that are nearly the same, whomever they go to, are one group', async () => {
    await limits({ floodRepresentative: 0, floodDistrict: 0, floodWords: 2 })
    const all = [
      ...(await several(1, { text: '三号楼的路灯 12 天不亮。' })),
      ...(await several(1, { text: '三号楼的路灯，13天不亮！' }, 1)),
      ...(await several(1, { text: '三号楼的路灯14天不亮' }, 2)),
      ...(await several(1, { text: '三号楼的路灯15天不亮' }, 0)),
      ...(await several(1, { text: '四号楼的门禁坏了，进不去。' }, 0)),
    ]
    expect(heldOf(all)).toEqual([false, false, true, true, false])
    expect((await floods()).groups).toMatchObject([
      { cause: 'words', count: 2, representative: null, sample: { title: '3 号楼南边路灯不亮' } },
    ])
  })

  it('the whole district at once, however it is spread', async () => {
    await limits({ floodRepresentative: 0, floodDistrict: 2, floodWords: 0 })
    const all = [...(await several(1)), ...(await several(1, {}, 1)), ...(await several(2, {}, 2))]
    expect(heldOf(all)).toEqual([false, false, true, true])
    expect((await floods()).groups).toMatchObject([{ cause: 'district', count: 2 }])
  })

  it('a flood to one keeps nothing from the others, also where the district has a threshold', async () => {
    await limits({ floodRepresentative: MOST, floodDistrict: MOST + 2, floodWords: 0 })
    await several(MOST + 10)
    expect(heldOf(await several(2, {}, 2))).toEqual([false, false])
  })

  it('the whole district, also where the words tell of dangers: nothing drips', async () => {
    await limits({ floodRepresentative: 0, floodDistrict: 2, floodWords: 0 })
    await several(2)
    t.clock.advance(6 * MINUTE)
    const text = '楼道里着火了，烟很大，老人下不来。'
    expect(heldOf(await several(2, { text }, 1))).toEqual([true, true])
    expect((await floods()).groups).toMatchObject([{ cause: 'district-danger', count: 2 }])
    t.clock.advance(6 * MINUTE)
    expect(heldOf(await several(1, { text }, 2))).toEqual([true])
  })

  it('a flood to one that the office lets through at once keeps nothing from the others', async () => {
    await limits({ floodRepresentative: MOST, floodDistrict: MOST + 2, floodWords: 0 })
    const all = await several(MOST + 4)
    await release(...all.slice(MOST).map(({ id }) => id))
    expect(heldOf(await several(1, {}, 2))).toEqual([false])
  })

  it('one network address', async () => {
    await limits({ floodRepresentative: 0, floodDistrict: 0, floodWords: 0, floodAddress: 2 })
    const from = async (remoteAddress: string, key: string = crypto.randomUUID()) => {
      const reply = await t.app.inject({
        method: 'POST',
        url: '/api/issues',
        remoteAddress,
        headers: { 'idempotency-key': key },
        payload: filingTo(seeded(t)),
      })
      return reply.json().held
    }
    const key = crypto.randomUUID()
    const again = [await from('10.9.0.3', key), await from('10.9.0.3', key)]
    expect([...again, await from('10.9.0.3', key), await from('10.9.0.3')]).toEqual([
      false,
      false,
      false,
      false,
    ])
    const all = [await from('10.9.0.1'), await from('10.9.0.1'), await from('10.9.0.1')]
    expect([...all, await from('10.9.0.2')]).toEqual([false, false, true, false])
    expect((await floods()).groups).toMatchObject([{ cause: 'address', count: 1 }])
  })

  it('a danger among them is looked at first', async () => {
    await several(MOST + 1)
    await several(1, { text: '三号楼楼道里着火了，烟很大，老人下不来。' })
    const { groups } = await floods()
    expect(groups.map(({ cause }: { cause: string }) => cause)).toEqual([
      'danger',
      'representative',
    ])
  })
})

describe('letting through', () => {
  it('brings it to the inbox with the voter’s clock and the representative’s own 24 hours', async () => {
    const held = last(await several(MOST + 1))
    t.clock.advance(20 * HOUR)
    li = await t.as(0)
    office = await t.as('office')
    expect((await release(held.id)).json()).toEqual({ done: 1, left: 0 })
    const row = (await inbox()).items.find(({ id }: { id: string }) => id === held.id)
    expect(row).toMatchObject({ dueAt: held.responseDueAt, overdue: false })
    expect(
      (await receipt(held)).timeline.map(({ sentence }: { sentence: string }) => sentence)[0],
    ).toMatch(/^代表工委看过，转给.+代表了，答复的时间不变。$/)
    expect(await factsLike(t, 'issue.let-through')).toHaveLength(1)
    // What it waited is not the representative's fault.
    t.clock.advance(10 * HOUR)
    const owed = (
      await (
        await t.as(0)
      )({ url: '/api/me/duty/matters?list=unanswered&size=200' })
    ).json().items
    expect(owed.length).toBeGreaterThan(0)
    expect(owed.map(({ id }: { id: string }) => id)).not.toContain(held.id)
  })

  it('tells its representative once of all, says nothing twice of a level, then goes on', async () => {
    const all = await several(MOST + 5)
    await tellOfFacts(t.context)
    expect((await toldSoFar(t)).filter(({ kind }) => kind === 'issue.arrived')).toHaveLength(MOST)
    const sweep = sweeper(t)
    t.clock.advance(13 * HOUR)
    expect(await sweep.turn()).toBe(all.length)
    await execute(
      t,
      "update deadlines set stopped_at = due_at where stopped_at is null and owner_kind <> 'office'",
    )
    await execute(t, 'delete from notices')
    office = await t.as('office')
    await release(...all.slice(MOST).map(({ id }) => id))
    await tellOfFacts(t.context)
    expect(await toldSoFar(t)).toMatchObject([
      { kind: 'issue.arrived', data: { how: 'let-through', many: '5' } },
    ])
    expect(await sweep.turn()).toBe(0)
    t.clock.advance(8 * HOUR)
    expect(await sweep.turn()).toBe(5)
  })

  it('given its voter takes the first one back at this very moment, then the others are told of', async () => {
    const all = (await several(MOST + 3)).slice(MOST)
    await tellOfFacts(t.context)
    await execute(t, 'delete from notices')
    const { db } = t.context
    const commit = db.commit.bind(db)
    db.commit = async (...given) => {
      db.commit = commit
      await execute(t, `update issues set state = 'withdrawn' where id = '${all[0]?.id}'`)
      return await commit(...given)
    }
    expect((await release(...all.map(({ id }) => id))).json()).toEqual({ done: 2, left: 0 })
    await tellOfFacts(t.context)
    expect(await toldSoFar(t)).toMatchObject([
      { kind: 'issue.arrived', data: { how: 'let-through', many: '2' } },
    ])
  })

  it('a whole group at once, as it was looked at: what came later waits', async () => {
    const all = await several(MOST + 3)
    const [group] = (await floods()).groups
    t.clock.advance(MINUTE)
    const later = last(await several(1))
    const of = { cause: group.cause, key: group.key, until: group.lastAt }
    expect((await decide({ decision: 'release', of })).json()).toEqual({ done: 3, left: 0 })
    expect((await decide({ decision: 'release', of })).json()).toEqual({ done: 0, left: 0 })
    expect(await inboxIds()).toHaveLength(all.length)
    const matters = `/api/floods/matters?cause=${group.cause}&key=${group.key}`
    expect((await office({ url: matters })).json()).toMatchObject({
      total: 1,
      items: [{ id: later.id, number: later.number }],
    })
  })

  it('what its words ask the office to look at is held then', async () => {
    await several(MOST)
    const mine = last(await several(1, { text: '楼道着火了，烟很大，老人下不来。' }))
    const waiting = async () =>
      (await office({ url: '/api/holds?size=200' }))
        .json()
        .items.filter((hold: { issue: { id: string } }) => hold.issue.id === mine.id)
    expect(await waiting()).toEqual([])
    await release(mine.id)
    expect(await waiting()).toMatchObject([{ reason: 'danger', state: 'waiting' }])
  })
})

describe('saying why not', () => {
  it('ends it in words that its voter reads and may judge; it comes back to people', async () => {
    const held = last(await several(MOST + 1))
    const body = { decision: 'decline', of: { issues: [held.id] } }
    expect(outcome(await decide({ ...body, reason: '收到' }))).toBe(
      '422 issue.answer-not-substantive',
    )
    expect((await decide({ ...body, reason: REASON })).json()).toEqual({ done: 1, left: 0 })
    const view = await receipt(held)
    expect(view).toMatchObject({ state: 'declined', can: { verdict: true } })
    expect(view.messages).toMatchObject([{ author: 'office', text: REASON }])
    expect(view.timeline[0].sentence).toBe('代表工委看过了，没有转给代表，理由在答复里。')
    expect(await inboxIds()).not.toContain(held.id)
    const judged = await t.voter({
      method: 'POST',
      url: `/api/receipts/${held.receipt}/verdict`,
      body: { answer: 'dissatisfied', solved: 'dissatisfied', onlyAcknowledged: false },
    })
    expect(judged.statusCode, judged.body).toBeLessThan(300)
    expect(await inboxIds()).toContain(held.id)
  })
})

describe('the office', () => {
  it('is told once of a flood, again after four hours', async () => {
    await several(MOST + 6)
    expect(await noteFlood(t.context)).toBe(true)
    expect(await noteFlood(t.context)).toBe(false)
    await several(5)
    expect(await noteFlood(t.context)).toBe(false)
    await tellOfFacts(t.context)
    const alarms = async () =>
      (await toldSoFar(t)).filter(
        ({ kind }) => kind === 'system.alarm' || kind === 'issue.for-office',
      )
    expect(await alarms()).toMatchObject([{ kind: 'system.alarm', data: { what: 'flood' } }])
    t.clock.advance(4 * HOUR)
    expect(await noteFlood(t.context)).toBe(true)
  })

  it('sees it beside the other things to look at, which it does not hide; decides it there only', async () => {
    const held = last(await several(MOST + 1))
    const { items } = (await office({ url: '/api/holds?size=200' })).json()
    expect(items.filter(({ reason }: { reason: string }) => reason === 'flood')).toEqual([])
    const of = { issueId: held.id, target: 'filing', targetId: '' } as const
    const hold = await waitingHold(t.context, of)
    const decision = { decision: 'release', reason: '没事' }
    expect(outcome(await post(office, `/api/holds/${hold?.id}/decision`, decision))).toBe(
      '409 hold.of-flood',
    )
    for (const by of [li, await t.as('liaison'), t.voter])
      expect((await by({ url: '/api/floods' })).statusCode).toBeGreaterThan(400)
  })

  it('what its voter takes back meanwhile is gone, tells nobody, and stops nothing else', async () => {
    const [one, two] = (await several(MOST + 2)).slice(MOST) as [Came, Came]
    await tellOfFacts(t.context)
    const before = (await toldSoFar(t)).length
    await t.voter({ method: 'POST', url: `/api/receipts/${one.receipt}/withdrawal` })
    await tellOfFacts(t.context)
    expect((await receipt(one)).state).toBe('withdrawn')
    expect(await toldSoFar(t)).toHaveLength(before)
    expect((await release(one.id, two.id)).json()).toEqual({ done: 1, left: 0 })
    expect((await floods()).total).toBe(0)
  })
})
