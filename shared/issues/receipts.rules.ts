import { normalizeSpoken, SPOKEN_ALPHABET } from '../core/spoken.ts'

/** 23 letters and digits that carry 104 bits; nobody mixes them up when reading aloud. */
export const RECEIPT_LENGTH = 23

/** A receipt from at least 32 secret bytes. */
export function receiptFrom(bytes: Uint8Array): string {
  let number = 0n
  for (const byte of bytes) number = (number << 8n) | BigInt(byte)
  const base = BigInt(SPOKEN_ALPHABET.length)
  let receipt = ''
  for (let i = 0; i < RECEIPT_LENGTH; i++) {
    receipt += SPOKEN_ALPHABET[Number(number % base)]
    number /= base
  }
  return receipt
}

/** The one written form, whatever blanks, dashes or small letters a person typed. */
export const normalizeReceipt = normalizeSpoken

/**
 * The receipt in whatever somebody scanned, copied or read out: the address of its page, a message
 * around it, or the receipt itself, however it was typed.
 */
export function receiptIn(typed: string): string {
  const [, addressed] = /\/r\/([^/?#\s]+)/i.exec(typed) ?? []
  if (addressed !== undefined) return normalizeReceipt(addressed)
  // In words around it, it is the only run of so many letters and digits.
  const runs = typed.normalize('NFKC').match(/[0-9A-Za-z]+(?:[\s_-]*[0-9A-Za-z]+)*/g) ?? []
  const whole = runs.map(normalizeReceipt).find((run) => run.length === RECEIPT_LENGTH)
  return whole ?? normalizeReceipt(typed)
}

/** In groups of four, for paper and for reading aloud. */
export const receiptWords = (receipt: string): string => receipt.replace(/(.{4})(?=.)/g, '$1-')
