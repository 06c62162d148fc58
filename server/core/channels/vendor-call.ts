import { createHash, createHmac } from 'node:crypto'

/** Answers of these APIs are a few hundred bytes. */
const MOST_BYTES = 64 * 1024

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest()

/** What a vendor answered: its status, and its JSON object or null where it sent none. */
export interface VendorAnswer {
  status: number
  json: Record<string, unknown> | null
}

/** No whole answer came. Says nothing more: the address of a call holds the number. */
export class NoAnswer extends Error {}

/** Posts to a vendor; throws NoAnswer. Nothing is followed elsewhere. */
export const postTo = (
  url: string,
  init: { headers: Record<string, string>; body?: string; signal: AbortSignal },
): Promise<VendorAnswer> => callVendor(url, { ...init, method: 'POST' })

/** Asks a vendor; throws NoAnswer. */
export const getFrom = (url: string, init: { signal: AbortSignal }): Promise<VendorAnswer> =>
  callVendor(url, init)

async function callVendor(url: string, init: RequestInit): Promise<VendorAnswer> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'error' })
    return { status: answer.status, json: objectOf(await textOf(answer)) }
  } catch {
    throw new NoAnswer('the vendor gave no answer')
  }
}

async function textOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.length
    if (size > MOST_BYTES) throw new NoAnswer('the answer has no end')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(text))
  } catch {
    // A proxy's page, or half an answer: the caller treats it as none.
    return null
  }
}

export const asObject = (value: unknown): Record<string, unknown> | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null

export const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null)
