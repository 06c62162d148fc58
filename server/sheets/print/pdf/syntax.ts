import { deflateSync } from 'node:zlib'

/** Points per millimetre. */
export const MM = 72 / 25.4

/** A number as PDF wants it: never an exponent, at most three digits (a third of a micrometre). */
export const number = (value: number): string => String(Math.round(value * 1000) / 1000)

/** Text outside of pages (title, replacement text): UTF-16 as hexadecimal, so nothing needs escaping. */
export function textString(text: string): string {
  let hex = '<FEFF'
  for (let i = 0; i < text.length; i++) hex += hex4(text.charCodeAt(i))
  return `${hex}>`
}

export const hex4 = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0')

/**
 * A page's drawing is 5 KB, nine tenths of a file are photos: most of zlib's time goes into setting
 * itself up, so it is given little to set up.
 */
const SMALL = { level: 3, windowBits: 13, memLevel: 6, chunkSize: 8192 }

export const deflate = (data: string | Uint8Array): Buffer =>
  deflateSync(typeof data === 'string' ? Buffer.from(data, 'latin1') : data, SMALL)
