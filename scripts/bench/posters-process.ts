import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { giveBack } from '@mashang/server/sheets/print/give-back.ts'
import type { PrintSetting, SheetContent } from '@mashang/server/sheets/print/print.types.ts'
import { createPrinter } from '@mashang/server/sheets/print/printer.ts'
import { makeCode } from '@mashang/shared/codes/codes.rules.ts'
import { templateDefaults } from '@mashang/shared/sheets/template.model.ts'
import { peakOfMemory } from './side-process.ts'

/** Entry of a process that prints one side of P9 and tells what it took. */

export interface PosterJob {
  side: 'ours' | 'pdfkit'
  sheets: number
  /** Folder of portraits. */
  photos: string
  /** Folder to print into. */
  out: string
}

export interface PosterReport {
  perSecond: number
  /** The most memory the process ever held, in MB. */
  peak: number
  bytes: number
  photoBytes: number
  files: number
  /** Codes that were read back. */
  checked: number
  /** Processor time of all threads per sheet, in ms: says more than the clock on a busy machine. */
  cpu: number
}

const PER_FILE = 1_000
/** Different characters in names, as in a city's rosters. */
const CHARACTERS = 3_700

const setting: PrintSetting = {
  format: 'a4',
  template: templateDefaults.name,
  medium: 'indoors',
  domain: 'daibiao.example.cn',
  phone: '0472-055 0137',
  office: '石拐区人大常委会代表工委',
  cropMarks: false,
}

const job = JSON.parse(process.argv[2] ?? '') as PosterJob
const portraits = readdirSync(job.photos).map((name) => readFileSync(join(job.photos, name)))
let photoBytes = 0

/** A JPEG of its own: a comment with the number behind the first marker. */
function photoOf(index: number): Uint8Array {
  const portrait = portraits[index % portraits.length] as Buffer
  const comment = Buffer.from([0xff, 0xfe, 0, 6, 0, 0, 0, 0])
  comment.writeUInt32BE(index, 4)
  const photo = Buffer.concat([portrait.subarray(0, 2), comment, portrait.subarray(2)])
  photoBytes += photo.length
  return photo
}

function sheetOf(index: number): SheetContent {
  const character = (n: number): string => String.fromCodePoint(0x4e00 + (n % CHARACTERS))
  return {
    number: String(index + 1).padStart(5, '0'),
    url: `https://daibiao.example.cn/q/${makeCode(randomBytes)}`,
    subject: 'representative',
    name: `李${character(index)}${character(index * 7)}`,
    mongolian: null,
    congress: '石拐区第十七届人大代表',
    unit: `大发街道第${character(index * 3)}选区`,
    station: '大发街道代表之家',
    place: '锦绣社区公告栏',
    people: [],
    photo: photoOf(index),
  }
}

async function* sheets(): AsyncGenerator<SheetContent> {
  for (let index = 0; index < job.sheets; index++) {
    const sheet = sheetOf(index)
    yield sheet
    // As in service; by now both sides have taken what they need of it.
    if (sheet.photo !== null) giveBack(sheet.photo)
  }
}

async function ours(): Promise<{ checked: number }> {
  const printer = createPrinter()
  const request = { setting, title: '海报', file: join(job.out, 'posters'), perFile: PER_FILE }
  const { checked } = await printer.print(request, sheets())
  await printer.close()
  return { checked }
}

/** Loaded only by the side that uses it: its memory is not ours. */
async function plain(): Promise<{ checked: number }> {
  const { printPlainly } = await import('./posters-plain.ts')
  await printPlainly(join(job.out, 'posters.pdf'), setting, sheets())
  return { checked: 0 }
}

const began = performance.now()
const { checked } = await (job.side === 'ours' ? ours() : plain())
const seconds = (performance.now() - began) / 1000
const files = readdirSync(job.out)
const { user, system } = process.cpuUsage()
const report: PosterReport = {
  perSecond: job.sheets / seconds,
  peak: peakOfMemory(),
  bytes: files.reduce((sum, name) => sum + statSync(join(job.out, name)).size, 0),
  photoBytes,
  files: files.length,
  checked,
  cpu: (user + system) / 1000 / job.sheets,
}
process.send?.(report, () => process.exit(0))
