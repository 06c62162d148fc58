import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { viewTables } from '@mashang/shared/views/views.words.ts'
import { expect, it } from 'vitest'

const CLIENT = join(import.meta.dirname, '../../client')

/** Lists in the frame of a table that are no table of their own, and why. */
const NO_TABLE: Readonly<Record<string, string>> = {
  'deliveries/office/DeadLettersPage.vue': 'what is left to do, emptied by doing it',
  'deliveries/office/EndpointTable.vue': 'a handful of settings',
  'issues/office/NowPage.vue': 'the most urgent rows of the table of issues',
  'sheets/office/alerts/AlertsPage.vue': 'reports with their photos, one below the other',
  'sheets/office/sheets/SheetSums.vue': 'sums of the table of sheets',
  'suggestions/office/AssignPage.vue': 'a form with a line for each suggestion',
  'suggestions/office/RemindersPage.vue': 'what is due, the most urgent first',
}

const files = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(?!node_modules|dist|core).*\.vue$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(CLIENT, file), 'utf8') }))

it('every table of the office keeps views under a name of its own', () => {
  const named = files.flatMap(({ text }) =>
    [...text.matchAll(/useOfficeTable\(\s*'([a-z-]+)'/g)].map(([, name]) => name),
  )
  expect(named.sort()).toEqual([...viewTables].sort())
})

it('no list in the frame of a table does without, but those that say why', () => {
  const without = files.flatMap(({ file, text }) =>
    [...text.matchAll(/<OfficeTable\b[^>]*?>/gs)].some(([tag]) => !/\s:table="/.test(tag))
      ? [file]
      : [],
  )
  expect(without.sort()).toEqual(Object.keys(NO_TABLE).sort())
})
