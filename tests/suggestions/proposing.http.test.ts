import { suggestionsTables } from '@mashang/server/suggestions/suggestions.table.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import { rowsIn, untouched } from '../support/untouched.ts'
import { act, assignedTo, atWork, contact, done } from './steps.ts'

/** What a department may not hand up as its answer: the reason, and no trace. */

let d: Awaited<ReturnType<typeof atWork>>
let silent: string
let talked: string
beforeAll(async () => {
  d = await atWork()
  const received = async (): Promise<string> => {
    const { id } = await assignedTo({ lead: d.li, office: d.office }, d.housing.id)
    await done(d.housing.client, id, { act: 'receive' })
    return id
  }
  silent = await received()
  talked = await received()
  await done(d.housing.client, talked, contact)
})
afterAll(() => d.t.close())

const TODAY = '2026-03-02'
it.each([
  ['before it has talked', () => silent, { class: 'A' }, '422 suggestion.no-contact'],
  ['class B without a day', () => talked, { class: 'B' }, '422 suggestion.promise-missing'],
  [
    'class B for a day that has come',
    () => talked,
    { class: 'B', promisedFor: TODAY },
    '422 suggestion.promise-missing',
  ],
  [
    'a day that class A does not have',
    () => talked,
    { class: 'A', promisedFor: '2026-12-30' },
    '422 suggestion.promise-unwanted',
  ],
  ['without a class', () => talked, {}, '400 request.invalid'],
] as const)('%s', async (_, id, letter, reason) => {
  const body = { act: 'propose', text: '六个小区 5 月底前装好。', ...letter }
  const said = await untouched(d.t, rowsIn(d.t, suggestionsTables), () =>
    act(d.housing.client, id(), body),
  )
  expect(outcome(said)).toBe(reason)
})
