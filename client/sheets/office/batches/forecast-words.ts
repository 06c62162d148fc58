import type { SheetFormat } from '@mashang/shared/sheets/formats.words.ts'
import type { BatchForecast } from '../batches.query.ts'

/** Who is in it and what comes out: "89 位代表、28 个家站，共 117 张，117 页 A4". */
export function whatWords(
  forecast: Pick<BatchForecast, 'representatives' | 'stations' | 'total' | 'pages'>,
  paper: string,
): string {
  if (forecast.total === 0) return '一张也印不了'
  const who = [
    forecast.representatives > 0 ? `${forecast.representatives} 位代表` : '',
    forecast.stations > 0 ? `${forecast.stations} 个家站` : '',
  ].filter(Boolean)
  return `${who.join('、')}，共 ${forecast.total} 张，${forecast.pages} 页${paper}`
}

/** What one should know before: "3 位没有照片，用剪影代替；1 位印不了". Empty when nothing. */
export const caveatWords = (
  forecast: Pick<BatchForecast, 'withoutPhoto' | 'skipped'>,
): string[] => [
  ...(forecast.withoutPhoto > 0 ? [`${forecast.withoutPhoto} 位没有照片，用剪影代替`] : []),
  ...(forecast.skipped.length > 0 ? [`${forecast.skipped.length} 位印不了`] : []),
]

/** The paper that the printer needs. */
export function paperOf(format: SheetFormat, single: boolean): string {
  if (format === 'a3') return ' A3'
  return (format === 'badge' || format === 'sticker') && single ? '（一张一页）' : ' A4'
}
