import { normalizeSpoken, randomSpoken, SPOKEN_ALPHABET } from '../core/spoken.ts'

/**
 * Codes: 18 random characters of the spoken alphabet carry 81 bits; the 19th is a check character.
 * The alphabet's size is prime, so the weighted sum finds every single wrong character and every
 * swap.
 */
const RANDOM_LENGTH = 18
export const CODE_LENGTH = RANDOM_LENGTH + 1

const checkCharacter = (body: string): string => {
  let sum = 0
  for (let i = 0; i < body.length; i++) sum += (i + 1) * SPOKEN_ALPHABET.indexOf(body[i] as string)
  return SPOKEN_ALPHABET[sum % SPOKEN_ALPHABET.length] as string
}

/** A new code; `randomBytes(n)` must come from a cryptographic source. */
export function makeCode(randomBytes: (n: number) => Uint8Array): string {
  const body = randomSpoken(RANDOM_LENGTH, randomBytes)
  return body + checkCharacter(body)
}

/** The one written form, see normalizeSpoken. */
export const normalizeCode = normalizeSpoken

/** Whether a normalized code can be one of ours at all: length, letters, check character. */
export function isWellFormedCode(code: string): boolean {
  if (code.length !== CODE_LENGTH) return false
  for (const character of code) if (!SPOKEN_ALPHABET.includes(character)) return false
  return checkCharacter(code.slice(0, RANDOM_LENGTH)) === code[RANDOM_LENGTH]
}
