import { join } from 'node:path'
import type { LetterJob, LetterReport } from './letters-process.ts'
import type { Finding } from './report.ts'
import { interleaved, median, ratio } from './rounds.ts'
import { runSide } from './side-process.ts'

const ROUNDS = 5
const LETTERS = 1_000
/** The loop takes seven times as long; a tenth of it tells the same. */
const PLAINLY = 100

/** Official letters a second, a file for each, as a batch of them is made. */
export async function letters(folder: string): Promise<Finding[]> {
  const set = (side: LetterJob['side'], letters: number): Promise<LetterReport> =>
    runSide('letters-process.ts', {
      side,
      letters,
      file: join(folder, `letters-${side}`),
    } satisfies LetterJob)
  const results = await interleaved(ROUNDS, {
    ours: () => set('ours', LETTERS),
    pdfkit: () => set('pdfkit', PLAINLY),
  })
  const of = (side: keyof typeof results, what: keyof LetterReport): number[] =>
    results[side].map((report) => report[what])
  const shown = (side: keyof typeof results): string =>
    `${Math.round(median(of(side, 'perSecond')))}/s (${median(of(side, 'cpu')).toFixed(1)} ms of processor each, ${Math.round(median(of(side, 'size')))} KB)`
  const what = `${LETTERS.toLocaleString('en')} official letters as PDF`
  return [
    {
      id: 'letters',
      what,
      value: median(of('ours', 'perSecond')),
      digits: 0,
      unit: '/s',
      target: { least: 100 },
      of: `a file for each; peak memory ${Math.round(median(of('ours', 'peak')))} MB`,
    },
    {
      id: 'letters',
      what: `${what} ÷ plain pdfkit loop`,
      value: ratio(of('ours', 'perSecond'), of('pdfkit', 'perSecond')),
      digits: 1,
      unit: '×',
      target: { least: 2 },
      of: `${shown('ours')} ÷ ${shown('pdfkit')}`,
    },
  ]
}
