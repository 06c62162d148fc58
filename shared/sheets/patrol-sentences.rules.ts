import { distanceWords } from '../core/distance.ts'
import type { PatrolFinding, PatrolText } from './patrol.rules.ts'

/** What is said of a sheet of ours. */
export interface SpokenSheet {
  /** "海报 0137" */
  title: string
  place: string | null
  /** The one that took its place, said the same way. */
  replacedBy: string | null
  /** The phone's position was given, but is too vague to compare. */
  vague: boolean
}

/** What it is, and what to do. */
export function sheetSentence(finding: PatrolFinding, sheet: SpokenSheet): string {
  const { title, place } = sheet
  switch (finding.verdict) {
    case 'right': {
      if (finding.distance !== null) return `${title}，登记贴在“${place}”，位置对得上。`
      const why = sheet.vague ? '手机定位误差太大，比不了位置，' : ''
      return `${title}，登记贴在“${place}”。${why}请看一眼是不是这里。`
    }
    case 'moved':
      return `${title}登记贴在“${place}”，离这里约 ${distanceWords(finding.distance ?? 0)}。换了地方就重新登记；不该在这里，就撕下来告诉代表工委。`
    case 'unhung':
      return `${title}是我们的，还没登记贴在哪里，请现在登记。`
    case 'stopped':
      return sheet.replacedBy === null
        ? `${title}已经作废，请撕下来。`
        : `${title}已经换成${sheet.replacedBy}，请把旧的撕下来。`
  }
}

/** What is said of a code that is ours and on no sheet. */
export const personalSentence = (name: string, active: boolean): string =>
  active
    ? `这是${name}自己的码，是我们的，不是印出来的某一张，不用登记。`
    : `这是${name}以前的码，已经停用，请把印着它的纸撕下来。`

/** What is said of a code that is not ours, or was never made. */
export function strangerSentence(text: Exclude<PatrolText, { kind: 'code' }> | null): string {
  if (text === null || text.kind === 'no-code')
    return '网址是我们的，码不是。可能没扫全，请再扫一次；还是这样，就是仿造的，请拍照上报。'
  if (text.host === null)
    return '码里不是网址，不是我们的。要是盖在我们的海报上，就是假码，请拍照上报。'
  if (text.alike)
    return `${text.host} 和我们的网址很像，但不是！别在上面填任何东西，请拍照上报，再撕掉或盖住。`
  return `这个码通向 ${text.host}，不是我们的网址。要是盖在我们的海报上，就是假码，请拍照上报。`
}
