import { visibleCharacters } from '../paint/run.ts'
import type { PdfFile } from '../pdf/pdf-file.ts'
import { embedFace } from './embed.ts'
import { Face } from './face.ts'
import { type FontName, fontFile } from './font-names.ts'

/** Characters that no font has, in the order in which they first stand in the text. */
export function missingCharacters(text: string): string[] {
  const [sans, bold] = [fontFile('sans'), fontFile('bold')]
  return [...new Set(visibleCharacters(text))].filter((character) => {
    const codePoint = character.codePointAt(0) as number
    return sans.glyphOf(codePoint) === 0 || bold.glyphOf(codePoint) === 0
  })
}

/** The same for a Mongolian line; what only steers the joining needs no glyph. */
export function missingMongolian(text: string): string[] {
  const font = fontFile('mongolian')
  return [...new Set(text)].filter(
    (character) =>
      /[\p{L}\p{N}\p{P}]/u.test(character) &&
      font.glyphOf(character.codePointAt(0) as number) === 0,
  )
}

/** The faces of one document. */
export class Faces {
  private readonly faces = new Map<FontName, { face: Face; rows: number; columns: number }>()
  private readonly pdf: PdfFile

  constructor(pdf: PdfFile) {
    this.pdf = pdf
  }

  get(name: FontName): Face {
    const known = this.faces.get(name)
    if (known !== undefined) return known.face
    const face = new Face(name, fontFile(name))
    this.faces.set(name, { face, rows: this.pdf.reserve(), columns: this.pdf.reserve() })
    return face
  }

  /** The serif where it has every character of the text, else the bold sans: never a mixture. */
  forName(text: string): Face {
    const serif = this.get('serif')
    return visibleCharacters(text).every((character) => serif.has(character))
      ? serif
      : this.get('bold')
  }

  /** What pages name as their fonts. All names, whether used or not: pages come before the fonts. */
  get resources(): string {
    const entries = [...this.faces.values()].map(
      ({ face, rows, columns }) => `/F${face.name} ${rows} 0 R/V${face.name} ${columns} 0 R`,
    )
    return `<<${entries.join('')}>>`
  }

  embed(): void {
    for (const { face, rows, columns } of this.faces.values())
      embedFace(this.pdf, face, { rows, columns })
  }
}
