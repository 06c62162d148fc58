import { readRosterFile } from '@mashang/server/roster/roster.file.ts'
import { rosterLimits } from '@mashang/server/roster/roster.limits.ts'
import { UnreadableRoster } from '@mashang/server/roster/roster.read-failure.ts'
import { readSheets } from '@mashang/server/roster/roster.read-sheets.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { photosZipErrors, rosterErrors } from '@mashang/shared/roster/roster.errors.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeXlsx, makeZip, textCell, workbookParts } from './make-zip.ts'
import { rosterXlsx } from './rosters.ts'

/** The stable code with which a file is refused, or the sheets it has. */
const outcome = async (bytes: Buffer, name = 'roster.xlsx') =>
  readRosterFile(bytes, name).catch((error: unknown) => {
    if (error instanceof Failure) return error.kind.code
    throw error
  })

const compound = (inside: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1024),
    Buffer.from(inside, 'utf16le'),
    Buffer.alloc(512),
  ])
const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  Buffer.alloc(64),
])
const header = `<row r="1">${textCell('A1', '姓名')}${textCell('B1', '手机')}</row>`
const sheet = (rows: string) => `<sheetData>${header}${rows}</sheetData>`

describe('a file of another kind is refused by name', () => {
  test.each<[string, Buffer, string, string]>([
    ['an .xls', compound('Workbook'), 'roster.xls', 'roster.old-excel'],
    ['an .xls named .xlsx', compound('Workbook'), 'roster.xlsx', 'roster.old-excel'],
    ['an .xls of 1995', compound('Book'), 'roster.xls', 'roster.old-excel'],
    ['an .xls of 1993', Buffer.from('0904060000001000', 'hex'), 'roster.xls', 'roster.old-excel'],
    [
      'an encrypted .xlsx',
      compound('EncryptionInfo EncryptedPackage'),
      'roster.xlsx',
      'roster.encrypted',
    ],
    ['a .doc', compound('WordDocument'), 'roster.doc', 'roster.word-document'],
    ['another compound file', compound('Outlook'), 'mail.msg', 'roster.other-kind'],
    ['a PDF', Buffer.from('%PDF-1.7\n%\xE2\xE3'), 'roster.xlsx', 'roster.pdf'],
    ['a PNG', png, 'roster.xlsx', 'roster.image'],
    [
      'a JPEG',
      Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(20)]),
      'a.jpg',
      'roster.image',
    ],
    ['a web page named .xls', Buffer.from('<html><table><tr><td>姓名'), 'a.xls', 'roster.web-page'],
    [
      'XML of Excel 2003',
      Buffer.from('\uFEFF<?xml version="1.0"?><Workbook/>'),
      'a.xls',
      'roster.web-page',
    ],
    ['RTF', Buffer.from('{\\rtf1 x}'), 'a.rtf', 'roster.word-document'],
    ['RAR', Buffer.from('526172211a0700cf', 'hex'), 'a.rar', 'roster.archive'],
    ['nothing', Buffer.alloc(0), 'roster.xlsx', 'roster.empty'],
    ['a ZIP of nothing', makeZip([]), 'roster.xlsx', 'roster.empty'],
    ['a ZIP of photos', makeZip([{ name: '张三.jpg', bytes: 'x' }]), 'a.zip', 'roster.archive'],
    [
      'a .docx',
      makeZip([{ name: 'word/document.xml', bytes: '<x/>' }]),
      'a.docx',
      'roster.word-document',
    ],
    [
      'an .xlsb',
      makeZip([{ name: 'xl/workbook.bin', bytes: 'x' }]),
      'a.xlsb',
      'roster.binary-excel',
    ],
    [
      'an .ods',
      makeZip([
        { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.spreadsheet' },
        { name: 'content.xml', bytes: '<x/>' },
      ]),
      'a.ods',
      'roster.open-document',
    ],
    [
      'a program',
      Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
      'a.exe',
      'roster.other-kind',
    ],
  ])('%s', async (_, bytes, name, code) => expect(await outcome(bytes, name)).toBe(code))
})

describe('a damaged or hostile workbook', () => {
  test.each([30, 200, 5_000, 17_000])('cut after %i bytes', async (length) =>
    expect(await outcome(rosterXlsx().subarray(0, length))).toBe('roster.damaged'),
  )

  test('with broken XML', async () =>
    expect(await outcome(makeXlsx('<sheetData><row r="1"><c r="A1"'))).toBe('roster.damaged'))

  test('with encrypted entries', async () =>
    expect(
      await outcome(
        makeZip(workbookParts('<sheetData/>').map((part) => ({ ...part, encrypted: true }))),
      ),
    ).toBe('roster.encrypted'))

  test('that inflates too far', async () => {
    const bomb = makeXlsx(sheet(' '.repeat(rosterLimits.inflatedBytes + 1)))
    expect(bomb.length).toBeLessThan(1024 * 1024)
    expect(await outcome(bomb)).toBe('roster.inflates-too-far')
  })

  test('that inflates too far and declares little', async () => {
    const parts = workbookParts(sheet(' '.repeat(rosterLimits.inflatedBytes + 1)))
    expect(await outcome(makeZip(parts.map((part) => ({ ...part, declares: 900 }))))).toBe(
      'roster.damaged',
    )
  })

  test('whose cells lie too far out', async () => {
    expect(await outcome(makeXlsx(sheet(`<row r="9">${textCell('XFD9', '张三')}</row>`)))).toBe(
      'roster.too-many-columns',
    )
    expect(
      await outcome(makeXlsx(sheet(`<row r="999999">${textCell('A999999', '张三')}</row>`))),
    ).toBe('roster.too-many-rows')
    expect(await outcome(makeXlsx(sheet('<row r="999999999999"/>')))).toBe('roster.damaged')
  })

  test('whose one long text is shown in every cell', async () => {
    const long = '长'.repeat(rosterLimits.cellCharacters)
    const rows = Array.from(
      { length: 9_000 },
      (_, index) => `<row r="${index + 2}"><c r="A${index + 2}" t="s"><v>0</v></c></row>`,
    ).join('')
    const parts = workbookParts(sheet(rows)).map((part) =>
      part.name === 'xl/_rels/workbook.xml.rels'
        ? {
            ...part,
            bytes: String(part.bytes).replace(
              '</Relationships>',
              '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            ),
          }
        : part,
    )
    const shared = { name: 'xl/sharedStrings.xml', bytes: `<sst><si><t>${long}</t></si></sst>` }
    expect(await outcome(makeZip([...parts, shared]))).toBe('roster.inflates-too-far')
  })

  test('that is larger than 20 MB', async () =>
    expect(await outcome(Buffer.alloc(rosterLimits.bytes + 1))).toBe('roster.too-large'))

  test('without any cell', async () =>
    expect(await outcome(makeXlsx('<sheetData></sheetData>'))).toBe('roster.empty'))
})

describe('an unusual workbook is read', () => {
  test('with blank formatted cells far out', async () => {
    const rows = `<row r="2">${textCell('A2', '杨𫖯')}<c r="XFC2" s="0"/><c r="XFD2"/></row><row r="1048576"><c r="A1048576"/></row>`
    expect(await outcome(makeXlsx(sheet(rows)))).toEqual([
      {
        name: '表',
        rows: [
          ['姓名', '手机'],
          ['杨𫖯', null],
        ],
      },
    ])
  })

  test('with prefixed elements', async () => {
    const rows = sheet(`<row r="2">${textCell('A2', '杨𫖯')}</row>`).replace(
      /<(\/?)(?=\w)/g,
      '<$1x:',
    )
    expect(await outcome(makeXlsx(rows, 'x'))).toEqual([
      {
        name: '表',
        rows: [
          ['姓名', '手机'],
          ['杨𫖯', null],
        ],
      },
    ])
  })
})

test('any bytes at all are read or refused by name', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('', 'PK\x03\x04', '\xFF\xFE', '\xEF\xBB\xBF', '\xD0\xCF\x11\xE0', 'a,b\n'),
      fc.uint8Array({ maxLength: 300 }),
      async (start, rest) => {
        const bytes = Buffer.concat([Buffer.from(start, 'latin1'), rest])
        const result = await readSheets(bytes, 'a.csv').catch((error: unknown) => error)
        if (!(result instanceof UnreadableRoster)) expect(Array.isArray(result)).toBe(true)
        else expect(rosterErrors).toHaveProperty(result.why)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('a workbook with any one byte changed is read or refused by name', async () => {
  const whole = rosterXlsx()
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.integer({ min: 1, max: 255 }),
      async (at, change) => {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ change
        const result = await readSheets(bytes, 'a.xlsx').catch((error: unknown) => error)
        if (!(result instanceof UnreadableRoster)) expect(Array.isArray(result)).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})

test('every refusal is one Chinese sentence that says how to mend it', () => {
  for (const { code, title, status } of Object.values({ ...rosterErrors, ...photosZipErrors })) {
    expect(code).toMatch(/^(roster|photos-zip)\.[a-z-]+$/)
    expect(title).toMatch(/^[^。]*请[^。]*。$/u)
    expect([400, 404, 409, 413, 415, 422]).toContain(status)
  }
})
