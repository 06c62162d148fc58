import { STANDARD_LIMITS } from '@mashang/shared/districts/limits.words.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filingTo, type SeededRepresentative, startApp, type TestApp } from '../support/app.ts'
import { saveLadder, saveSettings } from './steps.ts'

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
    const saved = await saveSettings(office, wanted)
    expect([saved.statusCode, saved.json()]).toEqual([200, wanted])

    const without = await file({ contact: undefined })
    expect([without.statusCode, without.json().code]).toEqual([422, 'issue.contact-required'])
    expect((await file()).json().number).toMatch(/^石区〔2026〕/)
    expect((await t.voter({ url: '/' })).body).toContain('0472-1234567')
  })

  it('refuse what is no telephone number, and everyone but the office', async () => {
    const office = await t.as('office')
    const refused = await saveSettings(office, { fallbackPhone: '打电话' })
    expect(refused.statusCode).toBe(400)
    expect(refused.json().fields).toMatchObject([{ path: 'fallbackPhone' }])
    expect((await (await t.as(0))({ url: '/api/district' })).statusCode).toBe(403)
    expect((await t.voter({ url: '/api/district' })).statusCode).toBe(401)
  })

  it('given what a colleague stored meanwhile, then what was typed over the former is refused', async () => {
    const office = await t.as('office')
    const put = async (url: string, body: object) => {
      const reply = await office({ method: 'PUT', url, body })
      return reply.statusCode === 200 ? 200 : `${reply.statusCode} ${reply.json().code}`
    }
    const STALE = '409 district.changed-meanwhile'
    const shown = async (url: string) => (await office({ url })).json()
    const first = await shown('/api/district')
    const mine = { ...first, congress: '石拐区人大代表们' }
    expect(await put('/api/district', { ...first, silentAfterDays: 21, was: first })).toBe(200)
    expect(await put('/api/district', { ...mine, was: first })).toBe(STALE)
    expect(await shown('/api/district')).toEqual({ ...first, silentAfterDays: 21 })

    const ladder = '/api/district/ladder'
    const levels = (hours: number) => [{ hours, to: ['office'] }]
    const { since } = await shown(ladder)
    expect(await put(ladder, { levels: levels(10), basedOn: since })).toBe(200)
    expect(await put(ladder, { levels: levels(11), basedOn: since })).toBe(STALE)
    expect((await saveLadder(office, levels(11))).statusCode).toBe(200)

    const { limits, version } = await shown('/api/district/limits')
    const change = (days: number, basedOn: number) =>
      put('/api/district/limits', { ...limits, days, basedOn })
    expect(await change(6, version)).toBe(200)
    expect(await change(7, version)).toBe(STALE)
    expect(await change(7, version + 1)).toBe(200)
  })

  it.each([
    ['/api/district', {}],
    ['/api/district/ladder', { levels: null }],
    ['/api/district/limits', STANDARD_LIMITS],
  ])('%s is not stored by a program that does not say what it looked at', async (url, body) => {
    const office = await t.as('office')
    const whole = url === '/api/district' ? (await office({ url })).json() : body
    const refused = await office({ method: 'PUT', url, body: whole })
    expect([refused.statusCode, refused.json().code]).toEqual([400, 'request.invalid'])
  })

  it('given two who store at once, then one of them is told', async () => {
    const office = await t.as('office')
    const before = (await office({ url: '/api/district' })).json()
    const replies = await Promise.all(
      ['石拐区甲', '石拐区乙'].map((name) =>
        office({ method: 'PUT', url: '/api/district', body: { ...before, name, was: before } }),
      ),
    )
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  })
})
