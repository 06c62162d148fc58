import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { PosterJob, PosterReport } from './posters-process.ts'
import type { Finding } from './report.ts'
import { interleaved, median, ratio } from './rounds.ts'
import { runSide } from './side-process.ts'

const ROUNDS = 5
const SHEETS = 1_000
const MANY = 10_000
/** Different portraits; each sheet makes its own of one of them, so that none is kept only once. */
const PORTRAITS = 40

/** A portrait of 600 × 800 with about as much detail as a photo: 60 to 90 KB. */
async function portrait(shade: number): Promise<Buffer> {
  const noise = await sharp({
    create: {
      width: 600,
      height: 800,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .blur(1)
    .png()
    .toBuffer()
  const figure = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800"><rect width="600" height="800" fill="#ddd8d0"/><path d="M40 800C40 640 160 580 300 580S560 640 560 800z" fill="hsl(${shade} 25% 30%)"/><ellipse cx="300" cy="350" rx="130" ry="170" fill="#c9b39b"/></svg>`
  return await sharp(Buffer.from(figure))
    .composite([{ input: noise, blend: 'soft-light' }])
    .jpeg({ quality: 86 })
    .toBuffer()
}

/** P9: posters a second, memory and size (Linux only: the kernel tells the peak of memory). */
export async function posters(folder: string): Promise<Finding[]> {
  const photos = join(folder, 'portraits')
  mkdirSync(photos)
  for (let i = 0; i < PORTRAITS; i++)
    writeFileSync(join(photos, `${i}.jpg`), await portrait((i * 360) / PORTRAITS))
  const print = async (side: PosterJob['side'], sheets: number): Promise<PosterReport> => {
    const out = join(folder, `${side}-out`)
    mkdirSync(out)
    const report = await runSide<PosterReport>('posters-process.ts', {
      side,
      sheets,
      photos,
      out,
    } satisfies PosterJob)
    rmSync(out, { recursive: true })
    return report
  }
  const results = await interleaved(ROUNDS, {
    ours: () => print('ours', SHEETS),
    pdfkit: () => print('pdfkit', SHEETS),
  })
  const many = await print('ours', MANY)
  const rates = (side: keyof typeof results) => results[side].map(({ perSecond }) => perSecond)
  const shown = (side: keyof typeof results) => `${Math.round(median(rates(side)))}/s`
  const peaks = (side: keyof typeof results) => median(results[side].map(({ peak }) => peak))
  const cpu = (side: keyof typeof results) =>
    `${median(results[side].map((report) => report.cpu)).toFixed(1)} ms`
  const [last] = results.ours.slice(-1)
  if (last === undefined) throw new Error('nothing was printed')
  const memory = (what: string, value: number, of: string): Finding => ({
    id: 'P9',
    what,
    value,
    digits: 0,
    unit: 'MB',
    target: { most: 250 },
    of,
  })
  return [
    {
      id: 'P9',
      what: `A4 posters, ${SHEETS.toLocaleString('en')} with photos ÷ plain pdfkit loop`,
      value: ratio(rates('ours'), rates('pdfkit')),
      digits: 1,
      unit: '×',
      target: { least: 2.2 },
      of: `${shown('ours')} (${last.checked} codes read back) ÷ ${shown('pdfkit')}; processor ${cpu('ours')} against ${cpu('pdfkit')} a sheet`,
    },
    memory(
      `peak memory at ${SHEETS.toLocaleString('en')} sheets`,
      peaks('ours'),
      `pdfkit: ${Math.round(peaks('pdfkit'))} MB`,
    ),
    memory(
      `peak memory at ${MANY.toLocaleString('en')} sheets`,
      many.peak,
      `${many.files} files, ${Math.round(many.perSecond)}/s`,
    ),
    {
      id: 'P9',
      what: "size ÷ the photos' bytes",
      value: last.bytes / last.photoBytes,
      digits: 2,
      unit: '×',
      target: { most: 1.25 },
      of: `${(last.bytes / 2 ** 20).toFixed(0)} MB, photos of ${Math.round(last.photoBytes / SHEETS / 1024)} KB`,
    },
  ]
}
