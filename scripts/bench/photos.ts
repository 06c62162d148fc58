import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { plant } from './fixture.ts'
import type { Finding } from './report.ts'
import { startServer } from './servers.ts'

const AT_ONCE = 50
const WIDTH = 4_000
const HEIGHT = 3_000

/** 12 megapixels with as much detail as a phone's camera gives, as JPEG. */
async function phonePhoto(progressive: boolean): Promise<Blob> {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let i = 0; i < pixels.length; i++) pixels[i] = (i * 7_919 + (i >> 8) * 31) & 255
  const bytes = await sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .blur(1)
    .jpeg({ quality: 80, progressive })
    .toBuffer()
  return new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })
}

/** The most memory that a process ever held, in MB. */
const peakOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

async function send(port: number, photo: Blob): Promise<void> {
  const form = new FormData()
  form.append('photo', photo, 'photo.jpg')
  const reply = await fetch(`http://127.0.0.1:${port}/api/photos`, { method: 'POST', body: form })
  if (reply.status !== 201) throw new Error(`a photo was answered with ${reply.status}`)
  await reply.arrayBuffer()
}

/** Memory while a meeting's worth of phones upload at the same moment (Linux only). */
export async function photos(folder: string): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const kind of ['baseline', 'progressive']) {
    const photo = await phonePhoto(kind === 'progressive')
    const fixture = await plant(join(folder, `photos-${kind}`), 1)
    const server = await startServer('application', fixture.folder)
    const began = performance.now()
    await Promise.all(Array.from({ length: AT_ONCE }, () => send(server.port, photo)))
    const seconds = (performance.now() - began) / 1_000
    findings.push({
      id: 'photos',
      what: `peak memory, ${AT_ONCE} ${kind} photos of 12 megapixels at once`,
      value: peakOf(server.pid),
      digits: 0,
      unit: 'MB',
      target: { most: 512 },
      of: `${(photo.size / 2 ** 20).toFixed(1)} MB each, all answered in ${seconds.toFixed(1)} s`,
    })
    await server.close()
  }
  return findings
}
