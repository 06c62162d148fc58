/**
 * 23 letters and digits that no one mixes up when reading aloud or copying by hand: no 0/O, 1/I/L,
 * 2/Z, 5/S, 8/B, U/V. Codes, receipts and one-time codes are written in it.
 */
export const SPOKEN_ALPHABET = '34679ACDEFGHJKMNPQRTWXY'

/** The one written form: upper case, without the blanks and dashes that people add. */
export const normalizeSpoken = (raw: string): string =>
  raw
    .normalize('NFKC')
    .replace(/[\s\-_]/g, '')
    .toUpperCase()

/**
 * Random characters of the alphabet. Bytes above the largest multiple of 23 are passed over, so
 * that every character is equally likely. `randomBytes(n)` must come from a cryptographic source.
 */
export function randomSpoken(length: number, randomBytes: (n: number) => Uint8Array): string {
  const ceiling = 256 - (256 % SPOKEN_ALPHABET.length)
  let made = ''
  while (made.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < ceiling && made.length < length)
        made += SPOKEN_ALPHABET[byte % SPOKEN_ALPHABET.length]
    }
  }
  return made
}
