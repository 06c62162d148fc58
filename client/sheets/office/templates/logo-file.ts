import { logoLimit } from '@mashang/shared/sheets/template.words.ts'
import type { SheetTemplate } from '../templates.query.ts'

/** The chosen file cannot be a logo; its message says why. */
export class NotALogo extends Error {}

type Logo = NonNullable<SheetTemplate['logo']>
const types: readonly string[] = [
  'image/png',
  'image/jpeg',
  'image/svg+xml',
] satisfies Logo['type'][]

/** A picture as it travels in a template. Throws NotALogo. */
export async function logoFrom(file: File): Promise<Pick<Logo, 'data' | 'type'>> {
  if (!types.includes(file.type)) throw new NotALogo('标志只收 PNG、JPEG、SVG 图片。')
  if (file.size > logoLimit) {
    throw new NotALogo(
      `这张图片有 ${Math.ceil(file.size / 1000)} KB，请用 ${logoLimit / 1000} KB 以内的。`,
    )
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  }
  return { data: btoa(binary), type: file.type as Logo['type'] }
}
