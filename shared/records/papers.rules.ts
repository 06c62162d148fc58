import type { EpochMs } from '../core/clock.ts'
import { apartFrom, pathWords } from '../core/file-names.ts'
import { momentDigits } from '../core/local-time.ts'

/** What lies beside one matter of a record, and when that was. */
export interface PapersOf {
  title: string
  /** Null: nobody knows. */
  at: EpochMs | null
  photos: readonly string[]
  minutes: string | null
  files: readonly { id: string; name: string }[]
}

/** One file of the folder 附件, by its path in there. */
export type Paper = { path: string } & (
  | { kind: 'photo' | 'file'; id: string }
  | { kind: 'minutes'; text: string }
)

/** Characters of a matter's title in a path: the whole path has to fit on Windows. */
const TITLE = 40

/** The folder of one person in the archive of everybody: the number keeps two of one name apart. */
export const personFolder = (index: number, name: string, serving: boolean): string =>
  `${String(index + 1).padStart(4, '0')} ${pathWords(name, TITLE, '没有姓名')}代表${serving ? '' : '（已离任）'}`

/** The record itself, in that folder. */
export const recordFile = (name: string, format: string): string =>
  `${pathWords(name, TITLE, '履职档案')}.${format}`

/** Where each paper goes: a folder for each matter, with its day; names as people read them. */
export function papersIn(matters: readonly PapersOf[]): Paper[] {
  const folders = new Set<string>()
  return matters.flatMap(({ title, at, photos, minutes, files }) => {
    const day = at === null ? '' : `${momentDigits(at).slice(0, 10)} `
    const folder = apartFrom(folders, `${day}${pathWords(title, TITLE, '没有标题')}`)
    const names = new Set<string>()
    const path = (name: string): string => `${folder}/${apartFrom(names, name)}`
    return [
      ...(minutes === null
        ? []
        : [{ kind: 'minutes' as const, path: path('活动记录.txt'), text: minutes }]),
      ...photos.map((id, index) => ({
        kind: 'photo' as const,
        path: path(`照片 ${index + 1}.jpg`),
        id,
      })),
      ...files.map(({ id, name }) => ({ kind: 'file' as const, path: path(name), id })),
    ]
  })
}

/** Why one could not be put in. */
export const paperGaps = {
  gone: '系统里已经没有这个文件。',
  away: '存文件的地方这时连不上，请过一会儿再下载一次。',
} as const
export type PaperGap = keyof typeof paperGaps

/** The text that lies in place of what is missing. */
export const gapsText = (missing: readonly { path: string; why: PaperGap }[]): string =>
  [
    `下面 ${missing.length} 个附件没有放进来：`,
    ...missing.map(({ path, why }) => `${path}：${paperGaps[why]}`),
    '',
  ].join('\r\n')
