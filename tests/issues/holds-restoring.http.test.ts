import { COVER } from '@mashang/shared/issues/holds.words.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { picture, uploaded } from '../photos/upload.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { filed, outcome, post } from './steps.ts'

let t: TestApp
let office: Client
let representative: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  representative = await t.as(0)
})
afterAll(() => t.close())

const TEXT = '锦绣社区的老王养了三条狗，老李也养。'
const held = async (id: string, body: object = {}): Promise<string> => {
  const given = { target: 'filing', reason: 'abusive', note: '指名道姓', ...body }
  const reply = await post(representative, `/api/issues/${id}/holds`, given)
  if (reply.statusCode !== 201) throw new Error(reply.body)
  return reply.json().id
}
const cover = async (id: string, more: object) => {
  const body = { decision: 'redact', reason: '遮住称呼', ...more }
  const reply = await post(office, `/api/holds/${id}/decision`, body)
  if (reply.statusCode !== 200) throw new Error(reply.body)
}
const coverName = (id: string, name: string) =>
  cover(id, {
    passages: [{ field: 'text', from: TEXT.indexOf(name), to: TEXT.indexOf(name) + name.length }],
  })
const restore = (id: string, by = office, reason = '遮错了人') =>
  post(by, `/api/holds/${id}/restoration`, { reason })
const textOf = async (id: string): Promise<string> =>
  (await representative({ url: `/api/issues/${id}` })).json().text
const show = async (id: string) => (await office({ url: `/api/holds/${id}` })).json()
const timeline = async (of: { receipt: string }): Promise<string> =>
  (await t.voter({ url: `/api/receipts/${of.receipt}` })).json().timeline[0].sentence

describe('what was covered', () => {
  it('comes back for everybody, with a reason that its voter reads, as a fact of its own', async () => {
    const mine = await filed(t, { text: TEXT })
    const id = await held(mine.id)
    expect((await show(id)).can.restore).toBe(false)
    await coverName(id, '老王')
    expect((await show(id)).can.restore).toBe(true)
    expect(outcome(await restore(id, office, ' '))).toBe('400 request.invalid')
    expect(outcome(await restore(id, representative))).toBe('403 auth.forbidden')
    const back = await restore(id)
    expect(back.json()).toMatchObject({
      state: 'restored',
      decision: '遮住称呼',
      restoredBy: 'office',
      restoration: '遮错了人',
      can: { decide: false, original: false, restore: false },
    })
    expect(await textOf(mine.id)).toBe(TEXT)
    expect(await timeline(mine)).toBe('代表工委把您写的、遮住的几个字恢复了原样，理由：遮错了人。')
    const { entries } = (await office({ url: `/api/issues/${mine.id}/ledger` })).json()
    expect(entries.at(-1)).toMatchObject({ type: 'issue.uncovered', data: { hold: id } })
    const decided = (await office({ url: '/api/holds?state=decided' })).json()
    expect(decided.items[0]).toMatchObject({ id, state: 'restored' })
    expect(outcome(await restore(id))).toBe('409 hold.no-original')
  })

  it('given that something was covered later, then that goes first', async () => {
    const mine = await filed(t, { text: TEXT })
    const first = await held(mine.id)
    await coverName(first, '老王')
    t.clock.advance(1)
    const second = await held(mine.id)
    await coverName(second, '老李')
    expect((await show(first)).can.restore).toBe(false)
    expect(outcome(await restore(first))).toBe('409 hold.covered-later')
    expect(outcome(await restore(second))).toBe('200')
    expect(await textOf(mine.id)).toBe(TEXT.replace('老王', COVER.repeat(2)))
    expect(outcome(await restore(first))).toBe('200')
    expect(await textOf(mine.id)).toBe(TEXT)
  })

  it('given two who bring it back at once, then the second is told', async () => {
    const mine = await filed(t, { text: TEXT })
    const id = await held(mine.id)
    await coverName(id, '老王')
    const both = await Promise.all([restore(id), restore(id, await t.as('office-2'))])
    expect(both.map((reply) => reply.statusCode).sort()).toEqual([200, 409])
    expect(await textOf(mine.id)).toBe(TEXT)
  })

  it('given what a voter said later, or a place, then it comes back as well', async () => {
    const mine = await filed(t, { place: '老王家门口' })
    await post(t.voter, `/api/receipts/${mine.receipt}/messages`, { text: '老王你等着' })
    const view = async () => (await representative({ url: `/api/issues/${mine.id}` })).json()
    const id = await held(mine.id, { target: 'message', targetId: (await view()).messages[0].id })
    await cover(id, { passages: [{ field: 'text', from: 0, to: 2 }] })
    const place = await held(mine.id)
    await cover(place, { passages: [{ field: 'place', from: 0, to: 2 }] })
    expect(outcome(await restore(id))).toBe('200')
    expect(outcome(await restore(place))).toBe('200')
    expect(await view()).toMatchObject({
      place: '老王家门口',
      messages: [expect.objectContaining({ text: '老王你等着' })],
    })
  })

  it('given a voter who deleted the words meanwhile, then there is nothing to bring back', async () => {
    const mine = await filed(t, { text: TEXT })
    const id = await held(mine.id)
    await coverName(id, '老王')
    await post(t.voter, `/api/receipts/${mine.receipt}/withdrawal`)
    const erased = await t.voter({
      method: 'POST',
      url: `/r/${mine.receipt}/rights/erasure`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(erased.statusCode, erased.body).toBe(303)
    expect(outcome(await restore(id))).toBe('409 hold.no-original')
  })
})

describe('a covered photo', () => {
  const WHOLE = [{ x: 0, y: 0, width: 1, height: 1 }]
  const PART = [{ x: 0, y: 0, width: 0.2, height: 0.2 }]
  const heldPhoto = async () => {
    const photo = await uploaded(t, await picture(900, 600).jpeg().toBuffer())
    const mine = await filed(t, { photos: [photo] })
    const look = async (size: string): Promise<Buffer> =>
      (await representative({ url: `/api/issues/${mine.id}/photos/${photo}?size=${size}` }))
        .rawPayload
    const hold = () => held(mine.id, { target: 'photo', targetId: photo, reason: 'photo' })
    return { mine, look, hold }
  }

  it('comes back byte by byte, and no covered picture is left', async () => {
    const { mine, look, hold } = await heldPhoto()
    const before = await look('full')
    const id = await hold()
    await cover(id, { rectangles: WHOLE })
    expect((await look('full')).equals(before)).toBe(false)
    expect(outcome(await restore(id))).toBe('200')
    expect((await look('full')).equals(before)).toBe(true)
    expect((await look('thumb')).length).toBeGreaterThan(100)
    expect(await timeline(mine)).toContain('照片上遮住的一块恢复了原样')
  })

  it('covered twice: the last covering goes first', async () => {
    const { look, hold } = await heldPhoto()
    const before = await look('full')
    const first = await hold()
    await cover(first, { rectangles: PART })
    const once = await look('full')
    t.clock.advance(1)
    const second = await hold()
    await cover(second, { rectangles: WHOLE })
    expect(outcome(await restore(first))).toBe('409 hold.covered-later')
    expect(outcome(await restore(second))).toBe('200')
    expect((await look('full')).equals(once)).toBe(true)
    expect(outcome(await restore(first))).toBe('200')
    expect((await look('full')).equals(before)).toBe(true)
  })
})
