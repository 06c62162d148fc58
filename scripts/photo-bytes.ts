/**
 * `npm run run photo-bytes -- <folder>`: what is kept of each photo of a folder, in bytes, as of one
 * that a voter sends: the large picture and the small one.
 */
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { encodePhoto } from '@mashang/server/photos/images.ts'
import sharp from 'sharp'

const folder = process.argv[2]
if (folder === undefined) {
  console.error('✗ which folder? npm run run photo-bytes -- <folder with .jpg, .png, .webp>')
  process.exit(1)
}
const KB = 1_000
const kept: number[] = []
let large = 0
for (const name of globSync('**/*.{jpg,jpeg,png,webp,JPG,JPEG}', { cwd: folder }).sort()) {
  const path = join(folder, name)
  const { width, height } = await sharp(path).metadata()
  const { full, thumb, ...size } = await encodePhoto(path)
  kept.push(full.length + thumb.length)
  large += full.length
  const came = `${name}: ${width} × ${height}, ${Math.round(statSync(path).size / KB)} KB`
  const stays = `${size.width} × ${size.height}, ${Math.round(full.length / KB)} + ${Math.round(thumb.length / KB)} KB`
  console.log(`${came} → ${stays}`)
}
if (kept.length === 0) {
  console.error(`✗ no photo in ${folder}`)
  process.exit(1)
}
const sorted = kept.toSorted((a, b) => a - b)
const at = (share: number): number =>
  Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) / KB)
const mean = sorted.reduce((sum, one) => sum + one, 0) / sorted.length
console.log(
  `${sorted.length} photos: ${Math.round(mean / KB)} KB on average (large ${Math.round(large / sorted.length / KB)}), from ${at(0)} to ${at(1)}, half below ${at(0.5)}`,
)
