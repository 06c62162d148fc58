import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import type { SheetContent } from '@mashang/server/sheets/print/print.types.ts'
import { createPrinter } from '@mashang/server/sheets/print/printer.ts'
import sharp from 'sharp'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { photo, setting, sheet, template } from './samples.ts'

const printer = createPrinter()
afterAll(() => printer.close())
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mashang-print-'))
  return () => rmSync(folder, { recursive: true })
})

const request = (change = {}) => ({
  setting: setting(),
  title: '海报',
  file: join(folder, 'batch'),
  ...change,
})
async function* numbered(
  count: number,
  change: (i: number) => Partial<SheetContent> = () => ({}),
): AsyncGenerator<SheetContent> {
  for (let i = 0; i < count; i++)
    yield sheet({
      number: String(i + 1).padStart(4, '0'),
      url: `https://daibiao.example.cn/q/C${i}`,
      ...change(i),
    })
}

describe('the printer', { timeout: 120_000 }, () => {
  it('writes whole files, so many sheets each, and tells what is in them', async () => {
    const told: number[] = []
    const shared = await photo()
    const result = await printer.print(
      request({ perFile: 40 }),
      numbered(100, () => ({ photo: shared })),
      {
        onProgress: (done) => told.push(done),
      },
    )
    expect(result.files.map(({ sheets, first, last }) => [sheets, first, last])).toEqual([
      [40, '0001', '0040'],
      [40, '0041', '0080'],
      [20, '0081', '0100'],
    ])
    expect(result).toMatchObject({ sheets: 100, pages: 100, checked: 6, warnings: [] })
    expect(readdirSync(folder).sort()).toEqual(['batch-1.pdf', 'batch-2.pdf', 'batch-3.pdf'])
    expect(told.length).toBeGreaterThan(0)
    // The photo stayed the caller's, and is kept once in each file.
    expect(shared.length).toBeGreaterThan(0)
    const bytes = readFileSync(join(folder, 'batch-1.pdf'))
    expect(bytes.toString('latin1').match(/DCTDecode/g)).toHaveLength(1)
    const pdf = await openPdf(bytes)
    expect(pdf.pages).toBe(40)
    pdf.close()
  })

  it('uses up a label sheet and loses nobody on the last page', async () => {
    const how = setting({ format: 'labels', labelSize: '3x8', startAt: 23 })
    const result = await printer.print(request({ setting: how }), numbered(4))
    expect(result).toMatchObject({ sheets: 4, pages: 2 })
  })

  it('takes only a bounded number of sheets ahead and stops when told', async () => {
    let taken = 0
    const stop = new AbortController()
    const endless = numbered(100_000, () => {
      if (++taken === 200) stop.abort()
      return {}
    })
    const cancelled = printer.print(request(), endless, { signal: stop.signal })
    await expect(cancelled).rejects.toMatchObject({ kind: { code: 'print.cancelled' } })
    expect(taken).toBeLessThan(300)
    expect(readdirSync(folder)).toEqual([])
  })

  it('leaves out photos that cannot be placed, and says whose', async () => {
    const good = await photo()
    const cmyk = new Uint8Array(await sharp(good).toColourspace('cmyk').jpeg().toBuffer())
    const bad: (Uint8Array | null)[] = [
      good,
      new Uint8Array([1, 2, 3]),
      cmyk,
      good.slice(0, 300),
      null,
    ]
    const result = await printer.print(
      request(),
      numbered(bad.length, (i) => ({ photo: bad[i] ?? null })),
    )
    expect(result.sheets).toBe(5)
    expect(result.warnings.map(({ number }) => number)).toEqual(['0002', '0003', '0004'])
    expect(result.warnings[1]?.message).toContain('CMYK')
  })

  it('refuses, naming the sheet, what it cannot print; no file stays', async () => {
    const missing = printer.print(
      request(),
      numbered(60, (i) => (i === 55 ? { name: '王\u{31350}' } : {})),
    )
    await expect(missing).rejects.toMatchObject({
      kind: { code: 'print.missing-characters' },
      details: { detail: expect.stringContaining('海报 0056（王\u{31350}）') },
    })
    const pale = { main: '#9B1217', accent: '#A98A52', ink: '#F4F2F0', paper: '#FDFCFA' }
    const unreadable = request({
      setting: setting({ template: template('name', { colours: pale }) }),
    })
    await expect(printer.print(unreadable, numbered(3))).rejects.toMatchObject({
      kind: { code: 'print.code-unreadable' },
      details: { detail: expect.stringContaining('海报 0001') },
    })
    await expect(printer.print(request(), numbered(0))).rejects.toMatchObject({
      kind: { code: 'print.nothing' },
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it('passes on why the sheets could not be read, and goes on living', async () => {
    const broken = numbered(40, (i) => {
      if (i === 20) throw new Error('the database is gone')
      return {}
    })
    await expect(printer.print(request(), broken)).rejects.toThrow('the database is gone')
    expect(readdirSync(folder)).toEqual([])
    const picture = await sharp(
      await printer.preview(setting({ format: 'badge' }), sheet()),
    ).metadata()
    expect([picture.format, picture.width]).toEqual(['png', Math.round((210 / 25.4) * 110)])
  })

  it('draws control characters and line ends of a text as nothing', async () => {
    const bytes = await printer.previewPdf(setting(), sheet({ place: '东\u0000门\u202e口\n(一)' }))
    const pdf = await openPdf(bytes)
    expect(pdf.textOf(0)).toContain('东门口')
    pdf.close()
  })

  it('wakes for no character that it was asked about before', async () => {
    let started = 0
    const count = (): void => {
      started += 1
    }
    subscribe('worker_threads', count)
    const drowsy = createPrinter({ idle: 1 })
    expect(await drowsy.missingCharacters('李😀婺')).toEqual(['😀'])
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await drowsy.missingCharacters('婺😀李😀')).toEqual(['😀'])
    expect(started).toBe(1)
    expect(await drowsy.missingCharacters('婺𰻝')).toEqual([])
    expect(started).toBe(2)
    unsubscribe('worker_threads', count)
    await drowsy.close()
  })

  it('sleeps when there is nothing to do, and wakes', async () => {
    const drowsy = createPrinter({ idle: 1 })
    expect(await drowsy.missingCharacters('李')).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await drowsy.missingCharacters('😀')).toEqual(['😀'])
    await drowsy.close()
  })
})
