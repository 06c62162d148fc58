import { mediationsTables } from '@mashang/server/mediations/mediations.table.ts'
import { mediationErrors } from '@mashang/shared/mediations/mediations.errors.ts'
import type { MediationView } from '@mashang/shared/mediations/mediations.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { rowsIn, untouched } from '../support/untouched.ts'
import { given, stepped } from './steps.ts'

/** A form carries its own id: sent again it is there once, whatever happened meanwhile. */

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  office = await t.as('office')
})
afterAll(() => t.close())

const send = (form: object) => post(office, '/api/mediations', form)
const idOf = (index: 0 | 1 | 2): string => seeded(t, index).id
const leave = (index: 0 | 1 | 2) =>
  post(office, `/api/representatives/${idOf(index)}/departure`, { on: '2026-11-22' })

it('given two at once, then both are told of the one', async () => {
  const form = given([idOf(0), idOf(1)])
  const both = await Promise.all([send(form), send(form)])
  expect(both.map(outcome)).toEqual(['201', '201'])
  expect(both[1]?.json()).toEqual(both[0]?.json())
})

it('given the same once more after steps were taken, then it is shown as it stands', async () => {
  const form = given([idOf(0)])
  await send(form)
  await stepped(office, form.id, { act: 'invite', representativeId: idOf(1) })
  await stepped(office, form.id, { act: 'accept' })
  const again = await send(form)
  expect(outcome(again)).toBe('201')
  expect(again.json<MediationView>()).toMatchObject({ state: 'accepted', revision: 2 })
})

it('given other content under its id, in whichever field, then it is refused and nothing moves', async () => {
  const form = given([idOf(0)])
  await send(form)
  await stepped(office, form.id, { act: 'invite', representativeId: idOf(1) })
  for (const change of [
    { title: '另一件' },
    { source: 'visit' },
    { caseNumber: '（2026）内0205诉前调13号' },
    { caseNumber: '' },
    { sides: '两位邻居' },
    { text: '另一件事。' },
    { mediatorIds: [idOf(1)] },
    { mediatorIds: [idOf(0), idOf(2)] },
    // Who was asked later was not asked by this form.
    { mediatorIds: [idOf(0), idOf(1)] },
  ]) {
    const said = await untouched(t, rowsIn(t, mediationsTables), () => send({ ...form, ...change }))
    expect(outcome(said), JSON.stringify(change)).toBe('409 mediation.key-reused')
    expect(said.json()).toMatchObject({ title: mediationErrors.keyReused.title })
  }
})

it('given that who was asked has left office since, then it is still there', async () => {
  const form = given([idOf(2)])
  await send(form)
  expect(outcome(await leave(2))).toBe('200')
  expect(outcome(await send(form))).toBe('201')
  expect(outcome(await send(given([idOf(2)])))).toBe('422 mediation.nobody')
})
