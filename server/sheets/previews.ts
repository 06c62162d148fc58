import { CODE_LENGTH } from '@mashang/shared/codes/codes.rules.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { representativeErrors } from '@mashang/shared/representatives/representatives.errors.ts'
import type { batchesApi } from '@mashang/shared/sheets/batches.api.ts'
import { sheetFormats } from '@mashang/shared/sheets/formats.words.ts'
import { templateErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import { keysOf } from '@mashang/shared/sheets/sheets.model.ts'
import { sheetNumber } from '@mashang/shared/sheets/sheets.words.ts'
import type { SheetTemplate } from '@mashang/shared/sheets/template.model.ts'
import type { z } from 'zod'
import { codeUrl } from '../codes/codes.usecases.ts'
import type { Context } from '../core/context.ts'
import { contentOf, loadPeople, type People, portraitReader, settingOf } from './batches.content.ts'
import type { SheetContent } from './print/print.types.ts'
import type { Printer } from './print/printer.ts'

export type Preview = z.output<NonNullable<typeof batchesApi.preview.body>>

/** As long as a real one, and nobody's: a preview that gets printed leads to nobody. */
const NO_CODE = 'X'.repeat(CODE_LENGTH)

const PLAIN = { medium: 'indoors', cropMarks: false, imposition: 'single' } as const

/** How a sheet would look, as PNG. It gets neither number nor code. */
export async function previewOf(
  context: Context,
  printer: Printer,
  wanted: Preview,
): Promise<Uint8Array> {
  const people = await loadPeople(context)
  const order = { ...PLAIN, format: wanted.format, labelSize: wanted.labelSize }
  return await printer.preview(
    settingOf(context, people, order, wanted.template, wanted.startAt),
    await contentFor(context, people, wanted.subject),
  )
}

/**
 * Prints a sheet with a template and reads its code, in every format where the logo is in the code.
 * @throws Failure print.* with the reason where it cannot be read, or a character cannot be printed
 */
export async function checkReads(
  context: Context,
  printer: Printer,
  template: SheetTemplate,
): Promise<void> {
  const people = await loadPeople(context)
  const formats = template.logo?.placement === 'code' ? keysOf(sheetFormats) : (['a4'] as const)
  for (const format of formats) {
    const setting = settingOf(context, people, { ...PLAIN, format }, template, 1)
    await printer.checkTemplate(setting, invented(context, people))
  }
}

async function contentFor(
  context: Context,
  people: People,
  subject: Preview['subject'],
): Promise<SheetContent> {
  if (subject === undefined) return invented(context, people)
  const sheet = {
    number: 0,
    code: NO_CODE,
    place: null,
    subjectKind: subject.kind,
    subjectId: subject.id,
    stationId:
      subject.kind === 'station'
        ? subject.id
        : (people.representatives.get(subject.id)?.stationId ?? null),
  }
  const photo = await portraitReader(context, people)(sheet)
  const content = contentOf(context, people, sheet, photo)
  if (content === null) throw new Failure(representativeErrors.notFound)
  return content
}

const invented = (context: Context, { district }: People): SheetContent => ({
  number: sheetNumber(0),
  url: codeUrl(context, NO_CODE),
  subject: 'representative',
  name: '王建国',
  mongolian: null,
  congress: district.congress,
  unit: '示例街道第一选区',
  station: '示例街道代表之家',
  place: '示例社区公告栏',
  people: [],
  photo: null,
})

interface Waiting {
  start(): void
  giveUp(): void
}

/**
 * One at a time, and of each asker only the newest: whoever moves a slider asks many times, and
 * looks at the last answer only.
 */
export function newestOnly(): <T>(asker: string, work: () => Promise<T>) => Promise<T> {
  const waiting = new Map<string, Waiting>()
  let busy = false
  const next = (): void => {
    const [first] = waiting
    busy = first !== undefined
    if (first === undefined) return
    waiting.delete(first[0])
    first[1].start()
  }
  return async (asker, work) => {
    if (busy) {
      waiting.get(asker)?.giveUp()
      await new Promise<void>((start, refuse) => {
        waiting.set(asker, {
          start,
          giveUp: () => refuse(new Failure(templateErrors.superseded)),
        })
      })
    }
    busy = true
    try {
      return await work()
    } finally {
      next()
    }
  }
}
