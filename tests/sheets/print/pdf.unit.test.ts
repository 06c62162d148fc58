import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { missingPdfTools } from '@mashang/scripts/support/pdf-tools.ts'
import { calibration } from '@mashang/server/sheets/print/designs/calibration.ts'
import { hangingList } from '@mashang/server/sheets/print/designs/hanging-list.ts'
import type { SheetDesign, SheetFormat } from '@mashang/shared/sheets/formats.words.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { pdfOf, photo, setting, sheet, stationSheet, template } from './samples.ts'

const folder = mkdtempSync(join(tmpdir(), 'mashang-pdf-'))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (program: string, ...words: string[]): string =>
  execFileSync(program, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

function keep(bytes: Uint8Array): string {
  const path = join(folder, 'sheets.pdf')
  writeFileSync(path, bytes)
  return path
}
const textOf = (bytes: Uint8Array): string => run('pdftotext', '-raw', keep(bytes), '-')
const formats: SheetFormat[] = ['a4', 'a3', 'table-card', 'badge', 'sticker', 'labels']
const cases = formats.flatMap((format) =>
  (['name', 'promise'] as SheetDesign[]).map((design) => ({ format, design })),
)

// What the project leaves out here it says in scripts/test.ts, and not in .ci/run.
describe.skipIf(missingPdfTools().length > 0)('other programs', { timeout: 120_000 }, () => {
  it.each(cases)(
    'find nothing wrong with $format $design and read its code',
    async ({ format, design }) => {
      const how = setting({ format, template: template(design), cropMarks: true })
      const { bytes, codes } = await pdfOf(how, [sheet({ photo: await photo() }), stationSheet(40)])
      const path = keep(bytes)
      expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors')
      const fonts = run('pdffonts', path).trim().split('\n').slice(2)
      expect(fonts.length).toBeGreaterThan(0)
      for (const line of fonts)
        expect(line).toMatch(/^[A-Z]{6}\+Noto\S+ +CID TrueType +Identity-[HV] +yes yes yes/)
      run('pdftoppm', '-r', '200', '-png', path, 'page')
      const read = run(
        'zbarimg',
        '--quiet',
        '--raw',
        ...run('ls')
          .split('\n')
          .filter((name) => name.endsWith('.png')),
      )
      run('sh', '-c', 'rm *.png')
      expect(new Set(read.trim().split('\n'))).toEqual(new Set(codes.map(({ url }) => url)))
      const info = run('pdfinfo', path)
      expect(info).toMatch(/Title: +试印/)
      expect(info).toMatch(/Producer: +码上代表/)
      expect(info).toMatch(/JavaScript: +no/)
      expect(bytes.length).toBeLessThan(500_000)
    },
  )

  it('see where a poster is cut and how far its colour runs', async () => {
    const { bytes } = await pdfOf(setting({ cropMarks: true }), [sheet()])
    const boxes = run('pdfinfo', '-box', keep(bytes))
    const box = (name: string): number[] =>
      (new RegExp(`${name}: +([\\d. ]+)`).exec(boxes)?.[1] ?? '')
        .trim()
        .split(/ +/)
        .map((points) => Math.round((Number(points) / 72) * 2540) / 100)
    expect(box('MediaBox')).toEqual([0, 0, 230, 317])
    expect(box('BleedBox')).toEqual([7, 7, 223, 310])
    expect(box('TrimBox')).toEqual([10, 10, 220, 307])
  })

  it('copy every text as it was given, rare characters and middle dots too', async () => {
    const rare = '䶮㛃𬱖𬘭𫖯𠅤𰻝'
    const { bytes } = await pdfOf(setting(), [sheet({ name: `${rare}`, place: '那顺·巴雅尔' })])
    const text = textOf(bytes)
    expect(text.replace(/\s/g, '')).toContain(rare)
    expect(text).toContain('那顺·巴雅尔')
    expect(text).toContain('扫开不是这个网址，就是假的')
    expect(text.replace(/\s/g, '')).toContain('24小时内回应')
    expect(text).toContain('海报 0137')
  })

  it('take hostile texts as texts', async () => {
    const hostile = ') Tj ET /JS (app.alert(1)) \\) <script> <</URI(x)>> endstream'
    const { bytes } = await pdfOf(setting(), [sheet({ place: hostile })])
    expect(run('qpdf', '--check', keep(bytes))).toContain('No syntax or stream encoding errors')
    expect(textOf(bytes).replace(/\s/g, '')).toContain(hostile.replace(/\s/g, ''))
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(
      /\/(JS|JavaScript|URI|Annots|OpenAction)\b/,
    )
  })

  it.each(
    (['a4', 'a3', 'table-card', 'badge', 'sticker'] as const).flatMap((format) =>
      (['name', 'promise'] as const).map((design) => ({ format, design })),
    ),
  )('copy a Mongolian line as the office gave it: $format, $design', async ({ format, design }) => {
    const mongolian = 'ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ'
    const how = setting({ format, template: template(design, { mongolian }) })
    expect(textOf((await pdfOf(how, [sheet()])).bytes)).toContain('ᠮᠣᠩᠭᠣᠯ')
  })

  it.each(
    (['a4', 'a3', 'table-card', 'badge', 'sticker'] as const).flatMap((format) =>
      (['name', 'promise'] as const).map((design) => ({ format, design })),
    ),
  )(
    'find a Mongolian name of its own on each sheet, before the office’s line: $format, $design',
    async ({ format, design }) => {
      const line = 'ᠪᠢᠴᠢᠭ'
      const names = ['ᠪᠠᠭᠠᠲᠤᠷ', 'ᠰᠠᠷᠠᠨᠲᠤᠶᠠ']
      const sheets = [...names.map((mongolian) => sheet({ mongolian })), sheet()]
      const plain = textOf(
        (await pdfOf(setting({ format, template: template(design) }), sheets)).bytes,
      )
      for (const name of names) expect(plain).toContain(name)
      expect(plain).not.toContain(line)
      const how = setting({ format, template: template(design, { mongolian: line }) })
      const both = textOf((await pdfOf(how, sheets)).bytes)
      for (const name of names) expect(both).toMatch(new RegExp(`${name}\\s+${line}`))
    },
  )

  it('find all names of a station, or how many there are', async () => {
    const few = textOf((await pdfOf(setting(), [stationSheet(24)])).bytes)
    for (const name of stationSheet(24).people) expect(few).toContain(name)
    const many = textOf((await pdfOf(setting({ format: 'table-card' }), [stationSheet(200)])).bytes)
    expect(many).toContain('等 200 位'.replace(/ /g, many.includes('等 200 位') ? ' ' : ''))
  })

  it('count the pages of a hanging list and read the calibration page', () => {
    const rows = Array.from({ length: 47 }, (_, i) => ({
      number: `海报 ${i}`,
      whose: '李㛃',
      place: null,
      by: null,
    }))
    const list = keep(hangingList({ title: '张挂清单', office: '代表工委', rows }))
    expect(run('pdfinfo', list)).toMatch(/Pages: +3/)
    expect(run('pdftotext', '-raw', list, '-').match(/签名/g)).toHaveLength(3)
    const page = keep(calibration({ url: 'https://daibiao.example.cn/q/TEST', medium: 'outdoors' }))
    run('pdftoppm', '-r', '150', '-png', page, 'calibration')
    expect(run('zbarimg', '--quiet', '--raw', 'calibration-1.png').trim()).toBe(
      'https://daibiao.example.cn/q/TEST',
    )
    expect(readFileSync(page).length).toBeLessThan(200_000)
  })
})
