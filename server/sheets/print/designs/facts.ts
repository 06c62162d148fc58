import { sheetTitles } from '@mashang/shared/sheets/formats.words.ts'
import type { SheetContent } from '../print.types.ts'
import type { Row } from './stack.ts'
import type { Studio } from './studio.ts'

/** 海报 0137 */
export const numberOf = ({ setting }: Studio, { number }: SheetContent): string =>
  `${sheetTitles[setting.format]} ${number}`

/** Facts in one line, those that there are. */
export const joined = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join('　')

export const officeOf = ({ setting }: Studio): string =>
  setting.template.texts.officeLine ?? setting.office

export const isStation = ({ subject }: SheetContent): boolean => subject === 'station'

export const sloganOf = ({ setting }: Studio, content: SheetContent): string => {
  const { slogan, stationSlogan } = setting.template.texts
  return isStation(content) ? stationSlogan : slogan
}

/** 当面说，每月第一个星期二上午; nothing where there is neither day nor station. */
export function whenToCome({ setting }: Studio, { station }: SheetContent): string | null {
  const { receptionLine } = setting.template.texts
  if (receptionLine !== undefined) return `当面说，${receptionLine}`
  return station === null ? null : '当面说，到'
}

/** Rows of the address that tells a true code from a false one, and the ways round the code. */
export function wayRows(
  studio: Studio,
  content: SheetContent,
  size: { domain: number; label: number; strong: number; gap: number },
): Row[] {
  const { setting, theme } = studio
  const { texts } = setting.template
  const label = (text: string | null | undefined, gap = size.gap): Row => ({
    text,
    font: 'sans',
    size: size.label,
    colour: theme.soft,
    gap,
  })
  const strong = (text: string | null, part = 1): Row => ({
    text,
    font: 'bold',
    size: size.strong * part,
    colour: theme.ink,
    gap: size.label * 0.4,
  })
  return [
    { text: setting.domain, font: 'bold', size: size.domain, colour: theme.ink, lines: 1 },
    label(texts.warning, size.label * 0.45),
    label(setting.phone === '' ? null : texts.phoneLine),
    strong(setting.phone),
    label(whenToCome(studio, content)),
    strong(content.station, 0.93),
    label(texts.extraLine, size.gap * 0.8),
  ]
}
