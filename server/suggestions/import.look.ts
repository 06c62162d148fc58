import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { NOT_COUNTED_YET } from '@mashang/shared/issues/resolution.rules.ts'
import type { RosterSheet } from '@mashang/shared/roster/roster.model.ts'
import type { suggestionImportApi } from '@mashang/shared/suggestions/import.api.ts'
import {
  type KnownForImport,
  type ReadList,
  type ResolvedRow,
  readList,
} from '@mashang/shared/suggestions/import.rules.ts'
import { saidColumns } from '@mashang/shared/suggestions/import.words.ts'
import type { Alias } from '@mashang/shared/suggestions/import-departments.rules.ts'
import { importedMatter, isImportedContact } from '@mashang/shared/suggestions/imported.rules.ts'
import { handledHere, onlyShuts } from '@mashang/shared/suggestions/imported-promises.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { months, spanEnd } from '@mashang/shared/suggestions/periods.rules.ts'
import { and, eq, isNotNull } from 'drizzle-orm'
import type { z } from 'zod'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Context } from '../core/context.ts'
import { allAliases } from '../departments/aliases.store.ts'
import { allDepartments } from '../departments/departments.store.ts'
import { districtNow } from '../districts/districts.store.ts'
import { allRepresentatives } from '../representatives/representatives.store.ts'
import { readRosterFile } from '../roster/roster.file.ts'
import { scoredAmong } from './import.store.ts'
import { periodsNow, type SuggestionRecord } from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'

export interface ListFile {
  name: string
  bytes: Buffer
}
/** What a clerk says of a list. */
export type Given = z.output<NonNullable<typeof suggestionImportApi.preview.query>>

export interface Looked {
  sheets: readonly RosterSheet[]
  list: ReadList
  known: KnownForImport
  /** The same list once more, where these are other words for departments. */
  readWith(aliases: readonly Alias[]): ReadList
  records: ReadonlyMap<string, SuggestionRecord>
  /** Until when each row's answer was due. */
  dueOf(row: ResolvedRow): number | null
  changeOf(row: ResolvedRow): 'new' | 'changed' | 'same'
}

/** Reads a file and compares it with what there is. */
export async function look(context: Context, file: ListFile, given: Given): Promise<Looked> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const now = context.clock.now()
  const sheets = await readRosterFile(file.bytes, file.name)
  const rows = await context.db.read
    .select()
    .from(s)
    .where(and(eq(s.district, context.district), isNotNull(s.number)))
  const known: KnownForImport = {
    district: (await districtNow(context)).name,
    people: await allRepresentatives(context),
    departments: await allDepartments(context),
    aliases: await allAliases(context),
    numbers: new Map(
      rows.map(({ id, year: of, number, importedAt, representativeId, matter }) => [
        `${of} ${number}`,
        { id, imported: importedAt !== null, lead: representativeId, matter },
      ]),
    ),
  }
  const records = new Map(rows.map((row) => [row.id, row]))
  const { calendar } = await calendarNow(context)
  const { answerMonths } = await periodsNow(context)
  const dueOf = (row: ResolvedRow): number | null => {
    const due = row.dueAt ?? spanEnd(row.assignedAt, months(answerMonths), calendar)
    return due === NOT_COUNTED_YET ? null : due
  }
  const readWith = (aliases: readonly Alias[]): ReadList =>
    readList(
      sheets,
      { ...known, aliases: [...known.aliases, ...aliases] },
      given.year ?? localParts(now).year - 1,
      now,
      {
        sheet: given.sheet,
        row: given.head,
        fields: given.columns === undefined ? new Map() : saidColumns(given.columns),
      },
    )
  const list = readWith([])
  const scored = await scoredAmong(
    context,
    list.rows.flatMap(({ existing }) => existing?.id ?? []),
  )
  return {
    sheets,
    list,
    known,
    readWith,
    records,
    dueOf,
    changeOf(row) {
      const before = row.existing === null ? undefined : records.get(row.existing.id)
      if (before === undefined) return 'new'
      if (handledHere(before.matter)) return onlyShuts(row, before.matter) ? 'changed' : 'same'
      // What came in before lists scored is said once more, and scores from then on.
      const same =
        scored.has(before.id) &&
        before.answerDueAt === dueOf(row) &&
        isDeepStrictEqual(
          matterOf(row, before, () => ''),
          before.matter,
        )
      return same ? 'same' : 'changed'
    },
  }
}

/** What the office has decided since stays: whether it is an excellent one, whom it has urged. */
const decidedSince = ({ excellent, reminders, replaced }: Matter): Partial<Matter> => ({
  ...(excellent === undefined ? {} : { excellent }),
  ...(reminders === undefined ? {} : { reminders }),
  ...(replaced === undefined ? {} : { replaced }),
})

/** What a list says, with what the office has decided and what was logged since. */
export function matterOf(
  row: ResolvedRow,
  before: SuggestionRecord | undefined,
  departmentOf: (name: string) => string,
): Matter {
  if (before !== undefined && handledHere(before.matter))
    return { ...before.matter, secret: true, publishedAt: null }
  const read = importedMatter(row, departmentOf)
  // A mark by hand beats a list that says otherwise; a list that is stricter beats everything.
  const marked = before?.matter.remarks.some(({ act }) => act.endsWith('mark-secret')) ?? false
  const secret =
    row.secret === true ||
    (marked || row.secret === null ? (before?.matter.secret ?? false) : row.secret)
  const logged = (before?.matter.contacts ?? []).filter((one) => !isImportedContact(one))
  return {
    ...read,
    ...(before === undefined ? {} : decidedSince(before.matter)),
    contacts: [...read.contacts, ...logged],
    secret,
    publishedAt: secret ? null : (before?.publishedAt ?? null),
    remarks: before?.matter.remarks ?? [],
  }
}

/** What was looked at: whatever of it changes, the preview does not hold any more. */
export const fingerprintOf = ({ list, records, changeOf }: Looked): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        list.rows.map((row) => [row, changeOf(row), records.get(row.existing?.id ?? '')?.revision]),
        list.problems,
        list.unknownDepartments,
      ]),
    )
    .digest('base64url')
