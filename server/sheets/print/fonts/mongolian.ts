import { readFileSync } from 'node:fs'
import type { Face } from './face.ts'

/** A line of joined letters, from left to right; lengths in em. */
export interface ShapedLine {
  glyphs: { hex: string; width: number; step: number; rise: number; shift: number }[]
  width: number
}

export type ShapeMongolian = (face: Face, text: string) => ShapedLine

const EM = 1000

/**
 * Mongolian letters have up to four forms by their place in a word, so that a line has to be
 * shaped. HarfBuzz does that; it is loaded only where an office uses Mongolian.
 */
export async function loadMongolian(path: string): Promise<ShapeMongolian> {
  const hb = await import('harfbuzzjs')
  const font = new hb.Font(new hb.Face(new hb.Blob(readFileSync(path))))
  return (face, text) => {
    const buffer = new hb.Buffer()
    buffer.addText(text)
    buffer.setDirection(hb.Direction.LTR)
    buffer.setScript('Mong')
    hb.shape(font, buffer)
    const positions = buffer.getGlyphPositions()
    const glyphs = buffer.getGlyphInfos().map(({ codepoint: glyph }, i) => {
      const { xAdvance = 0, yOffset = 0, xOffset = 0 } = positions[i] ?? {}
      const { hex, width } = face.shaped(glyph, '')
      return {
        hex,
        width: width / EM,
        step: xAdvance / EM,
        rise: yOffset / EM,
        shift: xOffset / EM,
      }
    })
    return { glyphs, width: glyphs.reduce((sum, { step }) => sum + step, 0) }
  }
}
