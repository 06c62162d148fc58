import { filingsBySheets } from '@mashang/server/features.ts'
import { issuesTables } from '@mashang/server/issues/issues.table.ts'
import { countFilings } from '@mashang/server/sheets/filings.usecases.ts'
import { sheetsTables } from '@mashang/server/sheets/sheets.table.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { count, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { file, seeded } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { hang, type Printed, printed, scan } from './steps.ts'

let t: TestApp
beforeEach(async () => {
  t = await startApp({ config: { limits: false } })
})
afterEach(() => t.close())

const countNow = () => countFilings(t.context, filingsBySheets(t.context))

const fileBy = async (code: string): Promise<void> => {
  const reply = await file(t, { code })
  if (reply.statusCode !== 201) throw new Error(reply.body)
}

/** As it is kept, and as it is counted out of all matters. */
async function both(): Promise<{ kept: Record<string, number>; counted: Record<string, number> }> {
  const { sheets: s } = t.context.db.tables(sheetsTables)
  const { issues: i } = t.context.db.tables(issuesTables)
  const { read } = t.context.db
  const rows = await read.select({ code: s.code, n: s.filings }).from(s)
  const filed = await read
    .select({ code: s.code, n: count() })
    .from(i)
    .innerJoin(s, eq(s.code, i.code))
    .groupBy(s.code)
  const counted = new Map(filed.map(({ code, n }) => [code, Number(n)]))
  return {
    kept: Object.fromEntries(rows.map(({ code, n }) => [code, n])),
    counted: Object.fromEntries(rows.map(({ code }) => [code, counted.get(code) ?? 0])),
  }
}

async function expectEqual(): Promise<void> {
  const { kept, counted } = await both()
  expect(kept).toEqual(counted)
}

describe('what came by a sheet', () => {
  it('given matters of before anybody counted, then all are counted once', async () => {
    const sheet = await printed(t)
    await fileBy(sheet.code)
    await fileBy(sheet.code)
    // What comes while it is counted may stand in the same group of commits.
    await Promise.all([fileBy(sheet.code), countNow(), fileBy(sheet.code), countNow()])
    await countNow()
    expect((await both()).kept).toEqual({ [sheet.code]: 4 })
  })

  it('given two who count at once, then each is counted once', async () => {
    const sheet = await printed(t)
    await countNow()
    await Promise.all([fileBy(sheet.code), fileBy(sheet.code), fileBy(seeded(t).code)])
    await Promise.all([countNow(), countNow(), countNow()])
    expect((await both()).kept).toEqual({ [sheet.code]: 2 })
  })

  it('is the same as counted anew, whatever happens in between', async () => {
    const sheets: Printed[] = [await printed(t), await printed(t, 2)]
    const office = await t.as('office')
    const which = fc.nat({ max: 9 })
    const step = fc.oneof(
      fc.record({ kind: fc.constant('file' as const), which }),
      fc.record({ kind: fc.constant('own code' as const), which }),
      fc.record({ kind: fc.constant('print' as const), which }),
      fc.record({ kind: fc.constant('hang' as const), which }),
      fc.record({ kind: fc.constant('revoke' as const), which }),
      fc.record({ kind: fc.constant('count' as const), which }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 4 }),
        async (turns) => {
          for (const turn of turns) {
            // Those of one turn at once.
            await Promise.all(
              turn.map(async ({ kind, which }) => {
                const sheet = sheets[which % sheets.length] as Printed
                if (kind === 'file') await file(t, { code: sheet.code })
                else if (kind === 'own code') await fileBy(seeded(t).code)
                else if (kind === 'print') sheets.push(await printed(t))
                else if (kind === 'hang') await hang(office, sheet)
                else if (kind === 'revoke')
                  await office({
                    method: 'POST',
                    url: `/api/sheets/${sheet.id}/revocation`,
                    body: { reason: 'misprint' },
                  })
                else await countNow()
              }),
            )
            t.clock.advance(DAY)
          }
          await countNow()
          await expectEqual()
        },
      ),
      { numRuns: 12 },
    )
  })

  it('given a disk that is full, then sums are shown as they were counted before', async () => {
    const sheet = await printed(t)
    const office = await t.as('office')
    const filings = async () =>
      (await office({ url: '/api/sheet-sums' })).json().items[0].filings as number
    await fileBy(sheet.code)
    expect(await filings()).toBe(1)
    await fileBy(sheet.code)
    const commit = vi
      .spyOn(t.context.db, 'commit')
      .mockRejectedValueOnce(new Failure(coreErrors.storageFull))
    expect(await filings()).toBe(1)
    commit.mockRestore()
    expect(await filings()).toBe(2)
  })
})

describe('sums by sheets', () => {
  it('show a scan, a filing, a hanging and a revocation at the next look', async () => {
    const [one, two] = [await printed(t), await printed(t)]
    const office = await t.as('office')
    const look = async (by = office) => (await by({ url: '/api/sheet-sums' })).json().items[0]
    const counts = async () => (await office({ url: '/api/sheets' })).json().counts
    const sum = { name: '老区', sheets: 2, hung: 0, silent: 0, scans: 0, filings: 0 }
    expect(await look()).toEqual(sum)
    await scan(t, one.code)
    await t.scans.flush()
    expect(await look()).toEqual({ ...sum, scans: 1 })
    await fileBy(one.code)
    expect(await look()).toEqual({ ...sum, scans: 1, filings: 1 })
    await hang(office, one)
    expect(await look()).toEqual({ ...sum, scans: 1, filings: 1, hung: 1 })
    expect(await counts()).toMatchObject({ printed: 1, hung: 1 })
    await office({
      method: 'POST',
      url: `/api/sheets/${two.id}/revocation`,
      body: { reason: 'misprint' },
    })
    expect(await look()).toEqual({ ...sum, sheets: 1, scans: 1, filings: 1, hung: 1 })
    expect(await counts()).toMatchObject({ printed: 0, hung: 1 })
    t.clock.advance(30 * DAY)
    // The session of before is over by then.
    expect(await look(await t.as('office'))).toMatchObject({ silent: 1 })
  })
})
