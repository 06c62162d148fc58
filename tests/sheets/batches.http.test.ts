import { lookUpCode } from '@mashang/server/codes/codes.store.ts'
import { verifyLedger } from '@mashang/server/core/ledger/ledger.store.ts'
import { sheetsOfBatch } from '@mashang/server/sheets/batches.store.ts'
import type { BatchForecast, BatchView } from '@mashang/shared/sheets/batches.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { order, ordered, show, work } from './batch-steps.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
})
afterAll(() => t.close())

describe('a batch', () => {
  it('is told of before, accepted at once, printed, and handed out as one PDF', async () => {
    const wanted = { format: 'a4', select: { all: true }, copies: 2, place: '社区公告栏' }
    const told = await office({
      method: 'POST',
      url: '/api/poster-batches/forecast',
      body: wanted,
    })
    expect(told.json<BatchForecast>()).toEqual({
      total: 10,
      pages: 10,
      representatives: 3,
      stations: 2,
      skipped: [],
      withoutPhoto: 3,
      same: null,
    })

    const accepted = await order(office, wanted)
    expect(accepted.statusCode, accepted.body).toBe(202)
    const { id, total } = accepted.json<{ id: string; total: number }>()
    expect(total).toBe(10)
    expect(await show(office, id)).toMatchObject({
      state: 'waiting',
      done: 0,
      total: 10,
      files: [],
      cleaned: false,
      numbers: null,
      by: 'office',
      template: '姓名海报',
    })
    expect((await office({ url: `/api/poster-batches/${id}.pdf` })).json().code).toBe(
      'batch.not-ready',
    )

    await work(t)
    const ready = await show(office, id)
    expect(ready).toMatchObject({
      state: 'ready',
      done: 10,
      numbers: { from: '0001', to: '0010' },
      failure: null,
    })
    const pdf = await office({ url: `/api/poster-batches/${id}.pdf` })
    expect(pdf.statusCode).toBe(200)
    expect(pdf.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(ready.files[0]?.bytes),
      'accept-ranges': 'bytes',
      'content-disposition': `attachment; filename="A4 __ 2026-11-23.pdf"; filename*=UTF-8''${encodeURIComponent('A4 海报 2026-11-23.pdf')}`,
    })
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.rawPayload.subarray(-6).toString()).toContain('%%EOF')

    const part = await office({
      url: `/api/poster-batches/${id}.pdf`,
      headers: { range: 'bytes=5-9' },
    })
    expect([part.statusCode, part.headers['content-range']]).toEqual([
      206,
      `bytes 5-9/${ready.files[0]?.bytes}`,
    ])
    expect(part.rawPayload).toEqual(pdf.rawPayload.subarray(5, 10))
  })

  it('gives each sheet a number and a code of its own, in the order of the plan', async () => {
    const id = await ordered(office, {
      format: 'badge',
      select: { membersOf: [t.seed.stations[0]?.id] },
      copies: 30,
    })
    await work(t)
    const sheets = await sheetsOfBatch(t.context, id, 0, 100)
    expect(sheets.map((sheet) => sheet.number)).toEqual(
      Array.from({ length: 60 }, (_, index) => 11 + index),
    )
    expect(new Set(sheets.map((sheet) => sheet.code)).size).toBe(60)
    expect(new Set(sheets.slice(0, 30).map((sheet) => sheet.subjectId)).size).toBe(1)
    const [sheet] = sheets
    expect(await lookUpCode(t.context, sheet?.code ?? '')).toMatchObject({
      kind: 'representative',
      targetId: sheet?.subjectId,
      sheetId: sheet?.id,
    })
    expect(sheet).toMatchObject({
      stationId: t.seed.stations[0]?.id,
      area: '老区',
      format: 'badge',
      hungAt: null,
    })
    expect(await verifyLedger(t.context.db, 'home')).toMatchObject({ whole: true })
  })

  it('is one file per station in a ZIP, with its lists', async () => {
    const id = await ordered(office, {
      format: 'a4',
      select: { all: true },
      split: 'stations',
    })
    await work(t)
    const { files } = await show(office, id)
    expect(files.map(({ part, name, sheets }) => [part, name, sheets])).toEqual([
      [1, '01 大发街道代表之家 A4 海报 2026-11-23.pdf', 3],
      [2, '02 五当召镇代表之家 A4 海报 2026-11-23.pdf', 2],
    ])
    const one = await office({ url: `/api/poster-batches/${id}.pdf` })
    expect([one.statusCode, one.json().code]).toEqual([409, 'batch.many-files'])
    const second = await office({ url: `/api/poster-batches/${id}.pdf?part=2` })
    expect(second.rawPayload.length).toBe(files[1]?.bytes)
    const third = await office({ url: `/api/poster-batches/${id}.pdf?part=3` })
    expect([third.statusCode, third.json().code]).toEqual([404, 'batch.no-such-part'])

    const zip = await office({ url: `/api/poster-batches/${id}.zip` })
    expect(zip.statusCode).toBe(200)
    expect(zip.headers['content-length']).toBe(String(zip.rawPayload.length))
    const entries = await unzipped(zip.rawPayload)
    expect([...entries.keys()]).toEqual([
      ...files.map((file) => file.name),
      // Whose it is, so that of several of a day each finds their own.
      '张贴清单 A4 海报 2026-11-23 office.pdf',
      '编号清单.csv',
    ])
    expect(entries.get(files[1]?.name ?? '')).toEqual(second.rawPayload)
    expect(entries.get('编号清单.csv')?.toString()).toMatch(
      /^\uFEFF编号,代表或家站,家站,张贴处,网址,作废\r\n海报 0071,大发街道代表之家,大发街道代表之家,,http/,
    )
  })

  it('is only for the office', async () => {
    const id = crypto.randomUUID()
    for (const client of [await t.as('liaison'), await t.as(0)])
      for (const url of [
        '/api/poster-batches',
        `/api/poster-batches/${id}`,
        `/api/poster-batches/${id}.pdf`,
        `/api/poster-batches/${id}.zip`,
        `/api/poster-batches/${id}/hanging-list.pdf`,
        '/api/calibration.pdf',
        '/api/sheet-templates',
        '/api/sheet-selections',
      ])
        expect((await client({ url })).statusCode, url).toBe(403)
    expect((await order(t.voter, { format: 'a4', select: { all: true } })).statusCode).toBe(401)
  })

  it('is listed newest first', async () => {
    const list = (await office({ url: '/api/poster-batches?size=2' })).json<{
      items: BatchView[]
      total: number
    }>()
    expect(list.total).toBe(3)
    expect(list.items.map((batch) => batch.numbers)).toEqual([
      { from: '0071', to: '0075' },
      { from: '0011', to: '0070' },
    ])
  })
})
