import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import type { RosterCell, RosterSheet } from '@mashang/shared/roster/roster.model.ts'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { rosterLimits } from './roster.limits.ts'
import { UnreadableRoster } from './roster.read-failure.ts'
import { zipKind } from './roster.read-kind.ts'

/** Parts of a workbook that hold cells, and those that say where they are. */
const NEEDED = /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/.*\.(xml|xml\.rels))$/u
const UNNEEDED =
  /^xl\/(theme|drawings|charts|media|comments|externalLinks|pivot\w+|threadedComments|persons|tables)/u

type Part = { name: string; bytes: Buffer }

const damaged = (error: unknown): never => {
  throw error instanceof UnreadableRoster ? error : new UnreadableRoster('damaged', error)
}

/** Unpacks what is needed, by the central directory alone, and never more than the limit. */
async function unpack(bytes: Buffer): Promise<Part[]> {
  const zip = await fromBufferPromise(bytes).catch(damaged)
  if (zip.entryCount > rosterLimits.entries) throw new UnreadableRoster('inflatesTooFar')
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  const why = zipKind(new Set(entries.map((entry) => entry.fileName)))
  if (why) throw new UnreadableRoster(why)
  const needed = entries.filter(({ fileName }) => NEEDED.test(fileName) && !UNNEEDED.test(fileName))
  if (needed.some((entry) => entry.isEncrypted())) throw new UnreadableRoster('encrypted')
  const declared = needed.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (declared > rosterLimits.inflatedBytes) throw new UnreadableRoster('inflatesTooFar')
  const parts: Part[] = []
  for (const entry of needed) parts.push({ name: entry.fileName, bytes: await inflate(zip, entry) })
  return parts
}

/** yauzl ends the stream with an error as soon as it yields more than the directory declares. */
const inflate = async (zip: ZipFile, entry: Entry): Promise<Buffer> =>
  buffer(await zip.openReadStreamPromise(entry))

/**
 * Refuses a sheet whose cells lie too far out before anything makes room for the rows and columns between. Cells that
 * hold nothing (`<c r="XFD9" s="1"/>`, left by formatting whole columns) do not count.
 */
function checkExtent(xml: string): void {
  let width = 0
  let last = 0
  for (const [, attributes = ''] of xml.matchAll(/<c\b([^>]*[^/>])>/gu)) {
    const [, letters = '', digits = ''] = /\br="([A-Z]+)(\d+)"/u.exec(attributes) ?? []
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
    width = Math.max(width, column)
    last = Math.max(last, Number(digits))
  }
  if (width > rosterLimits.columns) throw new UnreadableRoster('tooManyColumns')
  if (last > rosterLimits.rows) throw new UnreadableRoster('tooManyRows')
  const rowNumbers = xml.matchAll(/<row\b[^>]*\br="(\d+)"/gu)
  for (const [, digits] of rowNumbers)
    if (Number(digits) > 1_048_576) throw new UnreadableRoster('damaged')
}

/** Some exporters write every element with a prefix (`<x:c>`), which the reader does not know. */
function plain({ name, bytes }: Part): Part {
  const xml = bytes.toString('utf8')
  const prefix = /<(\w+):(?:worksheet|workbook|sst|styleSheet)\b/u.exec(xml.slice(0, 2_000))?.[1]
  const own = prefix ? xml.replaceAll(new RegExp(`<(/?)${prefix}:`, 'gu'), '<$1') : xml
  if (/<sheetData\b/u.test(own)) checkExtent(own)
  return prefix ? { name, bytes: Buffer.from(own) } : { name, bytes }
}

/**
 * A ZIP that holds the checked parts uncompressed. The spreadsheet reader scans a ZIP from its start and so could see
 * other entries than those in the directory that were checked; of this one it can see only them.
 */
function pack(parts: Part[]): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of parts) {
    const fileName = Buffer.from(name)
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(20, 4)
    header.writeUInt16LE(0x0800, 6)
    header.writeUInt32LE(crc32(bytes), 14)
    header.writeUInt32LE(bytes.length, 18)
    header.writeUInt32LE(bytes.length, 22)
    header.writeUInt16LE(fileName.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    header.copy(central, 6, 4, 30)
    central.writeUInt32LE(offset, 42)
    local.push(header, fileName, bytes)
    directory.push(central, fileName)
    offset += header.length + fileName.length + bytes.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, ...directory, end])
}

/** Reads all worksheets of an .xlsx. */
export async function readXlsx(bytes: Buffer): Promise<RosterSheet[]> {
  const parts = (await unpack(bytes).catch(damaged)).map(plain)
  const { default: readExcelFile } = await import('read-excel-file/node')
  const sheets = await readExcelFile(pack(parts)).catch(damaged)
  // A chart sheet has a name and no cells.
  return sheets
    .filter(({ data }) => Array.isArray(data))
    .map(({ sheet, data }) => ({ name: sheet, rows: data as unknown as RosterCell[][] }))
}
