/** Reads the first QR code in a picture; null where there is none. */
export type ReadCode = (picture: HTMLCanvasElement) => Promise<string | null>

interface NativeDetector {
  detect(picture: CanvasImageSource): Promise<{ rawValue: string }[]>
}
type NativeDetectorClass = {
  new (options: { formats: string[] }): NativeDetector
  getSupportedFormats(): Promise<string[]>
}

/** What Android's browsers bring along; elsewhere, and on desks, it is missing or knows no QR. */
async function native(): Promise<ReadCode | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: NativeDetectorClass }
  const formats = await BarcodeDetector?.getSupportedFormats().catch((): string[] => [])
  if (!BarcodeDetector || !formats?.includes('qr_code')) return null
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null
}

/** Our own copy of ZXing as WebAssembly, from our own server. */
async function own(): Promise<ReadCode> {
  const [{ prepareZXingModule, readBarcodes }, { default: wasm }] = await Promise.all([
    import('zxing-wasm/reader'),
    import('zxing-wasm/reader/zxing_reader.wasm?url'),
  ])
  await prepareZXingModule({
    overrides: { locateFile: (path: string) => (path.endsWith('.wasm') ? wasm : path) },
    fireImmediately: true,
  })
  return async (picture) => {
    const context = picture.getContext('2d', { willReadFrequently: true })
    if (!context || picture.width === 0) return null
    const pixels = context.getImageData(0, 0, picture.width, picture.height)
    const [found] = await readBarcodes(pixels, { formats: ['QRCode'], maxNumberOfSymbols: 1 })
    return found?.text || null
  }
}

let loading: Promise<ReadCode> | undefined

/** The reader, fetched when first needed. Rejects where it could not be fetched; ask again then. */
export function loadReader(): Promise<ReadCode> {
  loading ??= native()
    .then((reader) => reader ?? own())
    .catch((error: unknown) => {
      loading = undefined
      throw error
    })
  return loading
}
