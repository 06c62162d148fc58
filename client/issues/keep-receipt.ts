import { momentWords } from '@mashang/shared/core/local-time.ts'
import { shorten } from '@mashang/shared/core/text.ts'
import type { ReceiptPage } from '../core/voter/voter-state.ts'

/** Copies a text; true when it worked. Old WebViews know only the selection's way. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    area.className = 'unseen'
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    return done
  }
}

const WIDTH = 720
const HEIGHT = 1080
const MARGIN = 56

function drawCode(
  context: CanvasRenderingContext2D,
  svg: string,
  x: number,
  y: number,
  size: number,
): void {
  const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
  const box = (drawing.getAttribute('viewBox') ?? '0 0 100 100').split(/\s+/).map(Number)
  context.save()
  context.translate(x, y)
  context.scale(size / (box[2] ?? 100), size / (box[3] ?? 100))
  context.translate(-(box[0] ?? 0), -(box[1] ?? 0))
  for (const path of drawing.querySelectorAll('path')) {
    if (path.getAttribute('fill') === '#fff') continue
    context.fill(new Path2D(path.getAttribute('d') ?? ''))
  }
  context.restore()
}

/**
 * The receipt as a PNG that fits a phone's album: number, due moment, code, link; as a data address,
 * because WeChat saves nothing else by a long press.
 */
export function receiptPicture(page: ReceiptPage): string {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const context = canvas.getContext('2d')
  if (!context) throw new Error('这部手机画不了图片，请截屏保存。')
  const style = getComputedStyle(document.querySelector('.voter') ?? document.body)
  const font = style.fontFamily
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, WIDTH, HEIGHT)
  let y = 96
  const write = (text: string, size: number, colour: string, bold = false): void => {
    context.font = `${bold ? 700 : 400} ${size}px ${font}`
    context.fillStyle = colour
    context.fillText(text, MARGIN, y, WIDTH - 2 * MARGIN)
    y += size * 1.6
  }
  const ink = '#1d1a18'
  const quiet = '#544e49'
  write('码上代表 · 我的回执', 34, '#a8161b', true)
  y += 12
  write(page.issue.number, 40, ink, true)
  write(shorten(page.issue.title, 22), 30, ink)
  write(`写给${page.issue.representative.name}代表`, 28, quiet)
  write(`${momentWords(Date.parse(page.issue.clock.dueAt))} 前答复`, 28, quiet)
  y += 8
  context.fillStyle = ink
  drawCode(context, page.qrSvg, MARGIN, y, WIDTH - 2 * MARGIN - 120)
  y += WIDTH - 2 * MARGIN - 120 + 56
  write('扫这个码回来看答复，别发到群里', 26, quiet)
  write(page.url, 20, quiet)
  return canvas.toDataURL('image/png')
}
