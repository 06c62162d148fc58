import { readFileSync } from 'node:fs'
import type { RosterCell, RosterSheet } from '@mashang/shared/roster/roster.model.ts'

export const rosterXlsx = (): Buffer => readFileSync(new URL('data/roster.xlsx', import.meta.url))
export const rosterGbkCsv = (): Buffer =>
  readFileSync(new URL('data/roster-gbk.csv', import.meta.url))

export const sheetOf = (rows: RosterCell[][], name = '花名册'): RosterSheet => ({ name, rows })

/** Text like a table in a document: one line per row, cells parted by `|`. */
export const table = (drawn: string, name = '花名册'): RosterSheet =>
  sheetOf(
    drawn
      .trim()
      .split('\n')
      .map((line) => line.split('|').map((text) => (text.trim() === '' ? null : text.trim()))),
    name,
  )
