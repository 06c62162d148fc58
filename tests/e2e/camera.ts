import { writeFileSync } from 'node:fs'
import { CHROMIUM_FLAGS, findChromium } from '@mashang/scripts/support/chromium.ts'
import { qrPng } from '@mashang/server/codes/qr.ts'
import { type Browser, chromium } from 'playwright-core'
import sharp from 'sharp'

const WIDTH = 640
const HEIGHT = 480
const FRAMES = 8

/** A wall with a code on it, as a camera sees it: small, a little turned, not quite sharp. */
async function wall(text: string): Promise<Buffer> {
  const code = await sharp(await qrPng(text, 6))
    .resize(230)
    .extend({ top: 60, bottom: 60, left: 50, right: 50, background: '#f2eee6' })
    .rotate(6, { background: '#8a8378' })
    .toBuffer()
  return await sharp({
    create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#8a8378' },
  })
    .composite([{ input: code }])
    .blur(0.8)
    .jpeg({ quality: 80 })
    .toBuffer()
}

/** What the camera films from now on; the file is read anew whenever a camera is opened. */
export async function film(file: string, text: string): Promise<void> {
  const frame = await wall(text)
  writeFileSync(file, Buffer.concat(Array.from({ length: FRAMES }, () => frame)))
}

/** A browser whose camera plays a file, and whose owner says yes to it. */
export function launchWithCamera(file: string): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('no Chromium on this machine')
  return chromium.launch({
    executablePath,
    args: [
      ...CHROMIUM_FLAGS,
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${file}`,
    ],
  })
}
