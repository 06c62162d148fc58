import { execFileSync } from 'node:child_process'
import { missingPdfTools } from '@mashang/scripts/support/pdf-tools.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answeredBy, assignedTo, atWork } from './steps.ts'

/** What GB/T 9704 says of a page, measured in the file by a program of other people. */

/** In mm: where the text stands, and how high one of its twenty-two rows is. */
const TOP = 37
const LEFT = 28
const WIDTH = 156
const HEIGHT = 225
const ROW = HEIGHT / 22
const COLUMN = WIDTH / 28
/** One character of 四号, mm. */
const FOOT = (14 * 25.4) / 72
/** Of poppler-utils, and as fine as it measures. */
const READER = 'pdftohtml'
const ZOOM = 3
const mm = (measured: string | undefined): number => ((Number(measured) / ZOOM) * 25.4) / 72

interface Line {
  text: string
  /** Points. */
  size: number
  left: number
  right: number
  /** Between its upper and its lower edge. */
  middle: number
}

const attributes = (tag: string): Record<string, string> =>
  Object.fromEntries([...tag.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))

/** The lines of each page of a PDF, from above. */
function linesOf(bytes: Buffer): Line[][] {
  const words = ['-xml', '-i', '-zoom', `${ZOOM}`, '-stdout', '-', 'letter']
  const xml = execFileSync(READER, words, { input: bytes, encoding: 'utf8' })
  const sizes = new Map(
    [...xml.matchAll(/<fontspec[^>]*>/g)].map(([tag]) => {
      const { id, size } = attributes(tag)
      return [id, Number(size) / ZOOM]
    }),
  )
  return xml
    .split('<page ')
    .slice(1)
    .map((page) =>
      [...page.matchAll(/<text([^>]*)>(.*?)<\/text>/g)]
        .map(([, tag = '', inside = '']): Line => {
          const { font, left, width, top, height } = attributes(tag)
          return {
            // Between Chinese and a digit it sees a space where there is none.
            text: inside.replaceAll(/<[^>]*>/g, '').replaceAll(/(?<!—) (?!—)/g, ''),
            size: sizes.get(font ?? '') ?? 0,
            left: mm(left),
            right: mm(left) + mm(width),
            middle: mm(top) + mm(height) / 2,
          }
        })
        .sort((a, b) => a.middle - b.middle || a.left - b.left),
    )
}

const LONG = '建'.repeat(40)
const NUMBERED = Array.from({ length: 26 }, (_, n) => `第${n}个小区：灯已装好。`)

// What the project leaves out here it says in scripts/test.ts, and not in .ci/run.
describe.skipIf(missingPdfTools().length > 0)('a letter of two pages', () => {
  let d: Awaited<ReturnType<typeof atWork>>
  let pages: Line[][]
  beforeAll(async () => {
    d = await atWork()
    const { id } = await assignedTo({ lead: d.li, office: d.office }, d.housing.id)
    await answeredBy(d.housing.client, id, { text: [LONG, ...NUMBERED].join('\n') })
    const reply = await d.li({ url: `/api/suggestions/${id}/letters/answer` })
    pages = linesOf(reply.rawPayload)
  })
  afterAll(() => d.t.close())

  const inText = (page: number): Line[] =>
    (pages[page] ?? []).filter(({ middle }) => middle < TOP + HEIGHT)
  const found = (text: string): Line => {
    const line = pages.flat().find((one) => one.text === text)
    if (line === undefined) throw new Error(`${text}: ${JSON.stringify(pages)}`)
    return line
  }

  it('has twenty-two rows from 37 mm, as many on every page', () => {
    expect(pages).toHaveLength(2)
    for (const page of [0, 1]) {
      const rows = inText(page).map(({ middle }) => (middle - TOP) / ROW + 0.5)
      for (const row of rows) expect(row).toBeCloseTo(Math.round(row), 1)
      expect([rows[0], rows.at(-1)].map((row) => Math.round(row ?? 0))).toEqual([1, 22])
    }
  })

  it('begins at 28 mm, a paragraph two characters later; twenty-eight characters fill a line', () => {
    const wide = [...inText(0), ...inText(1)].filter(({ text }) => text.startsWith('建建'))
    expect(wide.map(({ text }) => text.length)).toEqual([26, 14])
    expect(wide[0]?.left).toBeCloseTo(LEFT + 2 * COLUMN, 0)
    expect(wide[0]?.right).toBeCloseTo(LEFT + WIDTH, 0)
    expect(wide[1]?.left).toBeCloseTo(LEFT, 0)
  })

  it('has its title in 22 points in the middle, its words in 16, what stands at its foot in 14', () => {
    const title = inText(0).filter(({ size }) => size === 22)
    expect(title.length).toBeGreaterThan(0)
    for (const { left, right } of title) expect((left + right) / 2).toBeCloseTo(LEFT + WIDTH / 2, 0)
    for (const text of NUMBERED) expect(found(text).size, text).toBe(16)
    const sizes = pages.flat().map(({ size }) => size)
    expect([...new Set(sizes)].sort()).toEqual([14, 16, 22])
  })

  it('is numbered in 14 points, 7 mm below its text: a front at the right, a back at the left', () => {
    const [front, back] = [found('— 1 —'), found('— 2 —')]
    expect([pages[0]?.includes(front), pages[1]?.includes(back)]).toEqual([true, true])
    // A character away from the edge of the text.
    expect(front.right).toBeCloseTo(LEFT + WIDTH - FOOT, 0)
    expect(back.left).toBeCloseTo(LEFT + FOOT, 0)
    for (const { size, middle } of [front, back]) {
      expect(size).toBe(14)
      expect(middle).toBeCloseTo(TOP + HEIGHT + 7 + FOOT / 2, 0)
    }
  })
})
