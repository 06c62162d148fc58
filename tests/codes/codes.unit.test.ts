import { randomBytes } from 'node:crypto'
import {
  CODE_LENGTH,
  isWellFormedCode,
  makeCode,
  normalizeCode,
} from '@mashang/shared/codes/codes.rules.ts'
import { SPOKEN_ALPHABET } from '@mashang/shared/core/spoken.ts'
import {
  normalizeReceipt,
  RECEIPT_LENGTH,
  receiptFrom,
  receiptWords,
} from '@mashang/shared/issues/receipts.rules.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const seeded = fc
  .uint8Array({ minLength: 64, maxLength: 64 })
  .filter((bytes) => bytes.filter((byte) => byte < 253).length >= 18)
const code = seeded.map((bytes) => makeCode(() => bytes))
const position = fc.nat({ max: CODE_LENGTH - 1 })
const letter = fc.constantFrom(...SPOKEN_ALPHABET)

const replaced = (word: string, at: number, by: string): string =>
  word.slice(0, at) + by + word.slice(at + 1)

describe('codes', () => {
  it('have no letters that people mix up', () => {
    expect(SPOKEN_ALPHABET).not.toMatch(/[01258BILOSUVZ]/)
    expect(new Set(SPOKEN_ALPHABET).size).toBe(SPOKEN_ALPHABET.length)
  })

  it('carry at least 80 bits and are well formed', () => {
    expect((CODE_LENGTH - 1) * Math.log2(SPOKEN_ALPHABET.length)).toBeGreaterThanOrEqual(80)
    for (let i = 0; i < 200; i++) expect(isWellFormedCode(makeCode(randomBytes))).toBe(true)
  })

  it('use every letter equally often', () => {
    const seen = new Map<string, number>()
    for (let i = 0; i < 1_000; i++)
      for (const character of makeCode(randomBytes).slice(0, -1))
        seen.set(character, (seen.get(character) ?? 0) + 1)
    const expected = 18_000 / SPOKEN_ALPHABET.length
    for (const character of SPOKEN_ALPHABET)
      expect(Math.abs((seen.get(character) ?? 0) - expected)).toBeLessThan(expected * 0.3)
  })

  it('find every single wrong letter', () => {
    fc.assert(
      fc.property(code, position, letter, (word, at, by) => {
        fc.pre(word[at] !== by)
        expect(isWellFormedCode(replaced(word, at, by))).toBe(false)
      }),
    )
  })

  it('find every swap of two letters', () => {
    fc.assert(
      fc.property(code, position, position, (word, a, b) => {
        const [x, y] = [word[a] as string, word[b] as string]
        fc.pre(x !== y)
        expect(isWellFormedCode(replaced(replaced(word, a, y), b, x))).toBe(false)
      }),
    )
  })

  it('are read in any case, with blanks, dashes and full-width letters', () => {
    fc.assert(
      fc.property(code, (word) => {
        const wide = [...word].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
        for (const written of [word.toLowerCase(), ` ${word.slice(0, 5)}-${word.slice(5)} `, wide])
          expect(normalizeCode(written)).toBe(word)
      }),
    )
  })

  it('never throw on anything typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(isWellFormedCode(normalizeCode(typed))).toBe(false)
      }),
    )
  })
})

describe('receipts', () => {
  it('carry at least 100 bits in the same alphabet', () => {
    expect(RECEIPT_LENGTH * Math.log2(SPOKEN_ALPHABET.length)).toBeGreaterThanOrEqual(100)
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const receipt = receiptFrom(bytes)
        expect(receipt).toHaveLength(RECEIPT_LENGTH)
        expect([...receipt].every((c) => SPOKEN_ALPHABET.includes(c))).toBe(true)
        expect(normalizeReceipt(receiptWords(receipt).toLowerCase())).toBe(receipt)
      }),
    )
  })

  it('differ wherever the secret differs', () => {
    const made = new Set(Array.from({ length: 2_000 }, () => receiptFrom(randomBytes(32))))
    expect(made.size).toBe(2_000)
  })
})
