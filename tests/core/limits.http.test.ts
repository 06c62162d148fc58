import { placeOf } from '@mashang/server/core/http/limits.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed, outcome, seeded } from '../issues/steps.ts'
import { filingTo, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const from = (remoteAddress: string, method: 'GET' | 'POST', url: string, body?: object) =>
  t.app.inject({
    method,
    url,
    remoteAddress,
    headers: { 'idempotency-key': crypto.randomUUID(), accept: 'text/html,*/*' },
    ...(body === undefined ? {} : { payload: body }),
  })
/** How many of so many tries were answered, and the first answer that was not. */
async function answered(tries: number, attempt: () => ReturnType<typeof from>) {
  for (let n = 0; n < tries; n++) {
    const reply = await attempt()
    if (reply.statusCode === 429) return { before: n, reply }
  }
  return { before: tries, reply: undefined }
}

describe('one address', () => {
  it('that files without end is slowed down; others are not, and what was filed is found', async () => {
    const file = (address: string) =>
      from(address, 'POST', '/api/issues', filingTo(seeded(t), { kind: 'no such kind' }))
    const { before, reply } = await answered(130, () => file('10.1.0.1'))
    expect([before, reply && outcome(reply)]).toEqual([120, '429 too-many-requests'])
    expect(Number(reply?.headers['retry-after'])).toBeGreaterThan(0)
    expect(reply?.json().detail).toMatch(/^请 \d+ (秒|分钟)后再试。$/)
    const form = await from('10.1.0.1', 'POST', `/q/${seeded(t).code}/file`, {})
    expect([form.statusCode, form.headers['content-type']]).toEqual([
      429,
      'text/html; charset=utf-8',
    ])
    expect(form.body).toContain('后再试')
    expect((await file('10.1.0.2')).statusCode).toBe(400)
    expect((await from('10.1.0.1', 'GET', `/q/${seeded(t).code}`)).statusCode).toBe(200)
  })

  it('that sends photos without end is slowed down', async () => {
    const { before, reply } = await answered(310, () => from('10.2.0.1', 'POST', '/api/photos', {}))
    expect([before, reply?.statusCode]).toEqual([300, 429])
  })

  it('that guesses receipts and codes is slowed down, by program or by page; what it really has, it sees', async () => {
    const { receipt } = await filed(t)
    const { before, reply } = await answered(70, () =>
      from('10.3.0.1', 'GET', '/api/receipts/NONE'),
    )
    expect([before, reply && outcome(reply)]).toEqual([60, '429 too-many-requests'])
    expect(Number(reply?.headers['retry-after'])).toBeGreaterThan(0)
    for (const path of ['/r/NONE', '/q/NONE', '/q/NONE/choose']) {
      const page = await t.app.inject({
        url: path,
        remoteAddress: '10.3.0.1',
        headers: { accept: 'text/html', 'accept-encoding': 'br' },
      })
      expect([path, page.statusCode, page.headers['content-encoding']]).toEqual([
        path,
        429,
        undefined,
      ])
      expect(page.body).toContain('操作太频繁')
    }
    for (const path of [`/api/receipts/${receipt}`, `/r/${receipt}`, `/q/${seeded(t).code}`])
      expect((await from('10.3.0.1', 'GET', path)).statusCode, path).toBe(200)
    expect((await from('10.3.0.2', 'GET', '/api/receipts/NONE')).statusCode).toBe(404)
  })

  it('on this machine, or where limits are off, is not counted', async () => {
    expect((await answered(70, () => from('127.0.0.1', 'GET', '/r/NONE'))).before).toBe(70)
    const off = await startApp({ config: { limits: false } })
    for (let n = 0; n < 70; n++) {
      const reply = await off.app.inject({ url: '/api/receipts/NONE', remoteAddress: '10.3.0.1' })
      expect(reply.statusCode).toBe(404)
    }
    await off.close()
  })

  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:DB8:0:0:ffff::9%eth0', '2001:db8:0:0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['::1', '0:0:0:0'],
    ['1::2:3:4:5:6:7', '1:0:2:3'],
  ])('%s counts as %s', (address, place) => {
    expect(placeOf(address)).toBe(place)
  })
})
