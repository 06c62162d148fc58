import { between } from '@mashang/scripts/prove/random.ts'
import { damaged, NAMES } from './hostile-files.ts'
import { anyOf } from './mutate.ts'
import { naughty } from './naughty.ts'
import type { Shelf, ShelfFile } from './shelf.ts'

type Random = () => number

const FIELDS = ['file', 'photo', 'files', 'file[]', 'File', '__proto__', 'constructor', '']
const TYPES = [
  'application/octet-stream',
  'text/html',
  'image/svg+xml',
  'multipart/mixed; boundary=y',
  'x',
  '',
  'text/plain; charset=utf-16',
]

/** Words as they stand in a header of a part: some as browsers write them, some as nobody should. */
const quoted = (text: string, random: Random): string =>
  random() < 0.6
    ? `"${text.replaceAll('"', '%22').replaceAll(/[\r\n]/g, ' ')}"`
    : random() < 0.5
      ? `"${text}"`
      : text

/** A table of words that programs have choked on. */
function madeTable(head: string, random: Random): Buffer {
  const width = head.split(',').length
  const cell = (): string =>
    random() < 0.7 ? `"${anyOf(random, naughty).replaceAll('"', '""')}"` : '2027-01-02'
  const row = (): string =>
    Array.from({ length: between(random, 1, width + 2) }, cell).join(random() < 0.9 ? ',' : '\t')
  const rows = Array.from({ length: between(random, 0, 4) }, row)
  return Buffer.from([random() < 0.9 ? head : row(), ...rows].join(random() < 0.9 ? '\n' : '\r'))
}

function bytesFor(file: ShelfFile, { head }: Shelf, random: Random): Buffer {
  const draw = random()
  if (draw < 0.45) return file.bytes
  if (draw < 0.65) return damaged(file.bytes, random)
  if (draw < 0.8 && head !== undefined) return madeTable(head, random)
  if (draw < 0.9)
    return Buffer.from(Array.from({ length: between(random, 0, 3_000) }, () => random() * 256))
  return Buffer.from(anyOf(random, naughty))
}

/** One part that carries a file, or should. */
function filePart(shelf: Shelf, random: Random): Buffer {
  const file = anyOf(random, shelf.files)
  const field = random() < 0.85 ? shelf.field : anyOf(random, [...FIELDS, ...naughty])
  const name = random() < 0.6 ? file.name : anyOf(random, [...NAMES, ...naughty])
  const named = random()
  const said = [
    'Content-Disposition: form-data',
    ...(random() < 0.97 ? [`name=${quoted(field, random)}`] : []),
    ...(named < 0.92 ? [`filename=${quoted(name, random)}`] : []),
    ...(named > 0.85 ? [`filename*=UTF-8''${encodeURIComponent(name.toWellFormed())}`] : []),
  ].join('; ')
  const type = random() < 0.7 ? file.type : anyOf(random, TYPES)
  const lines = [
    ...(random() < 0.98 ? [said] : []),
    ...(type === '' ? [] : [`Content-Type: ${type}`]),
    ...(random() < 0.05 ? ['Content-Transfer-Encoding: base64'] : []),
    ...(random() < 0.03 ? [`X-${'y'.repeat(between(random, 1, 20_000))}: z`] : []),
    ...(random() < 0.03 ? [said] : []),
  ]
  const head = `${lines.join('\r\n')}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytesFor(file, shelf, random)])
}

const textPart = (random: Random): Buffer => {
  const field = random() < 0.5 ? 'note' : anyOf(random, naughty)
  return Buffer.from(
    `Content-Disposition: form-data; name=${quoted(field, random)}\r\n\r\n${anyOf(random, naughty)}`,
  )
}

function partsFor(shelf: Shelf, random: Random): Buffer[] {
  const draw = random()
  // Most with one file; some with none, with two, with words around it.
  const files = draw < 0.8 ? 1 : draw < 0.88 ? 0 : between(random, 2, 3)
  const texts = random() < 0.75 ? 0 : between(random, 1, random() < 0.3 ? 14 : 3)
  const parts = [
    ...Array.from({ length: files }, () => filePart(shelf, random)),
    ...Array.from({ length: texts }, () => textPart(random)),
  ]
  return random() < 0.5 ? parts : parts.reverse()
}

const BOUNDARIES = ['x', "'()+_,-./:=?", 'y'.repeat(70), 'z'.repeat(300), '----x', '']

/** A request that uploads: mostly as a browser would, often not quite, sometimes not at all. */
export function uploadFor(
  shelf: Shelf,
  random: Random,
): { headers: Record<string, string>; payload: Buffer } {
  const boundary = random() < 0.9 ? 'form-0a9b8c' : anyOf(random, BOUNDARIES)
  const line = random() < 0.97 ? '\r\n' : '\n'
  const parts = partsFor(shelf, random)
  const whole = Buffer.concat([
    Buffer.from(random() < 0.95 ? '' : `before${line}`),
    ...parts.flatMap((part) => [Buffer.from(`--${boundary}${line}`), part, Buffer.from(line)]),
    Buffer.from(random() < 0.95 ? `--${boundary}--${line}` : ''),
    Buffer.from(random() < 0.97 ? '' : anyOf(random, naughty)),
  ])
  const payload = random() < 0.9 ? whole : whole.subarray(0, between(random, 0, whole.length))
  const draw = random()
  const type =
    draw < 0.9
      ? `multipart/form-data; boundary=${boundary}`
      : anyOf(random, [
          `multipart/form-data; boundary="${boundary}"`,
          'multipart/form-data; boundary=another',
          'multipart/form-data',
          'multipart/form-data; boundary=',
          `multipart/mixed; boundary=${boundary}`,
          `Multipart/Form-Data; Boundary=${boundary}; charset=utf-8`,
          'application/json',
          'application/x-www-form-urlencoded',
          'text/plain',
          'image/jpeg',
          '',
        ])
  return { headers: type === '' ? {} : { 'content-type': type }, payload }
}
