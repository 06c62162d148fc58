/**
 * Codes: 23 letters and digits that no one mixes up when reading aloud or copying by hand
 * (no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V). 18 random characters carry 81 bits; the 19th is a check
 * character. 23 is prime, so the weighted sum finds every single wrong character and every swap.
 */
export const CODE_ALPHABET = '34679ACDEFGHJKMNPQRTWXY'
const RANDOM_LENGTH = 18
export const CODE_LENGTH = RANDOM_LENGTH + 1

const checkCharacter = (body: string): string => {
  let sum = 0
  for (let i = 0; i < body.length; i++) sum += (i + 1) * CODE_ALPHABET.indexOf(body[i] as string)
  return CODE_ALPHABET[sum % CODE_ALPHABET.length] as string
}

/**
 * A new code from random bytes. Bytes above the largest multiple of 23 are passed over, so that
 * every character is equally likely. `randomBytes(n)` must come from a cryptographic source.
 */
export function makeCode(randomBytes: (n: number) => Uint8Array): string {
  const ceiling = 256 - (256 % CODE_ALPHABET.length)
  let body = ''
  while (body.length < RANDOM_LENGTH) {
    for (const byte of randomBytes(RANDOM_LENGTH)) {
      if (byte < ceiling && body.length < RANDOM_LENGTH)
        body += CODE_ALPHABET[byte % CODE_ALPHABET.length]
    }
  }
  return body + checkCharacter(body)
}

/** The one written form: upper case, without the blanks and dashes that people add. */
export const normalizeCode = (raw: string): string =>
  raw
    .normalize('NFKC')
    .replace(/[\s\-_]/g, '')
    .toUpperCase()

/** Whether a normalized code can be one of ours at all: length, letters, check character. */
export function isWellFormedCode(code: string): boolean {
  if (code.length !== CODE_LENGTH) return false
  for (const character of code) if (!CODE_ALPHABET.includes(character)) return false
  return checkCharacter(code.slice(0, RANDOM_LENGTH)) === code[RANDOM_LENGTH]
}
