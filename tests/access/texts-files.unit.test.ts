import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from '@mashang/scripts/support/programs.ts'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { PDF } from '../support/small-pdf.ts'
import { unzipped } from '../support/unzipped.ts'
import { allPapers, isAttachment, type Paper } from './papers.ts'
import { formulas, links } from './payloads.ts'
import { printed } from './printed.ts'
import { report } from './proving.ts'
import { furnish, settings } from './world.ts'

/** Fields that take a few letters. */
const SHORT = /contactName|template|signer|selection|wall|housing|police|view/
const words = [...formulas, ...links]
const said = (n: number): string => `${words[n % words.length]}<b onclick=x>${n}`

let t: TestApp
let papers: Paper[]
beforeAll(async () => {
  t = await startApp({ config: settings })
  let nth = 0
  const world = await furnish(t, (what) => {
    nth += 1
    return SHORT.test(what) ? `=1<b>${nth}` : said(nth)
  })
  // Names come by lists that refuse some of these; here they are in the tables already.
  for (const [table, columns] of [
    ['representatives', ['name', 'electoral_unit', 'position', 'area']],
    ['stations', ['name', 'address', 'hours']],
  ] as const)
    for (const column of columns)
      for (const [n, { id }] of t.seed[table].entries()) {
        nth += 1
        const word = said(nth + n).replaceAll("'", "''")
        await execute(t, `update ${table} set ${column} = '${word}' where id = '${id}'`)
      }
  papers = await allPapers(t, world, said)
}, 300_000)
afterAll(() => t.close())

/** What lies in a file, and in what lies in it; an archive is opened. */
async function inside({ url, bytes }: Paper): Promise<{ where: string; bytes: Buffer }[]> {
  if (bytes.subarray(0, 2).toString() !== 'PK') return [{ where: url, bytes }]
  const parts = [...(await unzipped(bytes))]
  const opened = await Promise.all(
    parts.map(([name, part]) => inside({ url: `${url} ${name}`, bytes: part, name, headers: {} })),
  )
  return opened.flat()
}
/** One that was made here: an archive also holds what people attached. */
const isPdf = (bytes: Buffer): boolean =>
  bytes.subarray(0, 5).toString() === '%PDF-' && !bytes.equals(PDF)
const made = (): Paper[] => papers.filter(({ name }) => !isAttachment(name))

describe('formulas in what people write', () => {
  const tables = (): Paper[] =>
    made().filter(({ headers }) => /csv/.test(`${headers['content-type']}`))

  it('are texts in every CSV file', () => {
    expect(tables().length).toBeGreaterThan(18)
    let told = 0
    for (const { url, bytes } of tables()) {
      const rows: string[][] = parse(bytes, { bom: true, relax_column_count: true })
      for (const cell of rows.flat()) {
        expect(/^[=+@＝＋＠\t\r\n]|^\s+[=+@]|^-(?![\d.]+$)/.test(cell), `${url}: ${cell}`).toBe(
          false,
        )
        if (words.some((word) => cell.includes(word.trim()))) told += 1
      }
    }
    expect(told, 'they are there').toBeGreaterThan(20)
  })

  it('are texts in every workbook, and nothing there is a link', async () => {
    let books = 0
    for (const paper of made()) {
      const parts = await inside(paper)
      const sheets = parts.filter(({ where }) => where.includes(' xl/worksheets/'))
      if (sheets.length > 0) books += 1
      for (const { where, bytes } of sheets) {
        expect(String(bytes), where).not.toMatch(/<f[ >]|<hyperlink/)
        expect(String(bytes), where).not.toContain('<b onclick')
      }
      const strange = parts.filter(({ where }) => /vba|externalLink|embed/i.test(where))
      expect(strange.map(({ where }) => where)).toEqual([])
    }
    expect(books).toBeGreaterThan(18)
  })
})

/** Keys and names of a PDF by which something in it leads or acts. */
const ACTS =
  /^\/(Annots|AcroForm|XFA|A|AA|OpenAction|URI|JS|JavaScript|Launch|GoTo[RE]|SubmitForm|ImportData|EmbeddedFiles?|Filespec|RichMedia|Rendition|Movie|Sound|Names)$/
/** The same where the bytes are looked at, among which the words of people stand. */
const SEEN = /\/(Annots|AcroForm|OpenAction|Launch|EmbeddedFile|RichMedia|ObjStm|Encrypt)\b/

/** Every key and every name in the objects of a file, as another program reads them. */
function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('/') ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value)
  return entries.flatMap(([key, one]) => [...(key.startsWith('/') ? [key] : []), ...namesIn(one)])
}

it('nothing that people write is a link or an action in a PDF', async () => {
  const qpdf = findProgram('qpdf')
  const kept = join(t.context.config.dataFolder, 'looked-at.pdf')
  const files = (await Promise.all(made().map(inside))).flat().filter(({ bytes }) => isPdf(bytes))
  expect(files.length).toBeGreaterThan(12)
  let told = 0
  for (const { where, bytes } of files) {
    expect(bytes.toString('latin1'), where).not.toMatch(SEEN)
    if (printed(bytes).includes('evil.example')) told += 1
    // What is left out without the program scripts/test.ts says.
    if (qpdf === undefined) continue
    writeFileSync(kept, bytes)
    const json = execFileSync(qpdf, ['--json', '--json-key=qpdf', kept], { maxBuffer: 2 ** 28 })
    const names = namesIn(JSON.parse(String(json)))
    expect(names.length, where).toBeGreaterThan(20)
    expect([where, ...new Set(names.filter((name) => ACTS.test(name)))]).toEqual([where])
  }
  if (findProgram('pdftotext') !== undefined) expect(told, 'they are there').toBeGreaterThan(5)
  const endpoints = new Set(papers.map(({ name }) => name)).size
  report(
    `${papers.length} files of ${endpoints} endpoints, ${files.length} PDF among them: no formula, no link, no action`,
    'files',
  )
}, 120_000)

it('nor in a Word file', async () => {
  const parts = (await Promise.all(made().map(inside))).flat()
  const written = parts.filter(({ where }) => / word\/.*\.(xml|rels)$/.test(where))
  expect(written.length).toBeGreaterThan(8)
  for (const { where, bytes } of written)
    expect(String(bytes), where).not.toMatch(
      /<w:(hyperlink|instrText)|<w:fldSimple w:instr="(?! PAGE )|DDEAUTO|<b onclick|TargetMode="External"/,
    )
})

it('what people attached leaves as it came: as a file to keep, or shown as a photo or a PDF', () => {
  const attached = papers.filter(({ name }) => isAttachment(name))
  expect(attached.length).toBeGreaterThan(2)
  for (const { url, headers } of attached) {
    if (!`${headers['content-disposition']}`.startsWith('attachment;'))
      expect(headers['content-type'], url).toMatch(/^(image\/jpeg|application\/pdf)$/)
    expect(headers['x-content-type-options'], url).toBe('nosniff')
  }
})
