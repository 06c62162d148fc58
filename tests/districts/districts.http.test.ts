import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filingTo, type SeededRepresentative, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const file = (changes: object = {}) =>
  t.voter({
    method: 'POST',
    url: '/api/issues',
    headers: { 'idempotency-key': crypto.randomUUID() },
    body: filingTo(t.seed.representatives[0] as SeededRepresentative, changes),
  })

describe('the settings of a district', () => {
  it('are changed by the office, and hold from the next filing on', async () => {
    const office = await t.as('office')
    const before = (await office({ url: '/api/district' })).json()
    expect(before).toMatchObject({ shortName: '石拐', contactPolicy: 'optional' })
    expect((await file({ contact: undefined })).statusCode).toBe(201)

    const wanted = {
      ...before,
      shortName: '石区',
      fallbackPhone: '0472-1234567',
      contactPolicy: 'required',
    }
    const saved = await office({ method: 'PUT', url: '/api/district', body: wanted })
    expect([saved.statusCode, saved.json()]).toEqual([200, wanted])

    const without = await file({ contact: undefined })
    expect([without.statusCode, without.json().code]).toEqual([422, 'issue.contact-required'])
    expect((await file()).json().number).toMatch(/^石区〔2026〕/)
    expect((await t.voter({ url: '/' })).body).toContain('0472-1234567')
  })

  it('refuse what is no telephone number, and everyone but the office', async () => {
    const office = await t.as('office')
    const settings = (await office({ url: '/api/district' })).json()
    const body = { ...settings, fallbackPhone: '打电话' }
    const refused = await office({ method: 'PUT', url: '/api/district', body })
    expect(refused.statusCode).toBe(400)
    expect(refused.json().fields).toMatchObject([{ path: 'fallbackPhone' }])
    expect((await (await t.as(0))({ url: '/api/district' })).statusCode).toBe(403)
    expect((await t.voter({ url: '/api/district' })).statusCode).toBe(401)
  })
})
