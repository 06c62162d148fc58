import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { HOUR } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, seeded } from '../issues/steps.ts'
import { type Client, filingTo, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  office = await t.as('office')
})
afterAll(() => t.close())

describe('answers that last', () => {
  const stations = async (accepted?: string) => {
    const headers: Record<string, string> =
      accepted === undefined ? {} : { 'accept-encoding': accepted }
    const reply = await t.voter({ url: '/api/stations', headers })
    expect(reply.statusCode).toBe(200)
    return { bytes: reply.rawPayload, encoding: reply.headers['content-encoding'] }
  }

  it('are the same however they come over the air', async () => {
    const plain = await stations()
    expect(plain.encoding).toBeUndefined()
    // The first time and from memory.
    for (const _ of [1, 2])
      for (const [accepted, unpack] of [
        ['br', brotliDecompressSync],
        ['gzip', gunzipSync],
      ] as const) {
        const { bytes, encoding } = await stations(accepted)
        // Where another process may write unnoticed nothing lasts.
        expect(encoding).toBe(t.context.db.revisions.exact ? accepted : undefined)
        expect((encoding === undefined ? bytes : unpack(bytes)).equals(plain.bytes)).toBe(true)
      }
  })

  it('are made anew once anything of them changes', async () => {
    const groups = async () =>
      (await office({ url: '/api/activity-groups?by=stations' })).json().items
    const names = async () =>
      JSON.parse(String((await stations()).bytes)).items.map(({ name }: { name: string }) => name)
    expect(await names()).toContain('大发街道代表之家')
    expect(JSON.stringify(await groups())).toContain('大发街道代表之家')
    await execute(t, "update stations set name = '新的名字' where name = '大发街道代表之家'")
    expect(await names()).toContain('新的名字')
    expect(JSON.stringify(await groups())).toContain('新的名字')
    await execute(t, "update representatives set station_id = null where name = '李婺'")
    const [one] = JSON.parse(String((await stations()).bytes)).items
    expect(one.representatives).toBe((await groups())[0].people)
  })

  it('of the office are not compressed: their length would tell of what is inside', async () => {
    for (const _ of [1, 2]) {
      const reply = await office({
        url: '/api/activity-groups?by=stations',
        headers: { 'accept-encoding': 'br, gzip' },
      })
      expect(reply.headers['content-encoding']).toBeUndefined()
    }
  })
})

describe('counts that are kept', () => {
  const counts = async (by: Client = office) =>
    (await by({ url: '/api/issues?size=1' })).json().counts
  const total = async () => (await office({ url: '/api/issues?size=1' })).json().total

  it('change with what is filed and answered, and with time alone', async () => {
    const one = await filed(t, {}, 1)
    t.clock.advance(HOUR)
    const two = await filed(t, {}, 1)
    expect(await counts()).toMatchObject({ open: 2, dueSoon: 0, overdue: 0, today: 2 })
    expect(await total()).toBe(2)
    t.clock.set(Date.parse(one.responseDueAt) - 4 * HOUR - 1)
    const later = await t.as('office')
    expect(await counts(later)).toMatchObject({ open: 2, dueSoon: 0, overdue: 0 })
    t.clock.advance(1)
    expect(await counts(later)).toMatchObject({ open: 2, dueSoon: 1, overdue: 0 })
    t.clock.advance(4 * HOUR)
    // Exactly at the due moment is still on time.
    expect(await counts(later)).toMatchObject({ open: 2, dueSoon: 2, overdue: 0 })
    t.clock.advance(1)
    expect(await counts(later)).toMatchObject({ open: 2, dueSoon: 1, overdue: 1 })
    const wall = async () => {
      const { clocks, stations } = (await later({ url: '/api/wall-figures' })).json()
      const late = stations.map(({ overdue }: { overdue: number }) => overdue)
      return { overdue: clocks.overdue, late: late.reduce((a: number, b: number) => a + b, 0) }
    }
    expect(await wall()).toEqual({ overdue: 1, late: 1 })
    t.clock.set(Date.parse(two.responseDueAt) + 1)
    expect(await wall()).toEqual({ overdue: 2, late: 2 })
    await answer(await t.as(1), one.id)
    t.clock.advance(5_000)
    expect(await counts(later)).toMatchObject({ open: 1, overdue: 1 })
    expect(await wall()).toEqual({ overdue: 1, late: 1 })
    office = later
  })

  it('of all matters hold where one is refused or comes twice', async () => {
    const before = await total()
    const key = crypto.randomUUID()
    const file = (title: string) =>
      t.voter({
        method: 'POST',
        url: '/api/issues',
        headers: { 'idempotency-key': key },
        body: filingTo(seeded(t), { title }),
      })
    await Promise.all([file('路灯不亮'), file('路灯不亮'), filed(t), file('别的话')])
    expect(await total()).toBe(before + 2)
    await execute(t, "update issues set title = '改过' where title = '路灯不亮'")
    expect(await total()).toBe(before + 2)
  })
})
