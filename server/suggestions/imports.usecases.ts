import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { afterMerger } from '@mashang/shared/suggestions/department-mergers.rules.ts'
import type { suggestionImportApi } from '@mashang/shared/suggestions/import.api.ts'
import { promiseClocksOf } from '@mashang/shared/suggestions/imported-promises.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { z } from 'zod'
import { accountNames } from '../accounts/accounts.store.ts'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { type AliasRecord, allAliases } from '../departments/aliases.store.ts'
import { aliasRemovals } from '../departments/aliases.usecases.ts'
import { allDepartments, departmentsEver, goesOnAs } from '../departments/departments.store.ts'
import { pointsOf } from './import.usecases.ts'
import { dropUnnamedDepartment, unnamedAfter } from './imports.departments.ts'
import {
  allImports,
  dropClocks,
  dropSuggestion,
  findImport,
  type ImportRecord,
  type ImportRowRecord,
  rowsOfImport,
  saveUndone,
  standAgain,
  undoRow,
  workedOn,
} from './imports.store.ts'
import {
  dropParties,
  openClocksOf,
  type SuggestionRecord,
  saveSuggestion,
  withMatter,
} from './suggestions.store.ts'
import { byAccount } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'
import { clockWrites, columnsOf, partyWrites } from './suggestions.writes.ts'

type Listed = z.input<NonNullable<typeof suggestionImportApi.list.reply>>
type Problems = z.input<NonNullable<typeof suggestionImportApi.problems.reply>>
type Undoing = z.input<NonNullable<typeof suggestionImportApi.undoing.reply>>

/** Every import there was: who, when, what came of it and how much of that still stands. */
export async function listImports(context: Context): Promise<Listed> {
  const imports = await allImports(context)
  const names = await namesOf(context)
  const people = await accountNames(
    context,
    imports.flatMap(({ accountId, undoneBy }) => [accountId, ...(undoneBy ? [undoneBy] : [])]),
  )
  return {
    items: imports.map((one) => ({
      id: one.id,
      at: toIso(one.at),
      by: people.get(one.accountId) ?? '代表工委',
      fileName: one.fileName,
      written: one.rows,
      same: one.same,
      left: one.left,
      departments: one.departments.map(names.department),
      undone: one.undone,
      undoneAt: toIsoOrNull(one.undoneAt),
      undoneBy: one.undoneBy === null ? null : (people.get(one.undoneBy) ?? '代表工委'),
    })),
  }
}

/** The rows of one that were not taken, with why. */
export async function problemsOfImport(context: Context, id: string): Promise<Problems> {
  const found = await findImport(context, id)
  if (found === null) throw new Failure(suggestionErrors.importUnknown)
  return { items: [...found.problems] }
}

interface Looked {
  record: ImportRecord
  goes: { row: ImportRowRecord; record: SuggestionRecord }[]
  stays: { row: ImportRowRecord; record: SuggestionRecord; why: string }[]
  departments: string[]
  aliases: AliasRecord[]
}

async function look(context: Context, id: string): Promise<Looked> {
  const record = await findImport(context, id)
  if (record === null) throw new Failure(suggestionErrors.importUnknown)
  const rows = await rowsOfImport(context, id)
  const records = new Map(
    (
      await withMatter(
        context,
        rows.map(({ suggestionId }) => ({ id: suggestionId })),
      )
    ).map((one) => [one.id, one]),
  )
  const worked = await workedOn(context, [...records.keys()], record.at)
  const goes: Looked['goes'] = []
  const stays: Looked['stays'] = []
  for (const row of rows) {
    const found = records.get(row.suggestionId)
    if (found === undefined) continue
    if (worked.has(found.id)) stays.push({ row, record: found, why: '导入以后办过' })
    else if (found.revision !== row.revision)
      stays.push({ row, record: found, why: '后来又导入过，请先撤回后一次' })
    else goes.push({ row, record: found })
  }
  const back = new Map(goes.map((one) => [one.record.id, one.row.before]))
  // One that was merged into another is what the ledger names, and says what became of it.
  const standing = new Set((await allDepartments(context)).map((one) => one.id))
  const made = record.departments.filter((one) => standing.has(one))
  const departments = await unnamedAfter(context, made, id, back)
  // What is said with a list goes with it, so that the next one asks again; so does what else is
  // said of a department that goes.
  const aliases = (await allAliases(context)).filter(
    (one) => one.importId === id || departments.includes(one.departmentId),
  )
  return { record, goes, stays, departments, aliases }
}

async function viewOf(context: Context, looked: Looked): Promise<Undoing> {
  const names = await namesOf(context)
  return {
    removed: looked.goes.filter(({ row }) => row.before === null).length,
    restored: looked.goes.filter(({ row }) => row.before !== null).length,
    stays: looked.stays.map(({ record, why }) => ({
      id: record.id,
      number: names.number(record) ?? '',
      title: record.title,
      why,
    })),
    departments: looked.departments.map(names.department),
    aliases: looked.aliases.map(({ name }) => name),
  }
}

export const showUndoing = async (context: Context, id: string): Promise<Undoing> =>
  await viewOf(context, await look(context, id))

/** Whose it was, for the points that were counted of it. */
const peopleOf = (matter: Matter) => ({
  leadId: matter.representativeId,
  cosignerIds: matter.cosigners.map(({ representativeId }) => representativeId).join(' '),
})

/**
 * 撤回这次导入: what it made goes, what it changed is as before. What somebody has worked on since, or a
 * later list has changed, stays and is named. The ledger keeps everything, and says that it was withdrawn.
 */
export async function undoImport(context: Context, id: string, actor: Actor): Promise<Undoing> {
  const looked = await look(context, id)
  const { record, goes, departments, aliases } = looked
  if (goes.length === 0) throw new Failure(suggestionErrors.importStays)
  const view = await viewOf(context, looked)
  const { district } = context
  const at = context.clock.now()
  const said = { at, actor: byAccount(actor) }
  const { calendar } = await calendarNow(context)
  const given = goes.flatMap(({ row, record: one }) => (row.before === null ? [] : [one.id]))
  const open = Map.groupBy(await openClocksOf(context, given), (one) => one.suggestionId)
  const ever = await departmentsEver(context)
  /** What a list has written over may name departments that have been merged since. */
  const mergersDone = (matter: Matter): Matter =>
    ever.reduce(
      (now, { id: from, mergedInto }) =>
        mergedInto === null ? now : afterMerger(now, { from, into: goesOnAs(ever, from) }),
      matter,
    )
  const writes: Write[] = []
  const facts: Fact[] = []
  for (const { row, record: now } of goes) {
    const suggestionId = now.id
    writes.push(undoRow({ district, importId: id, suggestionId, undoneAt: at }))
    const before = row.before && { ...row.before, matter: mergersDone(row.before.matter) }
    if (before === null)
      writes.push(
        dropSuggestion({ district, id: suggestionId, wasRevision: row.revision }),
        dropParties({ district, suggestionId }),
        dropClocks({ district, suggestionId }),
      )
    else
      writes.push(
        saveSuggestion({
          ...columnsOf(before.matter),
          district,
          id: suggestionId,
          answerDueAt: before.answerDueAt,
          year: now.year,
          number: now.number,
          revision: now.revision + 1,
          wasRevision: now.revision,
        }),
        standAgain({
          district,
          suggestionId,
          revision: now.revision + 1,
          wasRevision: now.revision - 1,
        }),
        ...partyWrites(district, suggestionId, before.matter),
        ...clockWrites(
          { district, suggestionId, rows: open.get(suggestionId) ?? [] },
          (running) => promiseClocksOf(before.matter, running),
          { now: at, calendar },
        ),
      )
    facts.push({
      ...said,
      type: 'suggestion.import-undone',
      subject: { kind: 'suggestion', id: suggestionId },
      data: {
        by: 'office',
        import: id,
        ...(before === null
          ? { gone: true, ...peopleOf(now.matter) }
          : { state: before.matter.state, ...pointsOf(before.matter, now.matter) }),
      },
    })
  }
  for (const one of departments) {
    writes.push(dropUnnamedDepartment(district, one))
    facts.push({
      ...said,
      type: 'department.removed',
      subject: { kind: 'department', id: one },
      data: { import: id },
    })
  }
  const uncalled = aliasRemovals(context, aliases, said)
  writes.push(...uncalled.writes)
  facts.push(...uncalled.facts)
  writes.push(saveUndone({ district, id: record.id, undoneAt: at, undoneBy: actor.accountId }))
  facts.push({
    ...said,
    type: 'suggestion-import.undone',
    subject: { kind: 'suggestion-import', id },
    data: { removed: view.removed, restored: view.restored, stays: view.stays.length },
  })
  try {
    await context.db.commit(district, writes, facts)
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(suggestionErrors.importMoved, { cause: error })
    throw error
  }
  return view
}
