import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { bodyXml } from './body.ts'
import type { WordDocument } from './document.ts'
import { partsBeside } from './parts.ts'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * A Word file (.docx, ECMA-376) in the measures of an official document: see `WordDocument` for
 * what it can say. The same document gives the same bytes. Texts may hold anything; what XML cannot
 * hold becomes U+FFFD.
 */
export async function docxBytes(document: WordDocument): Promise<Buffer> {
  const zip = new ZipFile()
  const options = { mtime: new Date(document.madeAt), compressionLevel: 6 }
  const parts = { ...partsBeside(document), 'word/document.xml': bodyXml(document.blocks) }
  for (const [name, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(xml), name, options)
  zip.end()
  return await buffer(zip.outputStream)
}
