import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameOf } from '@mashang/scripts/support/endpoints.ts'
import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import { picture } from '../photos/upload.ts'
import { makeXlsx, makeZip, textCell } from '../roster/make-zip.ts'
import { rosterGbkCsv, rosterXlsx } from '../roster/rosters.ts'
import type { TestApp } from '../support/app.ts'
import { PDF } from '../support/small-pdf.ts'

/** A small file that somebody might really send. */
export interface ShelfFile {
  name: string
  type: string
  bytes: Buffer
}

const csv = (name: string, text: string): ShelfFile => ({
  name,
  type: 'text/csv',
  bytes: Buffer.from(text),
})
const book = (name: string, bytes: Buffer): ShelfFile => ({
  name,
  type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  bytes,
})

/** Which field a file comes in, and what comes there. */
export interface Shelf {
  field: string
  files: readonly ShelfFile[]
  /** The first line of a table of it, for tables that are made up. */
  head?: string
}

/** The list of earlier suggestions that a fingerprint is known of. */
export const LIST = csv(
  '2025.csv',
  '建议编号,案由,领衔代表,承办单位,交办时间,答复时间,解决程度,代表评价,沟通方式\n1,加装路灯,李婺,住建局,2025-01-20,2025-04-08,A,满意,面商\n',
)

/** Small files that fit, by the endpoint that takes them. */
export async function shelves(t: TestApp): Promise<(endpoint: Endpoint) => Shelf> {
  const jpeg = await picture(60, 40).jpeg().toBuffer()
  const photos: ShelfFile[] = [
    { name: 'photo.jpg', type: 'image/jpeg', bytes: jpeg },
    { name: '照片.png', type: 'image/png', bytes: await picture(40, 40).png().toBuffer() },
    { name: 'p.webp', type: 'image/webp', bytes: await picture(40, 60).webp().toBuffer() },
    {
      name: 'turned.jpg',
      type: 'image/jpeg',
      bytes: await picture(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    },
  ]
  const attachments: Shelf = {
    field: 'file',
    files: [{ name: '说明.pdf', type: 'application/pdf', bytes: PDF }, ...photos],
  }
  const named = t.seed.representatives.map(({ name }) => ({ name: `${name}.jpg`, bytes: jpeg }))
  const zip = (parts: Parameters<typeof makeZip>[0]): ShelfFile => ({
    name: '照片.zip',
    type: 'application/zip',
    bytes: makeZip(parts),
  })
  const earlier = readFileSync(
    join(import.meta.dirname, '../suggestions/data/last-year.csv'),
    'utf8',
  )
  const imports: Shelf = {
    field: 'file',
    files: [LIST, csv('last-year.csv', earlier)],
    head: '建议编号,案由,建议内容,领衔代表,承办单位,交办时间,答复时间,解决程度,代表评价,沟通方式',
  }
  const cells = ['日期', '名称', '休/班'].map((text, n) => textCell(`${'ABC'[n]}1`, text)).join('')
  const byEndpoint: Readonly<Record<string, Shelf>> = {
    'POST /api/photos': { field: 'photo', files: photos },
    'POST /api/suggestion-files': attachments,
    'POST /api/suggestion-links/files': attachments,
    'POST /api/rosters': {
      field: 'file',
      files: [
        csv('x.csv', '姓名,选区,电话\n王五,第一选区,13900000138\n'),
        { name: 'gbk.csv', type: 'text/csv', bytes: rosterGbkCsv() },
        book('花名册.xlsx', rosterXlsx()),
      ],
      head: '姓名,选区,联络站,电话,职务',
    },
    'POST /api/representative-photos': {
      field: 'file',
      files: [
        zip(named.slice(0, 1)),
        zip([{ name: '没有这个人.jpg', bytes: jpeg }]),
        zip([{ name: '说明.txt', bytes: '照片说明' }, ...named.slice(1)]),
      ],
    },
    'POST /api/calendar/file': {
      field: 'file',
      files: [
        csv('2027.csv', '日期,名称,休/班\n2027-01-01,元旦,休\n2027-01-99,元旦,休\n'),
        book('2027.xlsx', makeXlsx(`<sheetData><row r="1">${cells}</row></sheetData>`)),
      ],
      head: '日期,名称,休/班',
    },
    'POST /api/suggestion-imports': imports,
    'POST /api/suggestion-imports/preview': imports,
    'POST /api/suggestion-imports/refused': imports,
  }
  return (endpoint) => {
    const shelf = byEndpoint[nameOf(endpoint)]
    if (shelf === undefined) throw new Error(`no file for ${nameOf(endpoint)}: add one here`)
    return shelf
  }
}
