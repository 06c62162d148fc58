import { type ErrorLevel, matrixOf } from '@mashang/server/codes/qr.ts'
import QRCode from 'qrcode'
import { describe, expect, it } from 'vitest'

const LEVELS: readonly ErrorLevel[] = ['L', 'M', 'Q', 'H']
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/:.-_?=人大代表码'

/** Texts of growing length: every size of code comes up, those with a last word of one module too. */
function textOf(seed: number): string {
  let state = seed * 2_654_435_761 + 1
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
  const length = 1 + ((seed * 7) % 700)
  return Array.from({ length }, () => ALPHABET[next(ALPHABET.length)]).join('')
}

const ORIGINS = [
  'https://daibiao.example.cn',
  'https://ms.shiguai.gov.cn',
  'http://127.0.0.1:8080',
  'https://rd-2026.example.com:8443',
]
const CODE_LETTERS = '34679ACDEFGHJKMNPQRTWXY'

describe('the address of a code', () => {
  it.each(LEVELS)('becomes the very code that the library would make, level %s', (level) => {
    for (let seed = 1; seed <= 200; seed++) {
      const code = Array.from(
        { length: 19 },
        (_, i) => CODE_LETTERS[(seed * (i + 7) * 31 + ((seed * i) >> 2)) % CODE_LETTERS.length],
      ).join('')
      const text = `${ORIGINS[seed % ORIGINS.length]}/q/${code}`
      const { modules } = QRCode.create(text, { errorCorrectionLevel: level })
      const ours = matrixOf(text, level)
      const differs = Array.from({ length: modules.size ** 2 }, (_, at) => at).find((at) => {
        const [row, column] = [Math.floor(at / modules.size), at % modules.size]
        return ours.dark(row, column) !== (modules.get(row, column) !== 0)
      })
      expect([text, ours.size, differs]).toEqual([text, modules.size, undefined])
    }
  })
})

describe('an address of any length', () => {
  it.each(LEVELS)('becomes the very code that the library would make, level %s', (level) => {
    const sizes = new Set<number>()
    for (let length = 0; length <= 250; length += 3) {
      const text = `http://a.cn/${'q'.repeat(length)}${CODE_LETTERS.slice(0, 12 + (length % 9))}`
      const { modules } = QRCode.create(text, { errorCorrectionLevel: level })
      const ours = matrixOf(text, level)
      expect([text, ours.size]).toEqual([text, modules.size])
      for (let row = 0; row < modules.size; row++)
        for (let column = 0; column < modules.size; column++)
          if (ours.dark(row, column) !== (modules.get(row, column) !== 0))
            throw new Error(`"${text}" differs at ${row}, ${column}`)
      sizes.add(modules.size)
    }
    // From version 2 or 3 to beyond those that we make ourselves.
    expect(Math.min(...sizes)).toBeLessThan(33)
    expect(Math.max(...sizes)).toBeGreaterThan(17 + 4 * 9)
  })
})

describe('the mask of a code', () => {
  it.each(LEVELS)('is the very one that the library would choose, level %s', (level) => {
    const sizes = new Set<number>()
    for (let seed = 1; seed <= 150; seed++) {
      const text =
        seed % 3 === 0 ? `https://daibiao.example.cn/q/${textOf(seed).slice(0, 20)}` : textOf(seed)
      const { modules } = QRCode.create(text, { errorCorrectionLevel: level })
      const ours = matrixOf(text, level)
      expect(ours.size).toBe(modules.size)
      for (let row = 0; row < modules.size; row++)
        for (let column = 0; column < modules.size; column++)
          if (ours.dark(row, column) !== (modules.get(row, column) !== 0))
            throw new Error(`"${text}" differs at ${row}, ${column}`)
      sizes.add(modules.size)
    }
    expect(sizes.size).toBeGreaterThan(10)
  })
})
