import { deflateSync } from 'node:zlib'
import { between } from '@mashang/scripts/prove/random.ts'
import sharp from 'sharp'
import { pngOf } from '../photos/png.ts'
import { picture } from '../photos/upload.ts'
import { makeXlsx, makeZip, textCell, workbookParts } from '../roster/make-zip.ts'
import { rosterXlsx } from '../roster/rosters.ts'
import { anyOf } from './mutate.ts'

export interface HostileFile {
  what: string
  name: string
  bytes: Buffer
}

/** Rides along in everything; nothing that is kept may hold it. */
export const STOWAWAY = 'CANARY-stowaway-7f3k'

export const NAMES = [
  '../../x',
  '..\\..\\x.jpg',
  '/etc/passwd',
  'a\u0000b.jpg',
  'CON.jpg',
  `${'长'.repeat(300)}.jpg`,
  '.htaccess',
  'x.jpg\r\nx: y',
  '"; filename="y.php',
  '<img src=x>.png',
  '%2e%2e%2fx',
  '\u202egpj.exe',
  '',
]

/** Some bytes changed, some taken away. */
export function damaged(bytes: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(bytes)
  for (let n = between(random, 1, 12); n > 0; n--)
    copy[between(random, 0, copy.length - 1)] = between(random, 0, 255)
  return random() < 0.5 ? copy : copy.subarray(0, between(random, 0, copy.length))
}

const SCRIPT = `<html><script>${STOWAWAY}</script><?php echo 1 ?>`
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="${STOWAWAY}" width="9" height="9"><image href="file:///etc/passwd"/></svg>`
const ENTITIES = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}">${Array.from({ length: 12 }, (_, n) => `<!ENTITY b${n} "${(n === 0 ? '&a;' : `&b${n - 1};`).repeat(12)}">`).join('')}<!ENTITY file SYSTEM "file:///etc/passwd">]>`

export async function hostilePhotos(count: number, random: () => number): Promise<HostileFile[]> {
  const told = await picture(120, 80)
    .withExif({ IFD0: { Make: STOWAWAY, Copyright: STOWAWAY } })
    .jpeg()
    .toBuffer()
  const png = await picture(90, 60).png().toBuffer()
  const plain: [string, Buffer][] = [
    ['a JPEG with words of its own', told],
    ['a PNG', png],
    ['a WebP', await picture(90, 60).webp().toBuffer()],
    ['a GIF', await picture(90, 60).gif().toBuffer()],
    ['a TIFF', await picture(90, 60).tiff().toBuffer()],
    ['an AVIF', await picture(32, 32).heif({ compression: 'av1' }).toBuffer()],
  ]
  const made: [string, Buffer][] = [
    ...plain,
    ['a JPEG and a page', Buffer.concat([told, Buffer.from(SCRIPT)])],
    ['a JPEG and an archive', Buffer.concat([told, makeZip([{ name: '../x', bytes: STOWAWAY }])])],
    ['a PNG and a page', Buffer.concat([png, Buffer.from(SCRIPT)])],
    ['a page that begins as a GIF', Buffer.from(`GIF89a=1;${SCRIPT}`)],
    [
      'a page that begins as a JPEG',
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(SCRIPT)]),
    ],
    ['a PDF and a JPEG', Buffer.concat([Buffer.from('%PDF-1.7\n'), told])],
    ['an SVG', Buffer.from(SVG)],
    ['an SVG behind a mark', Buffer.from(`\ufeff\n${SVG}`)],
    ['60,000 × 60,000', pngOf(60_000, 60_000, deflateSync(Buffer.alloc(1_000_000)))],
    ['16,000 × 16,000', pngOf(16_000, 16_000, deflateSync(Buffer.alloc(10_000_000)))],
    ['0 × 0', pngOf(0, 0, deflateSync(Buffer.alloc(10)))],
    [
      'an endless line',
      await sharp({ create: { width: 16_000, height: 1, channels: 3, background: '#888' } })
        .png()
        .toBuffer(),
    ],
    [
      'a HEIC that is only a head',
      Buffer.from('\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000heicmif1', 'latin1'),
    ],
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(100_000)],
  ]
  const files = made.map(([what, bytes], n) => ({
    what,
    name: NAMES[n % NAMES.length] ?? '',
    bytes,
  }))
  while (files.length < count) {
    const [what, bytes] = anyOf(random, plain)
    files.push({
      what: `${what}, damaged`,
      name: anyOf(random, NAMES),
      bytes: damaged(bytes, random),
    })
  }
  return files
}

/** Tables and archives, for whoever reads rosters, calendars, lists and portraits. */
export function hostileTables(count: number, random: () => number): HostileFile[] {
  const roster = rosterXlsx()
  const rows = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
  const bomb = makeZip([
    { name: 'xl/worksheets/sheet1.xml', bytes: Buffer.alloc(30_000_000, 0x20) },
  ])
  const names = [
    '../../x.jpg',
    '/etc/x.jpg',
    'a\u0000.jpg',
    'C:\\x.jpg',
    '张三/../../x.jpg',
    '张三.svg',
  ]
  const entities = workbookParts(rows).map((part) =>
    part.name === 'xl/worksheets/sheet1.xml'
      ? { ...part, bytes: `${ENTITIES}${String(part.bytes).replace('<v>1', '<v>&b11;&file;')}` }
      : part,
  )
  const deep = `<sheetData>${'<row>'.repeat(50_000)}`
  const far = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
  const made: [string, Buffer][] = [
    ['an archive that swells to 30 MB', bomb],
    ['a book of blanks', makeXlsx(`<sheetData>${' '.repeat(1_000_000)}</sheetData>`)],
    ['entities of entities', makeZip(entities)],
    ['50,000 open rows', makeXlsx(deep)],
    ['one cell in the last corner', makeXlsx(far)],
    [
      'a cell of 5 MB',
      makeXlsx(`<sheetData><row r="1">${textCell('A1', 'x'.repeat(5_000_000))}</row></sheetData>`),
    ],
    [
      'a size that is a lie',
      makeZip(workbookParts(rows).map((part) => ({ ...part, declares: 1 }))),
    ],
    [
      'a secret archive',
      makeZip(workbookParts(rows).map((part) => ({ ...part, encrypted: true }))),
    ],
    ['ways out', makeZip(names.map((name) => ({ name, bytes: STOWAWAY })))],
    [
      'names that are no text',
      makeZip([{ name: Buffer.from([0xff, 0xfe, 0]), bytes: 'x', utf8: true }]),
    ],
    [
      '20,000 parts',
      makeZip(Array.from({ length: 20_000 }, (_, n) => ({ name: `${n}.jpg`, bytes: '' }))),
    ],
    ['a table of NULs', Buffer.alloc(50_000)],
    ['a table of one quote', Buffer.from(`"${'a,'.repeat(100_000)}`)],
    ['100,000 columns', Buffer.from(`${'姓名,'.repeat(100_000)}\n1\n`)],
    ['an old .xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_000)])],
  ]
  const files = made.map(([what, bytes]) => ({ what, name: 'x.xlsx', bytes }))
  const endings = ['x.xlsx', 'x.csv', 'x.zip', '../x.xlsx']
  while (files.length < count)
    files.push({
      what: 'a roster, damaged',
      name: anyOf(random, endings),
      bytes: damaged(roster, random),
    })
  return files
}
