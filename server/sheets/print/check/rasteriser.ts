import { PDFiumModule } from '@hyzyla/pdfium'

/** Rows of pixels, `channels` bytes each. */
export interface Pixels {
  width: number
  height: number
  channels: 1 | 4
  data: Uint8Array<ArrayBuffer>
}
export type Grey = Pixels & { channels: 1 }

/** In mm from the page's upper left corner. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** A PDF as a foreign program sees it. */
export interface OpenedPdf {
  pages: number
  /** In mm. */
  sizeOf(page: number): { width: number; height: number }
  /** @param area the part wanted; default: the whole page */
  renderGrey(page: number, dpi: number, area?: Area): Grey
  /** As renderGrey; every pixel has four bytes, the fourth of which says nothing. */
  renderColour(page: number, dpi: number): Pixels
  textOf(page: number): string
  close(): void
}

/** Constants of fpdfview.h. */
const GREY_BITMAP = 1
const BGRX_BITMAP = 3
const GREYSCALE = 0x08
const REVERSE_BYTES = 0x10
const WHITE = 0xffffffff
const MM_PER_POINT = 25.4 / 72

/** What it has to say of damaged photos goes nowhere: a code is all that is asked of it. */
const QUIET = Object.assign({} as Parameters<typeof PDFiumModule>[0], { printErr() {} })

type Pdfium = Awaited<ReturnType<typeof PDFiumModule>>
let loading: Promise<Pdfium> | null = null

/**
 * PDFium, the reader of Chromium, compiled to WebAssembly: loaded once per thread, when needed.
 */
export function loadPdfium(): Promise<Pdfium> {
  loading ??= PDFiumModule(QUIET).then((module) => {
    module._FPDF_InitLibraryWithConfig({
      version: 2,
      m_pIsolate: null,
      m_pUserFontPaths: null,
      m_v8EmbedderSlot: 0,
      m_pPlatform: null,
    })
    return module
  })
  return loading
}

/** @throws Error when it is no PDF that PDFium reads */
export async function openPdf(bytes: Uint8Array): Promise<OpenedPdf> {
  const module = await loadPdfium()
  const { malloc, free } = module.wasmExports
  const memory = malloc(bytes.length)
  module.HEAPU8.set(bytes, memory)
  const document = module._FPDF_LoadMemDocument(memory, bytes.length, 0)
  if (document === 0) {
    free(memory)
    throw new Error(`PDFium cannot read this file (${module._FPDF_GetLastError()})`)
  }
  const withPage = <T>(index: number, work: (page: number) => T): T => {
    const page = module._FPDF_LoadPage(document, index)
    if (page === 0) throw new Error(`PDFium cannot read page ${index + 1}`)
    try {
      return work(page)
    } finally {
      module._FPDF_ClosePage(page)
    }
  }
  const size = (page: number) => ({
    width: module._FPDF_GetPageWidth(page) * MM_PER_POINT,
    height: module._FPDF_GetPageHeight(page) * MM_PER_POINT,
  })
  return {
    pages: module._FPDF_GetPageCount(document),
    sizeOf: (index) => withPage(index, size),
    renderGrey: (index, dpi, area) =>
      withPage(index, (page) => {
        const pixels = renderPage(module, page, dpi, 'grey', size(page), area)
        return { ...pixels, channels: 1 }
      }),
    renderColour: (index, dpi) =>
      withPage(index, (page) => renderPage(module, page, dpi, 'rgb', size(page))),
    textOf: (index) => withPage(index, (page) => textOf(module, page)),
    close() {
      module._FPDF_CloseDocument(document)
      free(memory)
    },
  }
}

function renderPage(
  module: Pdfium,
  page: number,
  dpi: number,
  colour: 'grey' | 'rgb',
  whole: { width: number; height: number },
  area: Area = { x: 0, y: 0, ...whole },
): Pixels {
  const { malloc, free } = module.wasmExports
  const pixels = (mm: number): number => Math.round((mm / 25.4) * dpi)
  const [width, height] = [pixels(area.width), pixels(area.height)]
  const channels = colour === 'grey' ? 1 : 4
  const memory = malloc(width * height * channels)
  if (memory === 0) throw new Error('no memory for the picture of a page')
  const format = colour === 'grey' ? GREY_BITMAP : BGRX_BITMAP
  const bitmap = module._FPDFBitmap_CreateEx(width, height, format, memory, width * channels)
  try {
    module._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
    const flags = colour === 'grey' ? GREYSCALE : REVERSE_BYTES
    const [x, y] = [-pixels(area.x), -pixels(area.y)]
    const [w, h] = [pixels(whole.width), pixels(whole.height)]
    module._FPDF_RenderPageBitmap(bitmap, page, x, y, w, h, 0, flags)
    const data = module.HEAPU8.slice(memory, memory + width * height * channels)
    return { width, height, channels, data: data as Uint8Array<ArrayBuffer> }
  } finally {
    module._FPDFBitmap_Destroy(bitmap)
    free(memory)
  }
}

function textOf(module: Pdfium, page: number): string {
  const text = module._FPDFText_LoadPage(page)
  const count = module._FPDFText_CountChars(text)
  const memory = module.wasmExports.malloc((count + 1) * 2)
  const written = module._FPDFText_GetText(text, 0, count, memory)
  const bytes = module.HEAPU8.slice(memory, memory + Math.max(0, written - 1) * 2)
  module.wasmExports.free(memory)
  module._FPDFText_ClosePage(text)
  return new TextDecoder('utf-16le').decode(bytes)
}
