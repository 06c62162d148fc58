import { representativeStates } from '@mashang/shared/representatives/representatives.words.ts'
import type { Changes, ImportDecision, Skipped } from '@mashang/shared/roster/import.rules.ts'
import type { RosterReport, RowChange } from '@mashang/shared/roster/roster.api.ts'
import type { RosterPreview, RosterProblem } from '@mashang/shared/roster/roster.model.ts'
import {
  problemWords,
  representativeFieldWords,
  skippedWords,
  stationFieldWords,
} from '@mashang/shared/roster/roster.words.ts'
import { stationKinds } from '@mashang/shared/stations/stations.words.ts'
import { maskPhone } from '../core/phones.ts'

const fieldWords = {
  representative: {
    ...representativeFieldWords,
    state: representativeFieldWords.status,
    leftOn: '离任时间',
  } as Record<string, string>,
  station: stationFieldWords as Record<string, string>,
}

const valueWords: Record<string, string> = {
  male: '男',
  female: '女',
  true: '是',
  false: '否',
  ...representativeStates,
  ...stationKinds,
}

const wordsOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : (valueWords[String(value)] ?? String(value))

/** Numbers that the system keeps sealed are recognised, not read out. */
const SEALED = new Set(['phone', 'headPhone', 'liaisonPhone'])
const fieldsOf = (kind: RowChange['kind'], changes: Changes): RowChange['fields'] =>
  Object.entries(changes).map(([field, { from, to }]) => {
    const before = wordsOf(from)
    return {
      field: fieldWords[kind][field] ?? field,
      from: before !== null && SEALED.has(field) ? maskPhone(before) : before,
      to: wordsOf(to),
    }
  })

/** What an import would do to each row, in the order of the file. */
export function rowChanges(preview: RosterPreview, decision: ImportDecision): RowChange[] {
  const sheets = new Map(preview.sheets.map(({ name }, index) => [name, index]))
  const rows = (['representative', 'station'] as const).flatMap((kind): RowChange[] => {
    const of = kind === 'station' ? decision.stations : decision.representatives
    const at = ({ sheet, row }: { sheet: string; row: number }) => ({ kind, sheet, row })
    return [
      ...of.insert.map((row): RowChange => ({ ...at(row), change: 'new', fields: [] })),
      ...of.update.map(
        ({ row, changes }): RowChange => ({
          ...at(row),
          change: 'changed',
          fields: fieldsOf(kind, changes),
        }),
      ),
      ...of.unchanged.map(
        ({ row }): RowChange => ({ ...at(row), change: 'unchanged', fields: [] }),
      ),
    ]
  })
  return rows.sort(
    (a, b) => (sheets.get(a.sheet) ?? 0) - (sheets.get(b.sheet) ?? 0) || a.row - b.row,
  )
}

type ClashReason = 'phone_of_other' | 'several_people_fit'
const isClash = (skipped: Skipped): skipped is Skipped & { reason: ClashReason } =>
  skipped.reason === 'phone_of_other' || skipped.reason === 'several_people_fit'

/** Rows that are good by themselves, but do not go together with what the system has. */
function clashesOf(preview: RosterPreview, decision: ImportDecision): RosterProblem[] {
  const letterOf = (sheet: string): string | null => {
    const columns = preview.mapping.find((mapping) => mapping.sheet === sheet)?.columns
    return columns?.find((column) => column.field === 'phone')?.letter ?? null
  }
  return decision.representatives.skipped.filter(isClash).map(({ sheet, row, name, reason }) => ({
    sheet,
    row,
    name,
    column: letterOf(sheet),
    severity: 'error',
    code: reason,
    message: problemWords[reason](sheet, row, name ?? ''),
    value: null,
  }))
}

/** The preview with the clashes among its problems, and out of the count of what can be imported. */
export function withClashes(preview: RosterPreview, decision: ImportDecision): RosterPreview {
  const clashes = clashesOf(preview, decision)
  if (clashes.length === 0) return preview
  const problems = [...preview.problems, ...clashes]
  const out = new Set(clashes.map(({ sheet, row }) => `${row} ${sheet}`))
  const clashing = preview.representatives.filter((p) => out.has(`${p.row} ${p.sheet}`))
  const ready = clashing.filter((person) => person.needs === null)
  const { summary } = preview
  return {
    ...preview,
    problems,
    summary: {
      ...summary,
      representatives: summary.representatives - ready.length,
      left: summary.left - ready.filter((person) => person.state === 'left').length,
      withoutPhone: summary.withoutPhone - (clashing.length - ready.length),
      problemRows: new Set(problems.map((p) => `${p.row} ${p.sheet}`)).size,
    },
  }
}

/** Rows that stayed out, with one sentence each; those with errors keep the preview's own. */
export function skippedRows(preview: RosterPreview, skipped: Skipped[]): RosterReport['skipped'] {
  const errors = Map.groupBy(
    preview.problems.filter((problem) => problem.severity === 'error'),
    ({ sheet, row }) => `${row} ${sheet}`,
  )
  return skipped.map(({ sheet, row, name, reason }) => {
    const said = errors.get(`${row} ${sheet}`)?.map((problem) => problem.message)
    const message =
      reason === 'row_has_errors' && said !== undefined
        ? said.join('')
        : skippedWords(sheet, row, name, reason)
    return { sheet, row, name, reason, message }
  })
}
