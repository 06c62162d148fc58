import { join } from 'node:path'
import { openToRead } from '@mashang/server/core/db/open.ts'
import { verifyLedgers } from '@mashang/server/core/ledger/ledger.store.ts'
import Sqlite from 'better-sqlite3'

/** One figure out of a data folder that no process has open. */
export function figure(folder: string, sql: string): unknown {
  const file = new Sqlite(join(folder, 'mashang.sqlite'), { readonly: true })
  try {
    return file.prepare(sql).pluck().get()
  } finally {
    file.close()
  }
}

/** What is wrong in a data folder that no process has open: pages, indexes, ledger, clocks, numbers. */
export async function faultsAtRest(folder: string): Promise<string[]> {
  const broken: string[] = []
  const expected: [string, unknown, string][] = [
    ['integrity_check', 'ok', 'pragma integrity_check'],
    [
      'issues without exactly one clock of 24 hours',
      0,
      `select count(*) from issues i where 1 <> (select count(*) from deadlines d where
       d.subject_id = i.id and d.clock = 'response' and d.due_at = i.filed_at + 86400000)`,
    ],
    [
      'years in which a number was given out twice or left out',
      0,
      `select count(*) from (select count(*) as all_of, count(distinct number) as kinds,
       max(number) as last from issues group by year) where all_of <> kinds or all_of <> last`,
    ],
    [
      'issues without exactly one fact of their filing',
      0,
      `select count(*) from issues i where 1 <> (select count(*) from ledger l where
       l.subject_id = i.id and l.type = 'issue.filed')`,
    ],
  ]
  for (const [what, wanted, sql] of expected) {
    const found = figure(folder, sql)
    if (found !== wanted) broken.push(`${what}: ${found}`)
  }
  const db = await openToRead(null, folder)
  for (const [district, found] of await verifyLedgers(db))
    if (!found.whole)
      broken.push(`the ledger of ${district} is ${found.reason} at ${found.brokenAt}`)
  await db.close()
  return broken
}
