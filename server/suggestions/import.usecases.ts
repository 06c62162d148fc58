import { toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { columnLetter } from '@mashang/shared/roster/mapping.rules.ts'
import { classOf } from '@mashang/shared/suggestions/answers.rules.ts'
import type { suggestionImportApi } from '@mashang/shared/suggestions/import.api.ts'
import { rowsOf } from '@mashang/shared/suggestions/import.words.ts'
import {
  handledHere,
  promiseClocksOf,
} from '@mashang/shared/suggestions/imported-promises.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { isLeftUnanswered } from '@mashang/shared/suggestions/state-words.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { z } from 'zod'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { aliasWrites } from '../departments/aliases.usecases.ts'
import { stillStands } from '../departments/departments.store.ts'
import { chosenAliases, newDepartments, unknownWithGuesses } from './import.departments.ts'
import { fingerprintOf, type Given, type ListFile, look, matterOf } from './import.look.ts'
import { insertImport, insertImportRow } from './imports.store.ts'
import { openBySuggestion } from './list.usecases.ts'
import { insertSuggestion, saveSuggestion } from './suggestions.store.ts'
import { byAccount } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'
import { clockWrites, columnsOf, partyWrites } from './suggestions.writes.ts'
import { newRecord } from './writing.usecases.ts'

type Preview = z.input<NonNullable<typeof suggestionImportApi.preview.reply>>
type Report = z.input<NonNullable<typeof suggestionImportApi.confirm.reply>>

export async function previewImport(
  context: Context,
  file: ListFile,
  given: Given,
): Promise<Preview> {
  const looked = await look(context, file, given)
  const { list, changeOf } = looked
  const names = await namesOf(context)
  return {
    fileName: file.name,
    sheet: list.sheet,
    head: list.head,
    columns: list.columns.map((one) => ({ ...one, letter: columnLetter(one.column) })),
    missing: list.missing,
    rows: list.rows.map((row) => ({
      row: row.row,
      number: names.number(row) ?? '',
      title: row.title,
      lead: row.lead,
      handlers: row.handlers.map(({ id, name, part }) => ({ name, part, isNew: id === null })),
      secret: row.secret,
      answered: row.answeredAt !== null,
      class: row.class,
      promisedFor: toIsoOrNull(row.promisedFor),
      satisfaction: row.satisfaction,
      met: row.met,
      change: changeOf(row),
    })),
    problems: list.problems,
    warnings: list.warnings,
    unknownDepartments: unknownWithGuesses(looked),
    fingerprint: fingerprintOf(looked),
  }
}

/**
 * Imports what was previewed, all of it in one commit. Each suggestion carries in the ledger that it
 * came out of a list; a number that came out of one before is brought up to date instead.
 */
export async function confirmImport(
  context: Context,
  file: ListFile,
  given: Given & { fingerprint: string; departments?: string | undefined },
  actor: Actor,
): Promise<Report> {
  const looked = await look(context, file, given)
  const { records, dueOf, changeOf } = looked
  if (fingerprintOf(looked) !== given.fingerprint) throw new Failure(suggestionErrors.importChanged)
  if (looked.list.rows.length === 0) throw new Failure(suggestionErrors.importEmpty)
  const aliases = chosenAliases(looked, given.departments)
  const list = looked.readWith(aliases)
  const { district } = context
  const at = context.clock.now()
  const { calendar } = await calendarNow(context)
  const open = await openBySuggestion(context)
  const said = { at, actor: byAccount(actor) }
  const importId = newId()
  const made = newDepartments(context, list, said)
  const called = aliasWrites(
    context,
    aliases.map((one) => ({ ...one, importId })),
    said,
  )
  // Neither goes to one that is merged into another meanwhile.
  const named = new Set([
    ...aliases.map(({ departmentId }) => departmentId),
    ...list.rows.flatMap(({ handlers }) => handlers.flatMap(({ id }) => id ?? [])),
  ])
  const writes: Write[] = [
    ...[...named].map((id) => stillStands({ district, id })),
    ...made.writes,
    ...called.writes,
  ]
  const facts: Fact[] = [...made.facts, ...called.facts]
  const sums = { new: 0, changed: 0, same: 0, unanswered: 0 }
  for (const row of list.rows) {
    const change = changeOf(row)
    sums[change]++
    if (change === 'same') continue
    const before = row.existing === null ? undefined : records.get(row.existing.id)
    const matter = matterOf(row, before, made.idOf)
    // What it was like is told by what was said here; so is what it scores.
    const shut = before !== undefined && handledHere(before.matter)
    const answerDueAt = shut ? before.answerDueAt : dueOf(row)
    const record = before ?? {
      ...newRecord(context, matter, null, row.submittedAt),
      year: row.year,
      number: row.number,
      answerDueAt,
      importedAt: at,
    }
    if (isLeftUnanswered(matter)) sums.unanswered++
    writes.push(
      insertImportRow({
        district,
        importId,
        suggestionId: record.id,
        revision: before === undefined ? record.revision : before.revision + 1,
        before:
          before === undefined ? null : { matter: before.matter, answerDueAt: before.answerDueAt },
        undoneAt: null,
      }),
      before === undefined
        ? insertSuggestion(record)
        : saveSuggestion({
            ...columnsOf(matter),
            district,
            id: before.id,
            answerDueAt,
            year: before.year,
            number: before.number,
            revision: before.revision + 1,
            wasRevision: before.revision,
          }),
      ...partyWrites(district, record.id, matter),
      ...clockWrites(
        { district, suggestionId: record.id, rows: open.get(record.id) ?? [] },
        (running) => promiseClocksOf(matter, running),
        { now: at, calendar },
      ),
    )
    facts.push({
      ...said,
      type: before === undefined ? 'suggestion.imported' : 'suggestion.import-updated',
      subject: { kind: 'suggestion', id: record.id },
      data: {
        by: 'office',
        year: row.year,
        row: row.row,
        import: importId,
        // A list writes over what it brought in, and leaves where it is what goes on here.
        ...(shut ? { state: matter.state } : pointsOf(matter, before?.matter)),
      },
    })
  }
  const written = sums.new + sums.changed
  if (written > 0) {
    writes.push(
      insertImport({
        district,
        id: importId,
        at,
        accountId: actor.accountId,
        fileName: file.name,
        same: sums.same,
        problems: list.problems,
        departments: made.ids,
        undoneAt: null,
        undoneBy: null,
      }),
    )
    facts.push({
      ...said,
      type: 'suggestion-import.made',
      subject: { kind: 'suggestion-import', id: importId },
      data: { added: sums.new, changed: sums.changed, left: rowsOf(list.problems) },
    })
  }
  await committed(() => context.db.commit(district, writes, facts))
  return {
    added: sums.new,
    changed: sums.changed,
    same: sums.same,
    left: rowsOf(list.problems),
    departments: made.ids.length,
    id: written > 0 ? importId : null,
    unanswered: sums.unanswered,
  }
}

/** What points are counted from: whose it is, when it was, and how it was answered. */
export function pointsOf(matter: Matter, before: Matter | undefined): NonNullable<Fact['data']> {
  const joined = (of: Matter | undefined): string[] =>
    (of?.cosigners ?? []).map(({ representativeId }) => representativeId)
  const now = joined(matter)
  return {
    leadId: matter.representativeId,
    cosignerIds: now.join(' '),
    leftIds: joined(before)
      .filter((id) => !now.includes(id))
      .join(' '),
    on: matter.submittedAt,
    answeredOn: matter.answeredAt,
    class: classOf(matter),
  }
}

/** Of two who import the same at once the second is told. */
async function committed(commit: () => Promise<unknown>): Promise<void> {
  try {
    await commit()
  } catch (error) {
    if (error instanceof AlreadyThere || error instanceof Conflict)
      throw new Failure(suggestionErrors.importChanged, { cause: error })
    throw error
  }
}
