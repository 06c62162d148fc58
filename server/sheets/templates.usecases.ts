import { isDeepStrictEqual } from 'node:util'
import { toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { TemplateRow } from '@mashang/shared/sheets/batches.api.ts'
import { type SheetDesign, sheetDesigns } from '@mashang/shared/sheets/formats.words.ts'
import { templateErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import { type SheetTemplate, templateDefaults } from '@mashang/shared/sheets/template.model.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { checkReads } from './previews.ts'
import type { Printer } from './print/printer.ts'
import {
  changeTemplate,
  deleteTemplate,
  insertTemplate,
  makeDefaultTemplate,
  noDefaultTemplate,
  type TemplateRecord,
  templateRows,
} from './templates.store.ts'

/** Built-in templates have ids before they have rows: a row is made when one is changed. */
const BUILT_IN: Record<SheetDesign, string> = {
  name: '00000000-0000-7000-8000-000000000001',
  promise: '00000000-0000-7000-8000-000000000002',
}
const designs = Object.keys(sheetDesigns) as SheetDesign[]
const builtInIds: ReadonlySet<string> = new Set(Object.values(BUILT_IN))

/** All templates: built-in ones first, as they were changed or as they came; one is the default. */
export async function listTemplates(context: Context): Promise<TemplateRow[]> {
  const rows = await templateRows(context)
  const known = new Map(rows.map((row) => [row.id, row]))
  const defaultId = rows.find((row) => row.isDefault)?.id ?? BUILT_IN.name
  const view = (id: string, template: SheetTemplate): TemplateRow => ({
    id,
    template,
    savedAt: toIsoOrNull(known.get(id)?.updatedAt ?? null),
    builtIn: builtInIds.has(id),
    usedAsDefault: id === defaultId,
  })
  return [
    ...designs.map((design) => {
      const id = BUILT_IN[design]
      return view(id, known.get(id)?.template ?? templateDefaults[design])
    }),
    ...rows.filter((row) => !builtInIds.has(row.id)).map((row) => view(row.id, row.template)),
  ]
}

export async function templateOr404(context: Context, id: string): Promise<TemplateRow> {
  const found = (await listTemplates(context)).find((row) => row.id === id)
  if (found === undefined) throw new Failure(templateErrors.notFound)
  return found
}

/** The one that is asked for, or the district's default. */
export async function templateFor(
  context: Context,
  id: string | undefined,
): Promise<SheetTemplate> {
  if (id !== undefined) return (await templateOr404(context, id)).template
  const all = await listTemplates(context)
  const found = all.find((row) => row.usedAsDefault)
  if (found === undefined) throw new Error('no template is the default')
  return found.template
}

const factOf = (context: Context, actor: Actor, id: string, type: string): Fact => ({
  at: context.clock.now(),
  type,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'sheet-template', id },
})

const rowOf = (
  context: Context,
  id: string,
  template: SheetTemplate,
  isDefault: boolean,
): TemplateRecord => {
  const at = context.clock.now()
  return {
    district: context.district,
    id,
    name: template.name,
    template,
    isDefault,
    createdAt: at,
    updatedAt: at,
  }
}

/** Keeps a template under an id, once its name is free and its code can be read. */
async function keep(
  context: Context,
  printer: Printer,
  id: string,
  template: SheetTemplate,
  writeFor: (row: TemplateRecord) => Write,
  actor: Actor,
): Promise<TemplateRow> {
  const all = await listTemplates(context)
  if (all.some((row) => row.id !== id && row.template.name === template.name))
    throw new Failure(templateErrors.nameTaken)
  await checkReads(context, printer, template)
  try {
    await context.db.commit(
      context.district,
      [writeFor(rowOf(context, id, template, false))],
      [factOf(context, actor, id, 'template.saved')],
    )
  } catch (error) {
    // The same one for the first time by somebody else, or another one of this name.
    if (error instanceof AlreadyThere) {
      const made = (await templateRows(context)).some((row) => row.id === id)
      throw new Failure(made ? coreErrors.conflict : templateErrors.nameTaken, { cause: error })
    }
    throw error
  }
  return await templateOr404(context, id)
}

export const createTemplate = (
  context: Context,
  printer: Printer,
  wanted: SheetTemplate,
  actor: Actor,
): Promise<TemplateRow> => keep(context, printer, newId(), wanted, insertTemplate, actor)

/** Batches that were ordered keep the template as it was then. */
export async function saveTemplate(
  context: Context,
  printer: Printer,
  id: string,
  { basedOn, ...wanted }: SheetTemplate & { basedOn: string | null },
  actor: Actor,
): Promise<TemplateRow> {
  const now = await templateOr404(context, id)
  const { savedAt } = now
  // Sent again after an answer that was lost: it is done already.
  if (savedAt !== null && isDeepStrictEqual(now.template, wanted)) return now
  if (basedOn !== savedAt) throw new Failure(coreErrors.conflict)
  const writeFor = (row: TemplateRecord): Write => {
    if (savedAt === null) return insertTemplate(row)
    const was = Date.parse(savedAt)
    // Never the same moment twice: it tells one from the other.
    return changeTemplate({ ...row, updatedAt: Math.max(row.updatedAt, was + 1), was })
  }
  return await keep(context, printer, id, wanted, writeFor, actor)
}

/** A built-in one that was changed becomes what it was; one that was not stays. */
export async function removeTemplate(context: Context, id: string, actor: Actor): Promise<void> {
  const { builtIn } = await templateOr404(context, id)
  const changed = (await templateRows(context)).some((row) => row.id === id)
  if (builtIn && !changed) throw new Failure(templateErrors.builtIn)
  await context.db.commit(
    context.district,
    [deleteTemplate({ district: context.district, id })],
    [factOf(context, actor, id, 'template.removed')],
  )
}

export async function useTemplate(
  context: Context,
  id: string,
  actor: Actor,
): Promise<TemplateRow> {
  const { template } = await templateOr404(context, id)
  await context.db.commit(
    context.district,
    [
      noDefaultTemplate({ district: context.district }),
      makeDefaultTemplate(rowOf(context, id, template, true)),
    ],
    [factOf(context, actor, id, 'template.used-as-default')],
  )
  return await templateOr404(context, id)
}
