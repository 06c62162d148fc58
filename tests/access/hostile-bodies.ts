import { deflateSync, gzipSync } from 'node:zlib'
import { pngOf } from '../photos/png.ts'
import { multipart } from '../photos/upload.ts'

/** A body that costs more than it looks, and what it may be answered. */
export interface HostileBody {
  name: string
  path: string
  type: string
  encoding?: string
  body: string | Uint8Array<ArrayBuffer>
  answers: readonly number[]
}

const json = { type: 'application/json', path: '/api/issues' }
const keys = (count: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n])))

const bomb = multipart(pngOf(30_000, 30_000, deflateSync(Buffer.alloc(1_000_000))))

export const hostileBodies: readonly HostileBody[] = [
  {
    ...json,
    name: '30,000 brackets in brackets',
    path: '/api/sessions',
    body: `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
    answers: [400],
  },
  {
    ...json,
    name: '10,000 objects in objects',
    body: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
    answers: [400],
  },
  {
    ...json,
    name: '10,000 __proto__ keys',
    path: '/api/sessions',
    body: `{${'"__proto__":{},'.repeat(10_000)}"login":"a"}`,
    answers: [400],
  },
  {
    ...json,
    name: '18,000 unknown keys',
    path: '/api/sessions',
    body: keys(18_000),
    answers: [400],
  },
  {
    name: 'a form of 30,000 fields',
    type: 'application/x-www-form-urlencoded',
    path: '/api/issues',
    body: Array.from({ length: 30_000 }, () => 'a').join('&'),
    answers: [400, 415],
  },
  {
    ...json,
    name: '50 MB of JSON, packed',
    encoding: 'gzip',
    body: new Uint8Array(gzipSync(Buffer.alloc(50_000_000, 0x20))),
    answers: [400, 415],
  },
  {
    name: 'a photo of 30,000 × 30,000 pixels',
    type: bomb.headers['content-type'] ?? '',
    path: '/api/photos',
    body: new Uint8Array(bomb.payload),
    answers: [422],
  },
]

/** Sends one, and gives the status of its answer. */
export async function sendHostile(origin: string, hostile: HostileBody): Promise<number> {
  const reply = await fetch(`${origin}${hostile.path}`, {
    method: 'POST',
    headers: {
      'content-type': hostile.type,
      'idempotency-key': crypto.randomUUID(),
      ...(hostile.encoding === undefined ? {} : { 'content-encoding': hostile.encoding }),
    },
    body: hostile.body,
  })
  await reply.arrayBuffer()
  return reply.status
}
