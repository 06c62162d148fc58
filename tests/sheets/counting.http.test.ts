import { oldDays } from '@mashang/server/sheets/sheets.store.ts'
import { sheetsTables } from '@mashang/server/sheets/sheets.table.ts'
import { DAY, MINUTE } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { hang, type Printed, printed, scan, view } from './steps.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const counted = async (sheet: Printed): Promise<number> => {
  await t.scans.flush()
  return (await view(await t.as('office'), sheet)).scans
}

describe('scans of a sheet', () => {
  it('are counted by day and phone, and kept in one commit', async () => {
    const [one, two] = [await printed(t), await printed(t)]
    await scan(t, one.code, 'phone A')
    await scan(t, one.code, 'phone A')
    await scan(t, one.code.toLowerCase(), 'phone A')
    await scan(t, one.code, 'phone B')
    await scan(t, two.code, 'phone A')
    const before = t.context.db.committed.groups
    await t.scans.flush()
    expect(t.context.db.committed.groups - before).toBe(1)
    expect([await counted(one), await counted(two)]).toEqual([2, 1])
    t.clock.advance(10 * MINUTE)
    await scan(t, one.code, 'phone A')
    const lastScanAt = new Date(t.clock.now()).toISOString()
    expect(await counted(one)).toBe(3)
    t.clock.advance(DAY)
    await scan(t, one.code, 'phone A')
    expect(await counted(one)).toBe(4)
    const shown = await view(await t.as('office'), one)
    expect(shown.days.slice(-2).map((day) => day.scans)).toEqual([3, 1])
    expect(shown.weeks).toEqual([0, 0, 0, 0, 0, 0, 0, 4])
    expect(Date.parse(shown.lastScanAt ?? '')).toBe(Date.parse(lastScanAt) + DAY)
  })

  it('leave out machines, prefetching, HEAD, our own staff, and pages that are not there', async () => {
    const sheet = await printed(t)
    await scan(t, sheet.code, 'Baiduspider/2.0')
    await scan(t, sheet.code, 'phone', { 'sec-purpose': 'prefetch' })
    await t.app.inject({ method: 'HEAD', url: `/q/${sheet.code}` })
    await (await t.as('liaison'))({ url: `/q/${sheet.code}` })
    await t.voter({ url: `/api/codes/${sheet.code}` })
    await t.voter({ url: `/q/${sheet.code}/file`, headers: { 'user-agent': 'phone' } })
    expect((await scan(t, `${sheet.code.slice(0, -1)}0`)).statusCode).toBe(404)
    expect(await counted(sheet)).toBe(0)
    await scan(t, sheet.code, 'phone')
    expect(await counted(sheet)).toBe(1)
  })

  it("leave a person's own code alone", async () => {
    await scan(t, seeded(t).code)
    const before = t.context.db.committed.units
    await t.scans.flush()
    expect(t.context.db.committed.units).toBe(before)
  })

  it('given a disk that is full for a while, then nothing of it is lost', async () => {
    const sheet = await printed(t)
    await scan(t, sheet.code, 'phone A')
    const commit = vi
      .spyOn(t.context.db, 'commit')
      .mockRejectedValueOnce(new Failure(coreErrors.storageFull))
    await expect(t.scans.flush()).rejects.toThrow('storage.full')
    commit.mockRestore()
    await scan(t, sheet.code, 'phone B')
    expect(await counted(sheet)).toBe(2)
  })

  it('given that the server ends, then what was counted is kept first', async () => {
    const other = await startApp()
    const sheet = await printed(other)
    await scan(other, sheet.code)
    await other.app.close()
    const { sheetDays } = other.context.db.tables(sheetsTables)
    expect(await other.context.db.read.select().from(sheetDays)).toMatchObject([
      { sheetId: sheet.id, scans: 1 },
    ])
    await other.close()
  })

  it('forget nobody who is remembered: rows and pages stay as they are', async () => {
    const sheet = await printed(t)
    await hang(await t.as('office'), sheet)
    await scan(t, sheet.code, 'phone A')
    const before = t.context.db.revisions.of(['sheets'])
    await t.scans.flush()
    expect(t.context.db.revisions.of(['sheets'])).toBe(before)
  })

  it('store nothing that tells a phone', async () => {
    const sheet = await printed(t)
    await scan(t, sheet.code, 'a very particular phone')
    await t.scans.flush()
    const { sheetDays, sheets } = t.context.db.tables(sheetsTables)
    const all = JSON.stringify([
      await t.context.db.read.select().from(sheetDays),
      await t.context.db.read.select().from(sheets),
    ])
    expect(all).toContain(sheet.id)
    expect(all).not.toContain('particular')
    expect(all).not.toContain('127.0.0.1')
  })

  it('older than three years go by day, and stay in the sum', async () => {
    const sheet = await printed(t)
    await scan(t, sheet.code, 'phone A')
    expect(await counted(sheet)).toBe(1)
    const days = async () => {
      const { sheetDays } = t.context.db.tables(sheetsTables)
      const rows = await t.context.db.read.select().from(sheetDays)
      return rows.filter((row) => row.sheetId === sheet.id).length
    }
    t.clock.advance(3 * 365 * DAY)
    await oldDays.erase(t.context)
    expect(await days()).toBe(1)
    t.clock.advance(DAY)
    await oldDays.erase(t.context)
    expect([await days(), await counted(sheet)]).toEqual([0, 1])
  })
})
