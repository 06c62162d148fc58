import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filingTo, type SeededRepresentative, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const first = () => t.seed.representatives[0] as SeededRepresentative

async function answered(changes: object): Promise<string> {
  const filed = await t.voter({
    method: 'POST',
    url: '/api/issues',
    headers: { 'idempotency-key': crypto.randomUUID() },
    body: filingTo(first(), { title: '王秀兰家 3 号楼 502 路灯，电话 139 0000 0137', ...changes }),
  })
  const { id } = filed.json()
  const representative = await t.as(0)
  const answer = { decision: 'answer', text: '住建局明天上午换线，25 日晚上会亮。' }
  await representative({ method: 'POST', url: `/api/issues/${id}/response`, body: answer })
  return id
}

const landing = async () => (await t.voter({ url: `/q/${first().code}` })).body

describe('what everyone may read of a matter', () => {
  it('is nothing until a person at the office has released it in words that name nobody', async () => {
    const id = await answered({ publish: true })
    expect(await landing()).not.toContain('王秀兰')
    expect(await landing()).not.toContain('502 路灯')

    const office = await t.as('office')
    const title = '3 号楼南边路灯不亮'
    const publish = () =>
      office({ method: 'PUT', url: `/api/issues/${id}/publication`, body: { title, was: null } })
    // The phone number among the words is looked at first.
    expect((await publish()).json().code).toBe('issue.publication-held')
    const { items } = (await office({ url: '/api/holds' })).json()
    const looked = await office({
      method: 'POST',
      url: `/api/holds/${items[0].id}/decision`,
      body: { decision: 'release', reason: '标题里没有，公开的只有标题' },
    })
    expect(looked.statusCode, looked.body).toBe(200)
    const released = await publish()
    expect(released.statusCode, released.body).toBe(200)
    expect(released.json().published.title).toBe(title)
    expect(await landing()).toContain(title)
    expect(await landing()).not.toContain('0000 0137')

    await office({
      method: 'PUT',
      url: `/api/issues/${id}/publication`,
      body: { title: null, was: title },
    })
    expect(await landing()).not.toContain(title)
  })

  it('needs the voter’s consent, an answer, and the office', async () => {
    const office = await t.as('office')
    const put = (id: string) => ({
      method: 'PUT' as const,
      url: `/api/issues/${id}/publication`,
      body: { title: '路灯', was: null },
    })
    const without = await office(put(await answered({ publish: false })))
    expect([without.statusCode, without.json().code]).toEqual([409, 'issue.not-publishable'])

    const filed = await t.voter({
      method: 'POST',
      url: '/api/issues',
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: filingTo(first(), { publish: true }),
    })
    expect((await office(put(filed.json().id))).statusCode).toBe(409)

    const id = await answered({ publish: true })
    expect((await (await t.as(0))(put(id))).statusCode).toBe(403)
  })
})
