import { makeZip } from '../roster/make-zip.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** Day 1 of a spreadsheet is 1 January 1900; it also counts a 29 February 1900 that never was. */
const serial = (day: Date): number => (day.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000

const cell = (value: string | Date): string =>
  value instanceof Date
    ? `<v>${serial(value)}</v>`
    : `<is><t xml:space="preserve">${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is>`

/** A workbook as Excel keeps one: its texts are texts, its dates are numbers that look like dates. */
export function workbook(rows: readonly (readonly (string | Date)[])[]): Buffer {
  const sheet = rows
    .map((cells, at) => {
      const inside = cells.map((value, column) => {
        const kind = value instanceof Date ? 's="1"' : 't="inlineStr"'
        return `<c r="${String.fromCharCode(65 + column)}${at + 1}" ${kind}>${cell(value)}</c>`
      })
      return `<row r="${at + 1}">${inside.join('')}</row>`
    })
    .join('')
  return makeZip(
    Object.entries({
      '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
      '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${LINKS}"><sheets><sheet name="建议" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${LINKS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${LINKS}/styles" Target="styles.xml"/></Relationships>`,
      'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${sheet}</sheetData></worksheet>`,
    }).map(([name, bytes]) => ({ name, bytes })),
  )
}
