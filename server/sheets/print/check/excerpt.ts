import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { giveBack } from '../give-back.ts'
import type { FinishedDocument } from '../pdf/document.ts'

/**
 * Some pages of a finished file as a PDF of their own, made of the very bytes on the disk: so that
 * a batch of hundreds of megabytes can be read back without being loaded.
 */
export function excerpt(
  path: string,
  document: FinishedDocument,
  pages: readonly number[],
): Uint8Array {
  const file = openSync(path, 'r')
  try {
    const objectAt = reader(file, statSync(path).size, document.offsets)
    const taken = new Map<number, Buffer>()
    const kids = new Map<number, number[]>()
    for (const page of pages) {
      const id = document.pages[page] as number
      const parent = Number(/\/Parent (\d+) 0 R/.exec(head(objectAt(id)))?.[1])
      kids.set(parent, [...(kids.get(parent) ?? []), id])
      follow(id, objectAt, taken)
    }
    const whole = assemble(taken, kids, document.offsets.length)
    for (const object of taken.values()) giveBack(object)
    return whole
  } finally {
    closeSync(file)
  }
}

type ObjectAt = (id: number) => Buffer

function reader(file: number, size: number, offsets: readonly number[]): ObjectAt {
  const sorted = [...offsets.slice(1), size].sort((a, b) => a - b)
  return (id) => {
    const from = offsets[id] as number
    const to = sorted[indexAfter(sorted, from)] as number
    // Never a part of Node's pool: it is given back.
    const bytes = Buffer.alloc(to - from)
    readSync(file, bytes, 0, bytes.length, from)
    // Behind the last object stands the table of offsets.
    return bytes.subarray(0, bytes.lastIndexOf('endobj') + 7)
  }
}

/** Index of the first value that is larger. */
function indexAfter(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** What an object says before its data begin. */
function head(object: Buffer): string {
  const end = object.indexOf('stream\n')
  return object.toString('latin1', 0, end < 0 ? object.length : end)
}

/** Takes an object and whatever it needs; the tree of pages is made anew. */
function follow(id: number, objectAt: ObjectAt, taken: Map<number, Buffer>): void {
  if (taken.has(id)) return
  const object = objectAt(id)
  taken.set(id, object)
  const needs = head(object).replace(/\/Parent \d+ 0 R/, '')
  for (const [, next] of needs.matchAll(/(\d+) 0 R/g)) follow(Number(next), objectAt, taken)
}

function assemble(
  taken: Map<number, Buffer>,
  kids: Map<number, number[]>,
  highest: number,
): Uint8Array {
  const parts: Buffer[] = []
  const offsets = new Map<number, number>()
  let position = 0
  const write = (bytes: Buffer): void => {
    parts.push(bytes)
    position += bytes.length
  }
  const object = (id: number, bytes: Buffer): void => {
    offsets.set(id, position)
    write(bytes)
  }
  const text = (id: number, body: string): void =>
    object(id, Buffer.from(`${id} 0 obj\n${body}\nendobj\n`, 'latin1'))
  const references = (ids: Iterable<number>): string => [...ids].map((id) => `${id} 0 R`).join(' ')
  write(Buffer.from('%PDF-1.7\n'))
  for (const [id, bytes] of taken) object(id, bytes)
  const [root, tree] = [highest, highest + 1]
  for (const [id, list] of kids)
    text(id, `<</Type/Pages/Parent ${tree} 0 R/Count ${list.length}/Kids[${references(list)}]>>`)
  const count = [...kids.values()].flat().length
  text(tree, `<</Type/Pages/Count ${count}/Kids[${references(kids.keys())}]>>`)
  text(root, `<</Type/Catalog/Pages ${tree} 0 R>>`)
  const start = position
  const entries = [...offsets].map(
    ([id, at]) => `${id} 1\n${String(at).padStart(10, '0')} 00000 n \n`,
  )
  write(Buffer.from(`xref\n0 1\n0000000000 65535 f \n${entries.join('')}`))
  write(
    Buffer.from(`trailer\n<</Size ${tree + 1}/Root ${root} 0 R>>\nstartxref\n${start}\n%%EOF\n`),
  )
  // Not through Node's pool: it is given back.
  const whole = Buffer.alloc(position)
  let at = 0
  for (const part of parts) at += part.copy(whole, at)
  return whole
}
