import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { ANSWER, answer, file, filed, outcome, post } from './steps.ts'

let t: TestApp
let representative: Client
let colleague: Client
let stranger: Client
let liaison: Client
let office: Client
beforeAll(async () => {
  t = await startApp()
  ;[representative, colleague, stranger, liaison, office] = await Promise.all([
    t.as(0),
    t.as(1),
    t.as(2),
    t.as('liaison'),
    t.as('office'),
  ])
})
afterAll(() => t.close())

describe('what is not yours', () => {
  it('looks exactly like what is not there', async () => {
    const { id } = await filed(t)
    const absent = crypto.randomUUID()
    const bodies: [Client, string, object | undefined][] = [
      [stranger, '', undefined],
      [stranger, '/response', { decision: 'answer', text: ANSWER }],
      [stranger, '/messages', { text: '在吗' }],
      [stranger, '/opening', {}],
      [await t.as(2), `/photos/${crypto.randomUUID()}`, undefined],
    ]
    for (const [by, path, body] of bodies) {
      const call = (of: string) =>
        by({
          method: body === undefined ? 'GET' : 'POST',
          url: `/api/issues/${of}${path}`,
          ...(body === undefined ? {} : { body }),
        })
      const [foreign, missing] = [await call(id), await call(absent)]
      expect([foreign.statusCode, foreign.body]).toEqual([404, missing.body])
    }
  })

  it('is closed to voters and to the wrong role', async () => {
    const { id } = await filed(t)
    expect(outcome(await t.voter({ url: `/api/issues/${id}` }))).toBe('401 auth.required')
    expect(outcome(await t.voter({ url: '/api/inbox' }))).toBe('401 auth.required')
    expect(outcome(await representative({ url: '/api/issues' }))).toBe('403 auth.forbidden')
    expect(outcome(await representative({ url: `/api/issues/${id}/ledger` }))).toBe(
      '403 auth.forbidden',
    )
    expect(outcome(await answer(office, id))).toBe('403 auth.forbidden')
    const opening = await post(representative, `/api/issues/${id}/contact-opening`, {
      reason: '想打电话',
    })
    expect(outcome(opening)).toBe('403 auth.forbidden')
  })

  it('a colleague of the same station sees nothing until it is passed on', async () => {
    const { id } = await filed(t)
    expect(outcome(await colleague({ url: `/api/issues/${id}` }))).toBe('404 issue.not-found')
    expect(outcome(await liaison({ url: `/api/issues/${id}` }))).toBe('200')
    expect(outcome(await answer(liaison, id))).toBe('403 auth.forbidden')
    const other = await file(t, {}, crypto.randomUUID(), 2)
    expect(outcome(await liaison({ url: `/api/issues/${other.json().id}` }))).toBe(
      '404 issue.not-found',
    )
  })
})
