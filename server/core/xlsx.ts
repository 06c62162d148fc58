import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { type Cell, looksLikeFormula } from './csv.ts'
import { escaped, OFFICE_LINKS, PACKAGE, XML_HEAD } from './xml.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** What Excel wants to find beside the sheet itself. */
const partsOf = (sheet: string): Record<string, string> => ({
  '[Content_Types].xml': `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  '_rels/.rels': `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${XML_HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE_LINKS}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE_LINKS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE_LINKS}/styles" Target="styles.xml"/></Relationships>`,
  // 0 plain, 1 a bold header, 2 a text that looks like a formula and has to stay a text when edited.
  'xl/styles.xml': `${XML_HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" quotePrefix="1"/></cellXfs></styleSheet>`,
})

/** A cell of Excel holds no more. */
const LONGEST = 32_767

/** "A" to "Z", then "AA" and so on. */
const lettersOf = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : lettersOf(Math.floor(column / 26) - 1) + lettersOf(column % 26)

/** `at` is a cell's name, which Excel can do without and other readers cannot. */
function cellXml(value: Cell, at: string, style: number): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
  const shown = escaped(value.slice(0, LONGEST))
  const as = looksLikeFormula(value) ? 2 : style
  return `<c r="${at}" t="inlineStr" s="${as}"><is><t xml:space="preserve">${shown}</t></is></c>`
}

function rowXml(cells: readonly Cell[], number: number, style = 0): string {
  const row = cells.map((cell, n) => cellXml(cell, `${lettersOf(n)}${number}`, style)).join('')
  return `<row r="${number}">${row}</row>`
}

async function* sheetXml(
  header: readonly string[],
  rows: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<string> {
  yield `${XML_HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${header.length}" width="18" customWidth="1"/></cols><sheetData>`
  let number = 1
  yield rowXml(header, number, 1)
  for await (const some of rows) yield some.map((row) => rowXml(row, ++number)).join('')
  yield '</sheetData></worksheet>'
}

/**
 * A table as an Excel file, written while its rows are read: of a million rows a few hundred are in
 * memory. Texts are texts, whatever they begin with.
 * @param sheet the name on the sheet's tab
 */
export function xlsxStream(
  sheet: string,
  header: readonly string[],
  rows: AsyncIterable<readonly (readonly Cell[])[]>,
): Readable {
  const zip = new ZipFile()
  const out = new PassThrough()
  for (const [name, xml] of Object.entries(partsOf(sheet)))
    zip.addBuffer(Buffer.from(xml), name, { compressionLevel: 1 })
  const body = Readable.from(sheetXml(header, rows))
  // The row source broke, or nobody reads any more: the other end must hear of it.
  body.on('error', (error) => out.destroy(error))
  out.on('close', () => body.destroy())
  zip.addReadStream(body, 'xl/worksheets/sheet1.xml', { compressionLevel: 1 })
  zip.end()
  zip.outputStream.pipe(out)
  return out
}
