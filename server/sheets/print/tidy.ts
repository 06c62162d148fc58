import { Failure } from '@mashang/shared/core/errors.ts'
import { cleanLine } from '@mashang/shared/core/text.ts'
import { sheetTitles } from '@mashang/shared/sheets/formats.words.ts'
import { printErrors } from '@mashang/shared/sheets/print.errors.ts'
import { missingCharacters, missingMongolian } from './fonts/faces.ts'
import type { PrintSetting, SheetContent } from './print.types.ts'

const optional = (text: string | null): string | null =>
  text === null ? null : cleanLine(text) || null

/** The sheet's texts on one line each, without what cannot be printed. */
function tidySheet(sheet: SheetContent): SheetContent {
  return {
    ...sheet,
    number: cleanLine(sheet.number),
    name: cleanLine(sheet.name),
    congress: cleanLine(sheet.congress),
    unit: optional(sheet.unit),
    station: optional(sheet.station),
    place: optional(sheet.place),
    people: sheet.people.map(cleanLine).filter((name) => name !== ''),
  }
}

/**
 * A sheet as it will be drawn.
 * @throws Failure print.missing-characters, naming sheet and characters, when a font lacks some: a
 * box on a wall is worse than a sheet that was not printed
 */
export function ready(sheet: SheetContent, { format }: PrintSetting): SheetContent {
  const tidy = tidySheet(sheet)
  const { number, name, congress, unit, station, place, people } = tidy
  const missing = missingCharacters(
    [number, name, congress, unit, station, place, ...people].join(''),
  )
  if (missing.length > 0)
    throw new Failure(printErrors.missingCharacters, {
      detail: `${sheetTitles[format]} ${number}（${name}）里的「${missing.join('、')}」字体里没有，印不出来，请换一种写法。`,
    })
  return tidy
}

/** The same for what all sheets share. */
export function readySetting(setting: PrintSetting): PrintSetting {
  const { texts } = setting.template
  const tidy = {
    ...setting,
    domain: cleanLine(setting.domain),
    phone: cleanLine(setting.phone),
    office: cleanLine(setting.office),
  }
  const missing = [
    ...missingCharacters([tidy.domain, tidy.phone, tidy.office, ...Object.values(texts)].join('')),
    ...missingMongolian(setting.template.mongolian ?? ''),
  ]
  if (missing.length === 0) return tidy
  throw new Failure(printErrors.missingCharacters, {
    detail: `模板里的「${missing.join('、')}」字体里没有，印不出来，请换一种写法。`,
  })
}
