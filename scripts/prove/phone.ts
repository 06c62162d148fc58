import sharp from 'sharp'
import { type DataFolder, fileAt } from '../support/data-folder.ts'
import type { RunningServer } from '../support/server-process.ts'

type At = Pick<RunningServer, 'url'>
type To = Pick<DataFolder, 'seed'>

/** A small photo, as a phone sends it. */
export const smallPhoto = (width = 48, height = 36): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
      background: '#888',
    },
  })
    .jpeg()
    .toBuffer()

export function sendPhoto(server: At, bytes: Buffer): Promise<Response> {
  const form = new FormData()
  form.set('photo', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'photo.jpg')
  return fetch(`${server.url}/api/photos`, { method: 'POST', body: form })
}

/** The answer to a filing that was taken in. */
export interface Filed {
  id: string
  receipt: string
  filedAt: string
  responseDueAt: string
}

/** A filing that some phone has sent at least once. */
export interface Try {
  key: string
  photos: string[]
  /** The bytes of the answer, where it was taken in. */
  answer: string | null
}

export const send = (server: At, to: To, { key, photos }: Try): Promise<Response> =>
  fileAt(server, to, key, photos.length === 0 ? {} : { photos })

/** Does something with each, so many at once. */
export async function together<T>(
  items: Iterable<T>,
  hands: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items[Symbol.iterator]()
  const hand = async (): Promise<void> => {
    for (let next = waiting.next(); next.done !== true; next = waiting.next())
      await work(next.value)
  }
  await Promise.all(Array.from({ length: hands }, hand))
}

const DAY = 24 * 3_600_000

/**
 * Sends every filing again: what was taken in has to be answered with the same bytes, the rest is
 * taken in now; each clock is due 24 hours after its filing to the millisecond; each photo is read.
 */
export async function replayFaults(
  server: At,
  to: To,
  tries: readonly Try[],
  hands = 8,
): Promise<string[]> {
  const broken: string[] = []
  await together(tries, hands, async (one) => {
    const reply = await send(server, to, one)
    const text = await reply.text()
    if (reply.status !== 201) {
      broken.push(`${one.key}: ${reply.status} when sent again: ${text.slice(0, 200)}`)
      return
    }
    if (one.answer !== null && text !== one.answer)
      broken.push(`${one.key}: answered ${text} after ${one.answer}`)
    const filed = JSON.parse(text) as Filed
    if (Date.parse(filed.responseDueAt) - Date.parse(filed.filedAt) !== DAY)
      broken.push(`${one.key}: filed ${filed.filedAt}, due ${filed.responseDueAt}`)
    for (const photo of one.photos)
      for (const size of ['full', 'thumb'])
        if (
          !(await isPhoto(
            `${server.url}/api/receipts/${filed.receipt}/photos/${photo}?size=${size}`,
          ))
        )
          broken.push(`${one.key}: its photo ${photo} (${size}) cannot be read`)
  })
  return broken
}

async function isPhoto(url: string): Promise<boolean> {
  const reply = await fetch(url)
  const bytes = Buffer.from(await reply.arrayBuffer())
  // From the first mark of a JPEG file to its last.
  return (
    reply.status === 200 &&
    bytes.readUInt16BE(0) === 0xffd8 &&
    bytes.readUInt16BE(bytes.length - 2) === 0xffd9
  )
}
