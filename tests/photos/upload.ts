import type { LightMyRequestResponse } from 'fastify'
import sharp from 'sharp'
import type { TestApp } from '../support/app.ts'

/** A multipart body with one file in it. */
export function multipart(
  bytes: Buffer,
  field = 'photo',
  name = 'photo.jpg',
): { headers: Record<string, string>; payload: Buffer } {
  const boundary = `----test-${crypto.randomUUID()}`
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: image/jpeg\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}

export const upload = (t: TestApp, bytes: Buffer, name?: string): Promise<LightMyRequestResponse> =>
  t.app.inject({ method: 'POST', url: '/api/photos', ...multipart(bytes, 'photo', name) })

/** A picture with something in it, of the given size. */
export const picture = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
      background: '#888',
    },
  })

/** The id of a photo that was taken in. */
export async function uploaded(t: TestApp, bytes?: Buffer): Promise<string> {
  const reply = await upload(t, bytes ?? (await picture(80, 60).jpeg().toBuffer()))
  if (reply.statusCode !== 201) throw new Error(reply.body)
  return reply.json().id
}
