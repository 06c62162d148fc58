import { hex4 } from '../pdf/syntax.ts'
import type { FontFile } from './font-file.ts'
import type { FontName } from './font-names.ts'

/** A glyph as it stands in a document. */
export interface FaceGlyph {
  /** Its number in the document's subset, as in a content stream. */
  hex: string
  /** In 1/1000 em. */
  width: number
}

/**
 * A font as one document uses it. Glyphs are numbered as they come, so that pages can be written
 * before anybody knows which characters the last one needs; the font itself is written at the end.
 */
export class Face {
  readonly name: FontName
  readonly font: FontFile
  /** Glyphs of the subset in their order, with the text that each stands for. */
  readonly glyphs: { glyph: number; text: string; width: number }[]
  /** Whether any text ran from top to bottom. */
  vertical = false
  private readonly byKey = new Map<string, FaceGlyph>()

  constructor(name: FontName, font: FontFile) {
    this.name = name
    this.font = font
    this.glyphs = [{ glyph: 0, text: '', width: font.advance(0) }]
  }

  has(character: string): boolean {
    return this.font.glyphOf(character.codePointAt(0) as number) !== 0
  }

  /**
   * @param drawnAs another character whose glyph is drawn, while `character` is what a reader copies
   * @throws Error when the font lacks the character: whoever prints has asked before.
   */
  character(character: string, drawnAs = character): FaceGlyph {
    const key = drawnAs === character ? character : `${character}${drawnAs}`
    const known = this.byKey.get(key)
    if (known !== undefined) return known
    const glyph = this.font.glyphOf(drawnAs.codePointAt(0) as number)
    if (glyph === 0) throw new Error(`font ${this.font.name} has no ${drawnAs}`)
    const added = this.add(glyph, character)
    this.byKey.set(key, added)
    return added
  }

  /** A glyph that shaping chose, for scripts whose letters join. */
  shaped(glyph: number, text: string): FaceGlyph {
    const key = `#${glyph} ${text}`
    const known = this.byKey.get(key)
    if (known !== undefined) return known
    const added = this.add(glyph, text)
    this.byKey.set(key, added)
    return added
  }

  private add(glyph: number, text: string): FaceGlyph {
    const width = this.font.advance(glyph)
    this.glyphs.push({ glyph, text, width })
    return { hex: hex4(this.glyphs.length - 1), width }
  }
}
