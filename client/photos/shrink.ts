import { UnreadablePhoto } from './unreadable.ts'

/** Longest side of a photo that leaves the phone, in pixels. */
const LONGEST = 1600
const QUALITY = 0.82

async function decode(file: Blob): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    return image
  } catch {
    throw new UnreadablePhoto()
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** The photo on a canvas, at most 1600 pixels long; the browser has turned it upright. */
export async function drawSmall(file: Blob): Promise<HTMLCanvasElement> {
  const image = await decode(file)
  const scale = Math.min(1, LONGEST / Math.max(image.naturalWidth, image.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new UnreadablePhoto()
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}

/**
 * Draws the photo anew, at most 1600 pixels long, as JPEG. Only pixels survive that: position,
 * time and device (EXIF) stay on the phone.
 */
export async function shrink(file: Blob): Promise<ArrayBuffer> {
  const canvas = await drawSmall(file)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
  // A large canvas holds tens of megabytes; old phones run out after three photos.
  canvas.width = 0
  canvas.height = 0
  if (!blob) throw new UnreadablePhoto()
  return blob.arrayBuffer()
}
