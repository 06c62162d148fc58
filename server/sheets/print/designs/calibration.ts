import { Canvas } from '../paint/canvas.ts'
import { drawCode } from '../paint/code.ts'
import { fitText } from '../paint/fit.ts'
import { PdfDocument } from '../pdf/document.ts'
import { memoryOutput } from '../pdf/output.ts'
import type { PrintSetting } from '../print.types.ts'

const INK = '#000000'
const SOFT = '#4A4540'
const RULER = 100
const CODE = { x: 128, y: 96, side: 40 }

const STEPS = [
  '1. 打印时选「实际大小」或「100%」，不要选「适合纸张」。',
  '2. 用直尺量上面和左边的两条标尺：从 0 到 100 应当正好 100 毫米，相差不超过 1 毫米。',
  '3. 如果短了或长了，回到打印设置里把缩放改成 100% 再印一次；仍然不对，请换一台打印机。',
  '4. 用手机扫右边的码，应当能立刻打开；扫不出，请换碳粉或墨盒，或把打印质量调高。',
  '5. 看下面的细线：四条线都应当看得见，不断开。',
]

/** A page to see whether a printer keeps to the millimetre: rulers of 100 mm both ways, a code, how to check. */
export function calibration(ask: { url: string; medium: PrintSetting['medium'] }): Uint8Array {
  const output = memoryOutput()
  const document = new PdfDocument(output)
  const canvas = new Canvas()
  const write = (
    font: 'sans' | 'bold',
    text: string,
    x: number,
    y: number,
    size: number,
    width: number,
    colour = INK,
  ): number => {
    const { lines, size: fitted } = fitText(document.faces.get(font), text, {
      width,
      size,
      least: size,
      lines: 3,
    })
    for (const [i, line] of lines.entries())
      canvas.text(line, x, y + i * fitted * 1.4, fitted, colour)
    return y + lines.length * fitted * 1.4
  }
  write('bold', '打印校准页', 20, 28, 8, 120)
  write('sans', '正式打印海报之前，先印这一页，量一量，扫一扫。', 20, 38, 4.4, 170, SOFT)
  ruler(canvas, (text, x, y) => write('sans', text, x, y, 3.2, 20, SOFT))
  drawCode(canvas, ask.url, ask.medium === 'indoors' ? 'M' : 'Q', CODE.x, CODE.y, CODE.side, INK)
  write('sans', '测试码，边长 40 毫米', CODE.x, CODE.y + CODE.side + 11, 3.8, 60, SOFT)
  let y = 196
  for (const step of STEPS) y = write('sans', step, 20, y, 4.6, 170) + 3
  for (const [i, width] of [0.1, 0.2, 0.3, 0.5].entries()) {
    const at = y + 6 + i * 7
    canvas.line(
      [
        [20, at],
        [120, at],
      ],
      width,
      INK,
    )
    write('sans', `${width} 毫米`, 126, at + 1.2, 3.6, 40, SOFT)
  }
  document.page({ width: 210, height: 297 }, canvas)
  document.finish('打印校准页', new Date())
  return output.bytes()
}

/** Two rulers from one corner, a mark every millimetre. */
function ruler(canvas: Canvas, label: (text: string, x: number, y: number) => void): void {
  const [x, y] = [34, 62]
  canvas.line(
    [
      [x, y],
      [x + RULER, y],
    ],
    0.2,
    INK,
  )
  canvas.line(
    [
      [x, y],
      [x, y + RULER],
    ],
    0.2,
    INK,
  )
  for (let mm = 0; mm <= RULER; mm++) {
    const length = mm % 10 === 0 ? 6 : mm % 5 === 0 ? 4 : 2.4
    canvas.line(
      [
        [x + mm, y],
        [x + mm, y - length],
      ],
      0.12,
      INK,
    )
    canvas.line(
      [
        [x, y + mm],
        [x - length, y + mm],
      ],
      0.12,
      INK,
    )
    if (mm % 10 !== 0) continue
    label(String(mm), x + mm - (mm === 0 ? 1 : mm === 100 ? 2.6 : 1.8), y - 7)
    if (mm > 0) label(String(mm), x - 13, y + mm + 1.1)
  }
}
