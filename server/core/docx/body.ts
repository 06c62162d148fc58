import { escaped, OFFICE_LINKS, XML_HEAD } from '../xml.ts'
import type { WordBlock, WordCell, WordLook, WordRow } from './document.ts'
import { BODY, FIELD, FOOTER, fonts, inTwips, LINE, MARGIN, PAGE, SMALL } from './measures.ts'
import { runFonts, WORD } from './parts.ts'

/** One character of the body. */
const EM = BODY * 10

interface Setting {
  style?: string
  at?: 'center' | 'right'
  /** Indents as Word writes them. */
  indent?: string
  run?: string
}

const looks: Record<WordLook, Setting> = {
  number: { at: 'center' },
  title: { style: 'Title', at: 'center' },
  addressee: {},
  body: { indent: `w:firstLineChars="200" w:firstLine="${2 * EM}"` },
  heading: { style: 'Heading1', indent: `w:firstLineChars="200" w:firstLine="${2 * EM}"` },
  subheading: { style: 'Heading2', indent: `w:firstLineChars="200" w:firstLine="${2 * EM}"` },
  signature: { at: 'right', indent: `w:rightChars="400" w:right="${4 * EM}"` },
  note: { run: `<w:sz w:val="${SMALL}"/>` },
}

/** Lines of one paragraph; a break inside stays one. */
const run = (text: string, properties: string): string =>
  text === ''
    ? ''
    : `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${text
        .split('\n')
        .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
        .join('<w:br/>')}</w:r>`

/** Exactly one line of the grid high, whatever the font. */
const spacing = `<w:spacing w:line="${LINE}" w:lineRule="exact"/>`

function paragraph(text: string, { style, at, indent, run: properties = '' }: Setting): string {
  const settings = [
    style === undefined ? '' : `<w:pStyle w:val="${style}"/>`,
    spacing,
    indent === undefined ? '' : `<w:ind ${indent}/>`,
    at === undefined ? '' : `<w:jc w:val="${at}"/>`,
  ].join('')
  return `<w:p><w:pPr>${settings}</w:pPr>${run(text, properties)}</w:p>`
}

/** 7.2.6: the word in the font of the body, the name in 楷体. */
const signed = ({ number, signer }: Extract<WordBlock, { kind: 'signed' }>): string =>
  `<w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="${FIELD - EM}"/></w:tabs>${spacing}<w:ind w:leftChars="100" w:left="${EM}"/></w:pPr>${run(number, '')}<w:r><w:tab/></w:r>${run('签发人：', '')}${run(signer, runFonts(fonts.subheading))}</w:p>`

const border = (side: string, eighths: number): string =>
  `<w:${side} w:val="single" w:sz="${eighths}" w:space="0" w:color="auto"/>`

const inCell = (cell: WordCell): string =>
  cell.label === true
    ? paragraph(cell.text, {
        at: 'center',
        run: `${runFonts(fonts.heading)}<w:sz w:val="${SMALL}"/>`,
      })
    : paragraph(cell.text, { run: `<w:sz w:val="${SMALL}"/>` })

function tableRow({ cells, height }: WordRow, columns: readonly number[], again: boolean): string {
  let from = 0
  const made = cells.map((cell) => {
    const across = cell.across ?? 1
    const width = columns.slice(from, from + across).reduce((sum, mm) => sum + mm, 0)
    from += across
    const span = across === 1 ? '' : `<w:gridSpan w:val="${across}"/>`
    return `<w:tc><w:tcPr><w:tcW w:w="${inTwips(width)}" w:type="dxa"/>${span}<w:vAlign w:val="center"/></w:tcPr>${inCell(cell)}</w:tc>`
  })
  const high =
    height === undefined ? '' : `<w:trHeight w:val="${inTwips(height)}" w:hRule="atLeast"/>`
  return `<w:tr><w:trPr><w:cantSplit/>${high}${again ? '<w:tblHeader/>' : ''}</w:trPr>${made.join('')}</w:tr>`
}

function table({ columns, rows, head = 0 }: Extract<WordBlock, { kind: 'table' }>): string {
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  const grid = columns.map((mm) => `<w:gridCol w:w="${inTwips(mm)}"/>`).join('')
  const made = rows.map((row, i) =>
    tableRow(
      i < head ? { ...row, cells: row.cells.map((cell) => ({ ...cell, label: true })) } : row,
      columns,
      i < head,
    ),
  )
  return `<w:tbl><w:tblPr><w:tblW w:w="${inTwips(columns.reduce((sum, mm) => sum + mm, 0))}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${sides.map((side) => border(side, 4)).join('')}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${made.join('')}</w:tbl>`
}

/** A paragraph of 版记. */
const inner = (words: string, settings: string): string =>
  `<w:p><w:pPr>${spacing}${settings}</w:pPr>${run(words, `<w:sz w:val="${SMALL}"/>`)}</w:p>`

/**
 * 抄送 (7.4.2): above whoever printed it, a thin line between; what does not fit goes on under the
 * names.
 */
function copied(copies: string): { row: string; lines: number } {
  const em = SMALL * 10
  const hanging = 3 * em
  const rest = Math.floor((FIELD - 2 * em - hanging) / em)
  const lines = Math.max(1, Math.ceil(([...copies].length - 3) / rest))
  const indent = `<w:ind w:leftChars="400" w:left="${em + hanging}" w:rightChars="100" w:right="${em}" w:hangingChars="300" w:hanging="${hanging}"/>`
  const cell = `<w:tcPr><w:tcW w:w="${FIELD}" w:type="dxa"/><w:gridSpan w:val="2"/><w:tcBorders>${border('bottom', 6)}</w:tcBorders></w:tcPr>`
  return {
    row: `<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>${cell}${inner(copies, indent)}</w:tc></w:tr>`,
    lines,
  }
}

/** 版记 (7.4): between two lines of 0.35 mm, 四号, at the foot of the field. */
function issued({ copies, by, on }: Extract<WordBlock, { kind: 'issued' }>): string {
  const half = (text: string, at: 'left' | 'right', width: number): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${inner(text, `<w:ind w:${at}Chars="100" w:${at}="${SMALL * 10}"/><w:jc w:val="${at}"/>`)}</w:tc>`
  const wide = Math.round(FIELD * 0.58)
  const above = copies === undefined ? { row: '', lines: 0 } : copied(copies)
  const top = PAGE.height - MARGIN.bottom - LINE * (1 + above.lines) - SMALL
  return `<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="margin" w:tblpXSpec="center" w:tblpY="${top}"/><w:tblW w:w="${FIELD}" w:type="dxa"/><w:tblBorders>${border('top', 8)}${border('bottom', 8)}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="${wide}"/><w:gridCol w:w="${FIELD - wide}"/></w:tblGrid>${above.row}<w:tr><w:trPr><w:cantSplit/></w:trPr>${half(by, 'left', wide)}${half(on, 'right', FIELD - wide)}</w:tr></w:tbl>`
}

function blockXml(block: WordBlock): string {
  switch (block.kind) {
    case 'text':
      return paragraph(block.text, looks[block.look])
    case 'signed':
      return signed(block)
    case 'blank':
      return paragraph('', {})
    case 'table':
      return table(block)
    case 'page-break':
      return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    case 'issued':
      return issued(block)
  }
}

/** A table at the very end must be followed by a paragraph; this one takes no room. */
const LAST = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'

const section = `<w:sectPr><w:footerReference w:type="default" r:id="odd"/><w:footerReference w:type="even" r:id="even"/><w:pgSz w:w="${PAGE.width}" w:h="${PAGE.height}"/><w:pgMar w:top="${MARGIN.top}" w:right="${MARGIN.right}" w:bottom="${MARGIN.bottom}" w:left="${MARGIN.left}" w:header="${inTwips(15)}" w:footer="${FOOTER}" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="${LINE}"/></w:sectPr>`

/** `word/document.xml`. */
export const bodyXml = (blocks: readonly WordBlock[]): string => {
  const last = blocks.at(-1)?.kind
  return `${XML_HEAD}<w:document xmlns:w="${WORD}" xmlns:r="${OFFICE_LINKS}"><w:body>${blocks.map(blockXml).join('')}${last === 'table' || last === 'issued' ? LAST : ''}${section}</w:body></w:document>`
}
