import { lookup } from 'node:dns'
import type { IncomingMessage } from 'node:http'
import { request as secureRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { request as plainRequest } from '../http/node-http.ts'
import { asObject, NoAnswer, type VendorAnswer } from './vendor-call.ts'

/** Answers beyond that say nothing that we need. */
const MOST_BYTES = 64 * 1024

/** The address leads to where nothing of ours may be sent. */
export class Forbidden extends Error {}

/** What is not the public internet (IANA special-purpose registries). */
const inner = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(network, bits, 'ipv6')

/** Whether an IP address is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const plain = mapped ?? address
  const version = isIP(plain)
  if (version === 0) return false
  // What is written ::ffff:a.b.c.d in hexadecimal is an IPv4 address as well.
  if (version === 6 && /^::ffff:/i.test(plain)) return false
  return !inner.check(plain, version === 4 ? 'ipv4' : 'ipv6')
}

/** Resolves a name, and refuses it when any of its addresses is not public. */
const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, '')
    if (addresses.length === 0 || addresses.some(({ address }) => !isPublicAddress(address)))
      return done(new Forbidden('the name leads inside'), '')
    const first = addresses[0] as { address: string; family: number }
    return options.all ? done(null, addresses) : done(null, first.address, first.family)
  })
}

/**
 * Posts to an address that people typed in. Checked where the connection is made, so that a name that
 * changes its address afterwards is no way inside; nothing is followed elsewhere.
 * @param trusted origins that the operator named: these may be anywhere
 * Throws NoAnswer, Forbidden.
 */
export function postOutside(
  address: string,
  trusted: readonly string[],
  call: { headers: Record<string, string>; body: string; signal: AbortSignal },
): Promise<VendorAnswer> {
  const url = new URL(address)
  const known = trusted.includes(url.origin)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!known && (url.protocol !== 'https:' || (isIP(host) !== 0 && !isPublicAddress(host))))
    return Promise.reject(new Forbidden('the address leads inside'))
  const request = url.protocol === 'https:' ? secureRequest : plainRequest
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void =>
      reject(error instanceof Forbidden ? error : new NoAnswer('no whole answer came'))
    const sent = request(
      url,
      {
        method: 'POST',
        agent: false,
        headers: { ...call.headers, 'content-length': String(Buffer.byteLength(call.body)) },
        signal: call.signal,
        ...(known ? {} : { lookup: publicLookup }),
      },
      (answer) => collect(answer).then(resolve, fail),
    )
    sent.on('error', fail)
    sent.end(call.body)
  })
}

async function collect(answer: IncomingMessage): Promise<VendorAnswer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MOST_BYTES) {
      answer.destroy()
      throw new NoAnswer('the answer has no end')
    }
    chunks.push(chunk)
  }
  const status = answer.statusCode ?? 0
  try {
    return { status, json: asObject(JSON.parse(Buffer.concat(chunks).toString('utf8'))) }
  } catch {
    // A page of words, or nothing at all: the status has to do.
    return { status, json: null }
  }
}
