import { PassThrough, Readable } from 'node:stream'
import { type Cell, looksLikeFormula } from '@mashang/shared/core/csv.ts'
import { ZipFile } from 'yazl'
import { escaped, OFFICE_LINKS, PACKAGE, XML_HEAD } from './xml.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/**
 * What Excel wants to find before the sheets. Everything that is not named here is a sheet: how many
 * there are is known only when the first one is through, and this part comes first.
 */
const FIRST: Record<string, string> = {
  '[Content_Types].xml': `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  '_rels/.rels': `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  // 0 plain, 1 a bold header, 2 a text that looks like a formula and has to stay a text when edited.
  'xl/styles.xml': `${XML_HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" quotePrefix="1"/></cellXfs></styleSheet>`,
}

const partOf = (sheet: number): string => `worksheets/sheet${sheet}.xml`

/** What names the sheets, in their order. */
const lastOf = (names: readonly string[]): Record<string, string> => ({
  'xl/workbook.xml': `${XML_HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE_LINKS}"><sheets>${names.map((name, n) => `<sheet name="${escaped(name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`).join('')}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, n) => `<Relationship Id="rId${n + 1}" Type="${OFFICE_LINKS}/worksheet" Target="${partOf(n + 1)}"/>`).join('')}<Relationship Id="rId${names.length + 1}" Type="${OFFICE_LINKS}/styles" Target="styles.xml"/></Relationships>`,
})

/** A cell of Excel holds no more. */
export const LONGEST_CELL = 32_767

/** "A" to "Z", then "AA" and so on. */
const lettersOf = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : lettersOf(Math.floor(column / 26) - 1) + lettersOf(column % 26)

/** `at` is a cell's name, which Excel can do without and other readers cannot. */
function cellXml(value: Cell, at: string, style: number): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
  // Cut, it would be wrong without a word; what may be longer is laid out by whoever has it.
  if (value.length > LONGEST_CELL) throw new RangeError(`cell ${at} is longer than Excel can hold`)
  const shown = escaped(value)
  const as = looksLikeFormula(value) ? 2 : style
  return `<c r="${at}" t="inlineStr" s="${as}"><is><t xml:space="preserve">${shown}</t></is></c>`
}

function rowXml(cells: readonly Cell[], number: number, style = 0): string {
  const row = cells.map((cell, n) => cellXml(cell, `${lettersOf(n)}${number}`, style)).join('')
  return `<row r="${number}">${row}</row>`
}

type Rows = AsyncIterable<readonly (readonly Cell[])[]>

export interface Sheet {
  /** On its tab: at most 31 characters, each other than those of the other sheets. */
  name: string
  header: readonly string[]
  rows: Rows
}

async function* sheetXml({ header, rows }: Sheet): AsyncGenerator<string> {
  yield `${XML_HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${header.length}" width="18" customWidth="1"/></cols><sheetData>`
  let number = 1
  yield rowXml(header, number, 1)
  for await (const some of rows) yield some.map((row) => rowXml(row, ++number)).join('')
  yield '</sheetData></worksheet>'
}

/**
 * A table as an Excel file, written while its rows are read: of a million rows a few hundred are in
 * memory. Texts are texts, whatever they begin with.
 * @param name on the sheet's tab
 * @param behind the sheets behind it, asked for when it is through: what they are may follow from it
 */
export function xlsxStream(
  name: string,
  header: readonly string[],
  rows: Rows,
  behind: () => readonly Sheet[] = () => [],
): Readable {
  const zip = new ZipFile()
  const out = new PassThrough()
  const addParts = (parts: Record<string, string>): void => {
    for (const [path, xml] of Object.entries(parts))
      zip.addBuffer(Buffer.from(xml), path, { compressionLevel: 1 })
  }
  const addSheet = (sheet: Sheet, number: number): Readable => {
    const body = Readable.from(sheetXml(sheet))
    // The row source broke, or nobody reads any more: the other end must hear of it.
    body.on('error', (error) => out.destroy(error))
    out.on('close', () => body.destroy())
    zip.addReadStream(body, `xl/${partOf(number)}`, { compressionLevel: 1 })
    return body
  }
  addParts(FIRST)
  addSheet({ name, header, rows }, 1).on('end', () => {
    const more = behind()
    for (const [index, sheet] of more.entries()) addSheet(sheet, index + 2)
    addParts(lastOf([name, ...more.map((sheet) => sheet.name)]))
    zip.end()
  })
  zip.outputStream.pipe(out)
  return out
}
