import { crc32, deflateRawSync } from 'node:zlib'

export type ZipPart = {
  name: string | Buffer
  bytes: Buffer | string
  /** Bit 11 says that the name is UTF-8. */
  utf8?: boolean
  encrypted?: boolean
  /** A size to declare instead of the true one. */
  declares?: number
}

/** Builds a ZIP byte by byte, wrong ones too. */
export function makeZip(parts: ZipPart[]): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const bytes = Buffer.from(part.bytes as string)
    const name = Buffer.from(part.name as string)
    const packed = deflateRawSync(bytes)
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(20, 4)
    header.writeUInt16LE((part.utf8 === false ? 0 : 0x0800) | (part.encrypted ? 1 : 0), 6)
    header.writeUInt16LE(8, 8)
    header.writeUInt32LE(crc32(bytes), 14)
    header.writeUInt32LE(packed.length, 18)
    header.writeUInt32LE(part.declares ?? bytes.length, 22)
    header.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    header.copy(central, 6, 4, 30)
    central.writeUInt32LE(offset, 42)
    local.push(header, name, packed)
    directory.push(central, name)
    offset += header.length + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, ...directory, end])
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

/** The parts of a workbook with one sheet whose `<sheetData>` is given. */
export const workbookParts = (sheetData: string, prefix = ''): ZipPart[] => [
  { name: '[Content_Types].xml', bytes: `${head}<Types/>` },
  {
    name: 'xl/workbook.xml',
    bytes: `${head}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    bytes: `${head}<Relationships><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  },
  {
    name: 'xl/worksheets/sheet1.xml',
    bytes: prefix
      ? `${head}<${prefix}:worksheet xmlns:${prefix}="${MAIN}">${sheetData}</${prefix}:worksheet>`
      : `${head}<worksheet xmlns="${MAIN}">${sheetData}</worksheet>`,
  },
]

export const makeXlsx = (sheetData: string, prefix = ''): Buffer =>
  makeZip(workbookParts(sheetData, prefix))

/** A cell with text in it. */
export const textCell = (at: string, text: string): string =>
  `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
