import sharp from 'sharp'

/** A photo as a phone takes it: larger than the form sends. */
export async function phonePhoto(name: string, colour: string) {
  const buffer = await sharp({
    create: { width: 2400, height: 1800, channels: 3, background: colour },
  })
    .jpeg()
    .toBuffer()
  return { name, mimeType: 'image/jpeg', buffer }
}
