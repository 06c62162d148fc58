import { Failure } from '@mashang/shared/core/errors.ts'
import { cleanLine } from '@mashang/shared/core/text.ts'
import type { BatchOrder, BatchSelect, BatchSkip } from '@mashang/shared/sheets/batches.model.ts'
import {
  bothOf,
  choosesNobody,
  type Plan,
  type PlanEntry,
  planOf,
} from '@mashang/shared/sheets/plan.rules.ts'
import { batchErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import { sheetLimits } from '@mashang/shared/sheets/sheets.words.ts'
import type { Context } from '../core/context.ts'
import { allRepresentatives } from '../representatives/representatives.store.ts'
import { allStations } from '../stations/stations.store.ts'
import { contentOf, loadPeople, type People } from './batches.content.ts'
import { sheetsById } from './batches.store.ts'
import type { SheetContent } from './print/print.types.ts'
import type { Printer } from './print/printer.ts'
import { selectionOr404 } from './selections.store.ts'

/** A selection with the lists of the saved one that it names, as that is now. */
export async function resolved(context: Context, select: BatchSelect): Promise<BatchSelect> {
  if ('all' in select || select.saved === undefined) return select
  const { saved, ...lists } = select
  return bothOf(lists, (await selectionOr404(context, saved)).select)
}

/** Whom a selection means now: areas and members are those of this moment. */
export async function expand(context: Context, select: BatchSelect): Promise<Plan> {
  const chosen = await resolved(context, select)
  const again = 'all' in chosen ? [] : [...new Set(chosen.sheets)]
  return planOf(chosen, {
    representatives: await allRepresentatives(context),
    stations: await allStations(context),
    sheets: await sheetsById(context, again),
  })
}

const tooMany = (chosen: number, copies: number): Failure =>
  new Failure(batchErrors.tooMany, {
    detail: `选中了 ${chosen} 个${copies === 1 ? '' : `、各印 ${copies} 张`}，一批最多印 ${sheetLimits.batch} 张，请分成几批。`,
  })

/**
 * Whom an order prints for, and who is left out and why. Throws where nobody or too many are chosen.
 */
export async function planFor(
  context: Context,
  printer: Printer,
  { select, copies, place }: Pick<BatchOrder, 'select' | 'copies' | 'place'>,
): Promise<Plan> {
  if (choosesNobody(select)) throw new Failure(batchErrors.nobody)
  if (!('all' in select)) {
    const named = [select.representatives, select.stations, select.sheets].reduce(
      (sum, list) => sum + (list?.length ?? 0),
      0,
    )
    if (named * copies > sheetLimits.batch) throw tooMany(named, copies)
  }
  const plan = await expand(context, select)
  const chosen = plan.entries.length + plan.skipped.length
  if (chosen === 0) throw new Failure(batchErrors.nobody)
  if (chosen * copies > sheetLimits.batch) throw tooMany(chosen, copies)
  return await withoutUnprintable(context, printer, plan, place)
}

/**
 * Leaves out whose sheet would show a character that no font of ours has: a box on a wall is worse
 * than a sheet that was not printed.
 */
async function withoutUnprintable(
  context: Context,
  printer: Printer,
  plan: Plan,
  place: string | undefined,
): Promise<Plan> {
  const people = await loadPeople(context)
  const shown = plan.entries.map((entry) => {
    const sheet = {
      number: 0,
      code: '',
      subjectKind: entry.kind,
      subjectId: entry.id,
      stationId: entry.stationId,
      place: entry.place ?? place ?? null,
    }
    const content = contentOf(context, people, sheet, null)
    return { entry, name: content?.name ?? '', words: content === null ? '' : wordsOf(content) }
  })
  const missing = await missingOf(printer, shown.map(({ words }) => words).join(''))
  if (missing.size === 0) return plan
  const entries: PlanEntry[] = []
  const skipped = new Map<string, BatchSkip>()
  for (const { entry, name, words } of shown) {
    const lacking = [...new Set(words)].filter((character) => missing.has(character))
    if (lacking.length === 0) entries.push(entry)
    else
      skipped.set(`${entry.id} ${lacking.join('')}`, {
        name,
        reason: 'characters',
        message: `${name}的海报上有字库没有的字“${lacking.join('、')}”，没有印。`,
      })
  }
  return { entries, skipped: [...plan.skipped, ...skipped.values()] }
}

/** Characters of a text that no font has. */
const missingOf = async (printer: Printer, words: string): Promise<ReadonlySet<string>> =>
  new Set(await printer.missingCharacters([...new Set(words)].join('')))

/** Of all that sheets may show of the roster. */
export const missingIn = (
  printer: Printer,
  { representatives, stations, district }: People,
): Promise<ReadonlySet<string>> =>
  missingOf(
    printer,
    cleanLine(
      [
        district.congress,
        ...[...stations.values()].flatMap(({ name, area }) => [name, area]),
        ...[...representatives.values()].flatMap((one) => [one.name, one.electoralUnit]),
      ].join(''),
    ),
  )

/** What of these a sheet would show, each once. */
export const lackingIn = (content: SheetContent, missing: ReadonlySet<string>): string[] =>
  [...new Set(wordsOf(content))].filter((character) => missing.has(character))

const wordsOf = ({ name, congress, unit, station, place, people }: SheetContent): string =>
  cleanLine([name, congress, unit, station, place, ...people].join(''))
