import { fillInDelivered } from '@mashang/server/suggestions/recount.usecases.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { filed, outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { AGREED, agreedDay, bad, good, kept, poor, START, settled } from './agreed-day.ts'
import { linkDesk } from './link-desk.ts'
import { answeredBy, contact, department, done, text, written } from './steps.ts'

/** A day that was agreed on where several answered, where there is none, and after an update. */

type Desk = Awaited<ReturnType<typeof agreedDay>>
let desk: Desk
let t: TestApp
let li: Client
let office: Client
let housing: Desk['housing']
beforeAll(async () => {
  desk = await agreedDay()
  ;({ t, li, office, housing } = desk)
})
beforeEach(() => t.clock.set(START))
afterAll(() => t.close())

describe('given no day was agreed', () => {
  it('then nothing is promised by it, and what the answer promised still is', async () => {
    const none = await desk.mediated()
    const after = await done(office, none, settled)
    expect([after.promisedFor, desk.runs(after), after.delivered]).toEqual([null, [], 'settled'])
    expect((await desk.seen(housing.client, none)).can).not.toContain('redeem')

    const promised = await desk.mediated({ class: 'B', promisedFor: '2026-10-31' })
    const still = await done(office, promised, settled)
    const day = '2026-10-31T16:00:00.000Z'
    expect([still.promisedFor, desk.runs(still), still.delivered]).toEqual([
      day,
      [[housing.id, day]],
      'pending',
    ])
    expect((await desk.seen(housing.client, promised)).can).toContain('redeem')
  })
})

describe('given several answered apart', () => {
  it('then the day is for whose answer was not good enough; what another promised stays', async () => {
    const roads = await department(t, '区交通运输局')
    const fine = { attitude: 'satisfied', result: 'fair' }
    const judged = (id: string, own: object, other: object) =>
      done(li, id, {
        act: 'rate',
        apart: [
          { department: housing.id, ...own },
          { department: roads.id, ...other },
        ],
      })
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', separate: [housing.id, roads.id] })
    await answeredBy(housing.client, id)
    await answeredBy(roads.client, id)
    await judged(id, poor, poor)
    for (const [by, letter] of [
      [housing.client, { class: 'A' }],
      [roads.client, { class: 'B', promisedFor: '2026-08-31' }],
    ] as const) {
      await done(by, id, { ...contact, text: '又去看了一次' })
      await done(by, id, { act: 'propose', text: '又改了。', ...letter })
      await done(by, id, { act: 'sign', signer: '局长王建国' })
    }
    await judged(id, poor, fine)
    const after = await desk.agreed(id)
    expect(desk.runs(after).sort()).toEqual(
      [
        [housing.id, AGREED],
        [roads.id, '2026-08-31T16:00:00.000Z'],
      ].sort(),
    )
    expect(after.promisedFor).toBe('2026-08-31T16:00:00.000Z')
    t.clock.advance(1000)
    await done(roads.client, id, { ...kept, text: '路口改好了。' })
    expect((await desk.seen(office, id)).promisedFor).toBe(AGREED)
  })

  it('when one of two tells first, then the voter reads that it is at work, and only who told', async () => {
    const roads = await department(t, '区水务局')
    const issue = await filed(t)
    const made = await post(li, '/api/suggestions', {
      ...text,
      issueId: issue.id,
      submit: true,
      reply: '我写成建议交上去了，有结果告诉您。',
    })
    const { id } = made.json()
    await done(office, id, { act: 'assign', separate: [housing.id, roads.id] })
    const both = [housing, roads].map((one) => ({ department: one.id, ...poor }))
    for (const again of [false, true]) {
      for (const { client } of [housing, roads]) {
        if (!again) await answeredBy(client, id)
        else {
          await done(client, id, { ...contact, text: '又去看了一次' })
          await done(client, id, { act: 'propose', text: '又改了。', class: 'A' })
          await done(client, id, { act: 'sign', signer: '局长王建国' })
        }
      }
      await done(li, id, { act: 'rate', apart: both })
    }
    await desk.agreed(id)
    t.clock.advance(1000)
    const lines = async (): Promise<string[]> =>
      (await li({ url: `/api/issues/${issue.id}` }))
        .json()
        .timeline.map(({ sentence }: { sentence: string }) => sentence)
    await done(housing.client, id, { ...kept, solved: 'done' })
    expect(await lines()).toContain(
      '区住房和城乡建设局答复了代表建议：这件事正在办，答应 2026年12月31日前办成，到时再说结果。',
    )
    t.clock.advance(1000)
    await done(roads.client, id, { ...kept, solved: 'done' })
    expect(await lines()).toContain('区住房和城乡建设局、区水务局答复了代表建议：已经解决。')
  })
})

describe('given one of several told again after the end, and that was not good enough', () => {
  it('when a day is agreed, then it runs for that one, and the word is about its answer alone', async () => {
    const roads = await department(t, '区交通运输三局')
    const promised = { class: 'B', promisedFor: '2026-04-30' }
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', separate: [housing.id, roads.id] })
    await answeredBy(housing.client, id, promised)
    await answeredBy(roads.client, id)
    const { act: _, ...fine } = good
    const { act: __, ...poor } = bad
    const apart = [
      { department: housing.id, ...fine },
      { department: roads.id, ...poor },
    ]
    await done(li, id, { act: 'rate', apart })
    await done(roads.client, id, { ...contact, text: '又去看了一次' })
    await done(roads.client, id, { act: 'propose', text: '又改了。', class: 'A' })
    await done(roads.client, id, { act: 'sign', signer: '局长王建国' })
    t.clock.advance(1000)
    expect((await done(li, id, good)).state).toBe('closed')
    t.clock.set('2026-04-30T02:00:00Z')
    await done(housing.client, id, { ...kept, class: 'C', text: '今年装不了。' })
    t.clock.advance(1000)
    expect((await done(li, id, bad)).state).toBe('mediation')
    const after = await done(office, id, {
      ...settled,
      on: '2026-04-30',
      promisedFor: '2026-12-31',
    })
    expect(desk.runs(after)).toEqual([[housing.id, AGREED]])
    expect([after.promisedFor, after.delivered]).toEqual([AGREED, 'pending'])
    expect((await desk.seen(housing.client, id)).can).toContain('redeem')
    expect((await desk.seen(roads.client, id)).can).not.toContain('redeem')
  })
})

describe('given a department without an account', () => {
  it('then it tells what became of it by a link, which says what was agreed', async () => {
    const id = await desk.mediated()
    await desk.agreed(id)
    const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: housing.id })
    expect(outcome(made)).toMatch(/^20/)
    const opened = await linkDesk(t).open(new URL(made.json().url).hash.slice(1))
    expect(opened.json()).toMatchObject({
      task: 'redeem',
      promise: { text: settled.text, until: AGREED, agreed: true },
    })
  })
})

describe('given one that was settled by a former version', () => {
  it('when the new one starts, then its day runs, once', async () => {
    const id = await desk.mediated()
    await desk.agreed(id)
    await execute(
      t,
      `delete from suggestion_clocks where suggestion_id = '${id}' and clock = 'promise'`,
    )
    await execute(
      t,
      `update suggestions set promised_for = null, delivered = 'settled' where id = '${id}'`,
    )
    await fillInDelivered(t.context)
    await fillInDelivered(t.context)
    const after = await desk.seen(office, id)
    expect(desk.runs(after)).toEqual([[housing.id, AGREED]])
    expect([after.promisedFor, after.delivered]).toEqual([AGREED, 'pending'])
    expect((await done(housing.client, id, kept)).delivered).toBe('done')
  })
})
