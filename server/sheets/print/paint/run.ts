import type { Face } from '../fonts/face.ts'

/** One glyph of a run. Lengths in em. */
export interface RunGlyph {
  text: string
  hex: string
  /** Of the glyph in the font. */
  width: number
  /** How far the next one stands. */
  step: number
  /** A middle dot: drawn as a circle, because the fonts' own takes a whole square. */
  dot: boolean
}

/** Text in one face, ready to be placed at any size. */
export interface Run {
  face: Face
  glyphs: readonly RunGlyph[]
  /** In em. */
  width: number
}

/** Between Chinese and Latin letters or digits, as typesetters do. */
const AUTO_SPACE = 0.2
const DOT_STEP = 0.5
const DOTS = new Set(['·', '•', '‧', '・', '∙', '⸱'])
const CHINESE = /[\p{Script=Han}]/u
const LATIN = /[A-Za-z0-9]/
/** Drawn upright, these would lie across a column of text. */
const UPRIGHT: Record<string, string> = {
  '（': '︵',
  '）': '︶',
  '(': '︵',
  ')': '︶',
  '「': '﹁',
  '」': '﹂',
  '『': '﹃',
  '』': '﹄',
  '《': '︽',
  '》': '︾',
  '〈': '︿',
  '〉': '﹀',
  '—': '︱',
  '-': '︱',
}

/** Characters that show nothing of their own: variation selectors, joiners, soft hyphens. */
const SHOWS_NOTHING = /^(?:\u00AD|[\u200B\u2060]|\u200C|\u200D|\p{Variation_Selector})$/u

export const visibleCharacters = (text: string): string[] =>
  [...text].filter((character) => !SHOWS_NOTHING.test(character))

export function runOf(face: Face, text: string): Run {
  const glyphs: RunGlyph[] = []
  let width = 0
  let before = ''
  for (const character of visibleCharacters(text)) {
    const space = spaceBetween(before, character)
    const last = glyphs.at(-1)
    if (space > 0 && last !== undefined) {
      last.step += space
      width += space
    }
    const { hex, width: units } = face.character(character)
    const dot = DOTS.has(character)
    const step = dot ? DOT_STEP : units / 1000
    glyphs.push({ text: character, hex, width: units / 1000, step, dot })
    width += step
    before = character
  }
  return { face, glyphs, width }
}

/** The same for a column: every character takes a square, brackets are turned. */
export function columnOf(face: Face, text: string): Run {
  face.vertical = true
  const glyphs = visibleCharacters(text).map((character): RunGlyph => {
    const upright = UPRIGHT[character]
    const drawnAs = upright !== undefined && face.has(upright) ? upright : character
    const { hex, width } = face.character(character, drawnAs)
    const dot = DOTS.has(character)
    return { text: character, hex, width: width / 1000, step: dot ? DOT_STEP : 1, dot }
  })
  return { face, glyphs, width: glyphs.reduce((sum, { step }) => sum + step, 0) }
}

function spaceBetween(before: string, after: string): number {
  const apart =
    (CHINESE.test(before) && LATIN.test(after)) || (LATIN.test(before) && CHINESE.test(after))
  return apart ? AUTO_SPACE : 0
}
