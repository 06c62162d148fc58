import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { act, answeredBy, assignedTo, atWork, contact, department, done } from './steps.ts'

/** A day that somebody writes down of what was done lies between what it is about and today. */

let t: TestApp
let li: Client
let office: Client
let housing: Awaited<ReturnType<typeof atWork>>['housing']
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

const bad = { act: 'rate', attitude: 'satisfied', result: 'dissatisfied', reason: '只装了一个' }
const YESTERDAY = '2026-03-01'

async function assigned(): Promise<string> {
  t.clock.set('2026-03-02T02:00:00Z')
  return (await assignedTo({ lead: li, office }, housing.id)).id
}

describe('given a department that has to talk before it answers', () => {
  it('when it names a day before the suggestion was made, then the guard of the answer stays shut', async () => {
    const id = await assigned()
    await done(housing.client, id, { act: 'receive' })
    const talk = { ...contact, on: YESTERDAY }
    expect(outcome(await act(housing.client, id, talk))).toBe('422 suggestion.contact-early')
    const answer = { act: 'propose', text: '5 月底前装好。', class: 'A' }
    expect(outcome(await act(housing.client, id, answer))).toBe('422 suggestion.no-contact')
    await done(housing.client, id, contact)
    await done(housing.client, id, answer)
  })

  it('when its answer was not good enough, then a talk of before that day is kept and opens nothing', async () => {
    const id = await assigned()
    await answeredBy(housing.client, id)
    t.clock.advance(3 * DAY)
    await done(li, id, bad)
    await done(housing.client, id, { ...contact, on: '2026-03-04', text: '补记前天的' })
    const answer = { act: 'propose', text: '又装了两个。', class: 'A' }
    expect(outcome(await act(housing.client, id, answer))).toBe('422 suggestion.no-contact-since')
    await done(housing.client, id, { ...contact, on: '2026-03-05', text: '当天又去看了' })
    await done(housing.client, id, answer)
  })

  it('when it names a talk after the answer, then on no day before that', async () => {
    const id = await assigned()
    t.clock.advance(DAY)
    await answeredBy(housing.client, id)
    const after = { ...contact, phase: 'after', on: '2026-03-02' }
    expect(outcome(await act(housing.client, id, after))).toBe(
      '422 suggestion.contact-before-answer',
    )
    await done(housing.client, id, { ...after, on: '2026-03-03' })
  })
})

describe('given the office mediates', () => {
  it('when it names a day before the second bad word, then that is refused, for notes and for the end', async () => {
    const id = await assigned()
    await answeredBy(housing.client, id)
    await done(li, id, bad)
    await done(housing.client, id, { ...contact, text: '又去看了一次' })
    await done(housing.client, id, { act: 'propose', text: '又装了两个。', class: 'A' })
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    await done(li, id, bad)
    const note = { act: 'mediate', way: 'meeting', text: '请住建局和代表座谈了' }
    const settled = { act: 'settle', way: 'site', people: '赵主任', text: '今年先装两个路口。' }
    for (const step of [note, settled])
      expect(outcome(await act(office, id, { ...step, on: YESTERDAY }))).toBe(
        '422 suggestion.settled-early',
      )
    const far = { ...settled, on: '2026-03-02', promisedFor: '2031-03-03' }
    expect(outcome(await act(office, id, far))).toBe('422 suggestion.promise-far')
    await done(office, id, { ...note, on: '2026-03-02' })
    await done(office, id, { ...far, promisedFor: '2031-03-02' })
  })
})

it('given other handlers, then nobody decided that before it was first assigned', async () => {
  const id = await assigned()
  const water = await department(t, '区水务局')
  const more = { act: 'reassign', lead: housing.id, co: [water.id], reason: '要一起办' }
  expect(outcome(await act(office, id, { ...more, on: YESTERDAY }))).toBe(
    '422 suggestion.reassigned-early',
  )
  await done(office, id, { ...more, on: '2026-03-02' })
})

it('given class B, then no day is promised beyond a term of five years', async () => {
  const id = await assigned()
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  const answer = { act: 'propose', text: '列入计划。', class: 'B' }
  expect(outcome(await act(housing.client, id, { ...answer, promisedFor: '2199-01-01' }))).toBe(
    '422 suggestion.promise-far',
  )
  await done(housing.client, id, { ...answer, promisedFor: '2031-03-02' })
})
