import { openBatch } from '@mashang/server/sheets/print/batch.ts'
import { memoryOutput } from '@mashang/server/sheets/print/pdf/output.ts'
import type { PrintSetting, SheetContent } from '@mashang/server/sheets/print/print.types.ts'
import type { SheetDesign } from '@mashang/shared/sheets/formats.words.ts'
import { type SheetTemplate, templateDefaults } from '@mashang/shared/sheets/template.model.ts'
import sharp from 'sharp'

export const template = (
  design: SheetDesign,
  change: Partial<SheetTemplate> = {},
): SheetTemplate => ({
  ...templateDefaults[design],
  ...change,
})

export const setting = (change: Partial<PrintSetting> = {}): PrintSetting => ({
  format: 'a4',
  template: template('name'),
  medium: 'indoors',
  domain: 'daibiao.example.cn',
  phone: '0472-055 0137',
  office: '石拐区人大常委会代表工委',
  cropMarks: false,
  ...change,
})

export const sheet = (change: Partial<SheetContent> = {}): SheetContent => ({
  number: '0137',
  url: 'https://daibiao.example.cn/q/7KQ2M9XW4',
  subject: 'representative',
  name: '李㛃',
  mongolian: null,
  congress: '石拐区第十七届人大代表',
  unit: '大发街道第三选区',
  station: '大发街道代表之家',
  place: '锦绣社区公告栏',
  people: [],
  photo: null,
  ...change,
})

export const stationSheet = (people: number): SheetContent =>
  sheet({
    subject: 'station',
    name: '吉忽伦图苏木人大代表之家',
    unit: null,
    station: null,
    people: Array.from(
      { length: people },
      (_, i) => `代表${'甲乙丙丁戊己庚辛'[i % 8]}${'一二三四五六'[i % 6]}`,
    ),
  })

/** A drawn head and shoulders. */
export async function photo(colour = '#6b4a3a'): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"><rect width="300" height="400" fill="#ddd"/><circle cx="150" cy="170" r="70" fill="#cbb49c"/><path d="M20 400C20 300 280 300 280 400z" fill="${colour}"/></svg>`
  return new Uint8Array(await sharp(Buffer.from(svg)).jpeg().toBuffer())
}

/** Sheets as one PDF in memory, with where their codes stand. */
export async function pdfOf(how: PrintSetting, sheets: readonly SheetContent[]) {
  const output = memoryOutput()
  const batch = await openBatch(how, output)
  const codes = []
  for (const each of sheets)
    for (const spot of (await batch.add(each)).codes) codes.push({ spot, url: each.url })
  batch.finish('试印', new Date(0))
  return { bytes: output.bytes(), codes }
}
