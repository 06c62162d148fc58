import { qrPng } from '@mashang/server/codes/qr.ts'
import { readFar, readNear } from '@mashang/server/sheets/print/check/check.ts'
import { decodeAll } from '@mashang/server/sheets/print/check/decoder.ts'
import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import { checkTemplate } from '@mashang/server/sheets/print/preview.ts'
import {
  type LabelSizeId,
  labelSizes,
  type SheetDesign,
  type SheetFormat,
  sheetDesigns,
  sheetFormats,
} from '@mashang/shared/sheets/formats.words.ts'
import type { SheetLogo } from '@mashang/shared/sheets/template.model.ts'
import { describe, expect, it } from 'vitest'
import { pdfOf, setting, sheet, stationSheet, template } from './samples.ts'

const designs = Object.keys(sheetDesigns) as SheetDesign[]
const formats = (Object.keys(sheetFormats) as SheetFormat[]).filter((format) => format !== 'labels')
const cases = designs.flatMap((design) => [
  ...formats.map((format) => ({ design, format })),
  ...(Object.keys(labelSizes) as LabelSizeId[]).map((labelSize) => ({
    design,
    format: 'labels' as const,
    labelSize,
  })),
])
/** As long as a district's address makes it. */
const urls = ['7KQ2M9XW4', 'H3V8N5T2C', 'A1B2C3D4E'].map(
  (code) => `https://daibiao.example.cn/q/${code}`,
)

describe('every code on every page', { timeout: 180_000 }, () => {
  it.each(cases)('is read as printed and from afar: %o', async ({ design, ...choice }) => {
    const how = setting({ ...choice, template: template(design), medium: 'outdoors' })
    const sheets = [
      sheet({ url: urls[0] ?? '' }),
      { ...stationSheet(9), url: urls[1] ?? '' },
      sheet({ url: urls[2] ?? '' }),
    ]
    const { bytes, codes } = await pdfOf(how, sheets)
    const pdf = await openPdf(bytes)
    for (const { spot, url } of codes) {
      expect(await readNear(pdf, spot)).toEqual([url])
      expect(await readFar(pdf, spot)).toEqual([url])
    }
    const onPages = []
    for (let page = 0; page < pdf.pages; page++)
      onPages.push(...(await decodeAll(pdf.renderGrey(page, 300))))
    pdf.close()
    expect(onPages.sort()).toEqual(codes.map(({ url }) => url).sort())
  })

  it('is at least 30 mm wide on A4, larger on A3, and stands where the layout says', async () => {
    const [a4] = (await pdfOf(setting(), [sheet()])).codes
    const [a3] = (await pdfOf(setting({ format: 'a3' }), [sheet()])).codes
    expect(a4?.spot.side).toBeGreaterThan(30)
    expect(a3?.spot.side).toBeGreaterThan(a4?.spot.side ?? 0)
    const { bytes, codes } = await pdfOf(setting(), [sheet()])
    const pdf = await openPdf(bytes)
    const { spot } = codes[0] ?? expect.unreachable()
    const dots = pdf.renderGrey(0, 254, {
      x: spot.x - 8,
      y: spot.y - 8,
      width: spot.side + 16,
      height: 16,
    })
    pdf.close()
    const dark = (x: number, y: number): boolean => (dots.data[y * dots.width + x] ?? 255) < 128
    // Ten dots are one millimetre: the first dark one is 8 mm in, four modules around are light.
    expect(dark(82, 82)).toBe(true)
    expect([76, 40, 4].some((at) => dark(at, 82) || dark(82, at))).toBe(false)
  })
})

const logoOf = (svg: string): SheetLogo => ({
  type: 'image/svg+xml',
  data: Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200">${svg}</svg>`,
  ).toString('base64'),
  placement: 'code',
})

describe('a logo that is a code itself', () => {
  it.each(['corner', 'code'] as const)('is refused with the reason: %s', async (placement) => {
    const data = qrPng('https://elsewhere.example/x', 8).toString('base64')
    const logo: SheetLogo = { type: 'image/png', data, placement }
    await expect(
      checkTemplate(setting({ template: template('name', { logo }) }), sheet()),
    ).rejects.toMatchObject({ kind: { code: 'print.logo-is-code' } })
  })
})

describe('a logo inside the code', { timeout: 120_000 }, () => {
  const plain = logoOf('<rect width="200" height="200" rx="30" fill="#0a6b3d"/>')
  it('is accepted where the code is still read', async () => {
    await checkTemplate(setting({ template: template('name', { logo: plain }) }), sheet())
    await checkTemplate(
      setting({ format: 'sticker', template: template('promise', { logo: plain }) }),
      sheet(),
    )
  })

  it('is refused with the reason where it is not', async () => {
    // Colours that a camera cannot tell apart, set past the model's own check of contrast.
    const pale = { main: '#9B1217', accent: '#A98A52', ink: '#F4F2F0', paper: '#FDFCFA' }
    const unreadable = setting({ template: template('name', { logo: plain, colours: pale }) })
    await expect(checkTemplate(unreadable, sheet())).rejects.toMatchObject({
      kind: { code: 'print.logo-hides-code' },
    })
  })
})
