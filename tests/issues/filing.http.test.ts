import { revokeCode } from '@mashang/server/codes/codes.store.ts'
import { findIssue } from '@mashang/server/issues/issues.store.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filingTo, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { file, filed, outcome, seeded } from './steps.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const total = async (): Promise<number> =>
  (await (await t.as('office'))({ url: '/api/issues?size=1' })).json().total

describe('filing once', () => {
  it('given an answer that got lost, when the phone sends the same again, then it is the same answer and one issue', async () => {
    const before = await total()
    const first = await file(t, {}, 'phone-key-1')
    t.clock.advance(60_000)
    const again = await file(t, {}, 'phone-key-1')
    expect([first.statusCode, again.statusCode]).toEqual([201, 201])
    expect(again.body).toBe(first.body)
    expect((await total()) - before).toBe(1)
  })

  it('given a used key, when other content comes with it, then 422', async () => {
    await file(t, {}, 'phone-key-2')
    expect(outcome(await file(t, { title: '另一件事' }, 'phone-key-2'))).toBe(
      '422 issue.key-reused',
    )
  })

  it('given one key, when the same is sent five times at once, then one issue and five equal answers', async () => {
    const before = await total()
    const replies = await Promise.all(Array.from({ length: 5 }, () => file(t, {}, 'phone-key-3')))
    expect(new Set(replies.map((reply) => reply.body)).size).toBe(1)
    expect(replies.map((reply) => reply.statusCode)).toEqual([201, 201, 201, 201, 201])
    expect((await total()) - before).toBe(1)
  })

  it.each([
    ['no key', undefined],
    ['a short key', 'short'],
    ['an endless key', 'k'.repeat(201)],
  ])('refuses %s', async (_what, key) => {
    const reply = await t.voter({
      method: 'POST',
      url: '/api/issues',
      headers: key === undefined ? {} : { 'idempotency-key': key },
      body: filingTo(seeded(t)),
    })
    expect(outcome(reply)).toBe('400 issue.key-missing')
  })

  it('given an issue already filed, when its representative has left and its code is stopped, then a replay still gets the same answer', async () => {
    const target = seeded(t, 2)
    const first = await file(t, {}, 'phone-key-4', 2)
    await t.context.db.commit('home', [
      revokeCode({
        district: 'home',
        code: target.code,
        revokedAt: t.clock.now(),
        revokedReason: '海报撤下',
        successor: null,
      }),
    ])
    await execute(t, `update representatives set state = 'left' where id = '${target.id}'`)
    expect((await file(t, {}, 'phone-key-4', 2)).body).toBe(first.body)
    expect(outcome(await file(t, {}, 'phone-key-5', 2))).toBe('410 code.revoked')
    const toLeft = { code: seeded(t).code, representativeId: target.id }
    expect(outcome(await file(t, toLeft))).toBe('422 issue.representative-left')
  })

  it('numbers issues one after another, refusals leave no gap', async () => {
    const first = await filed(t)
    await file(t, { photos: [crypto.randomUUID()] })
    const second = await filed(t)
    const digits = (number: string) => Number(/(\d{4}) 号/.exec(number)?.[1])
    expect(digits(second.number) - digits(first.number)).toBe(1)
  })
})

describe('what a filing must hold', () => {
  it.each([
    [{ idCard: '152...' }, 'idCard'],
    [{ contact: { name: '王秀兰', email: 'a@b' } }, 'contact.email'],
    [{ place: { text: '三号楼', altitude: 3 } }, 'place.altitude'],
    [{ title: '' }, 'title'],
    [{ text: '\u200b ' }, 'text'],
    [{ kind: 'praise' }, 'kind'],
    [{ field: '城建' }, 'field'],
    [{ hidden: 'yes' }, 'hidden'],
    [{ contact: { phone: '12' } }, 'contact.phone'],
    [{ text: '长'.repeat(1001) }, 'text'],
    [{ photos: Array.from({ length: 7 }, () => crypto.randomUUID()) }, 'photos'],
    [{ representativeId: 'x' }, 'representativeId'],
  ])('refuses %j and names %s', async (changes, path) => {
    const reply = await file(t, changes)
    expect(outcome(reply)).toBe('400 request.invalid')
    expect(reply.json().fields.map((field: { path: string }) => field.path)).toContain(path)
    expect(reply.json().fields[0].message).toMatch(/[\u4e00-\u9fff]/)
  })

  it('says what is wrong about a place that is too long', async () => {
    expect((await file(t, { place: '长'.repeat(101) })).json().fields).toEqual([
      { path: 'place', message: '地点太长了，最多 100 个字。' },
    ])
  })

  it('refuses an unknown code and an unknown representative', async () => {
    expect(outcome(await file(t, { code: 'ABC' }))).toBe('404 code.unknown')
    expect(outcome(await file(t, { representativeId: crypto.randomUUID() }))).toBe(
      '422 issue.representative-unknown',
    )
  })

  it('keeps rare characters, and a position, as they were sent', async () => {
    const changes = {
      title: '𠅤䶮家门口',
      place: { text: '村口', latitude: 40.68, longitude: 110.06 },
    }
    const { receipt, id } = await filed(t, changes)
    const seen = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect([seen.title, seen.place]).toEqual(['𠅤䶮家门口', '村口'])
    expect((await (await t.as(0))({ url: `/api/issues/${id}` })).json()).toMatchObject({
      latitude: 40.68,
      longitude: 110.06,
    })
  })
})

describe('who the voter is', () => {
  it('is sealed in the database, and hidden from the representative if wished', async () => {
    const { id } = await filed(t, { hidden: true })
    const row = await findIssue(t.context, id)
    expect(JSON.stringify(row)).not.toMatch(/王秀兰|0000\s*0137/)
    const seen = await (await t.as(0))({ url: `/api/issues/${id}` })
    expect(seen.json().voter).toBe('匿名')
    expect(seen.body).not.toMatch(/王秀兰|0000\s*0137/)
  })

  it('given the policy "required", then name and phone must be there', async () => {
    await execute(t, "update districts set contact_policy = 'required'")
    expect(outcome(await file(t, { contact: { name: '王秀兰' } }))).toBe(
      '422 issue.contact-required',
    )
    expect(outcome(await file(t))).toBe('201')
  })

  it('given the policy "none", then nothing about the person is kept', async () => {
    await execute(t, "update districts set contact_policy = 'none'")
    const { id } = await filed(t)
    expect(await findIssue(t.context, id)).toMatchObject({
      contactName: null,
      contactPhone: null,
      voter: '匿名',
    })
    await execute(t, "update districts set contact_policy = 'optional'")
  })
})
