import type { ledgerTables } from './ledger.table.ts'

/** What a fold over the ledger reads of a fact. */
export const factColumns = (l: ReturnType<typeof ledgerTables>['ledger']) => ({
  sequence: l.sequence,
  at: l.at,
  type: l.type,
  subjectKind: l.subjectKind,
  subjectId: l.subjectId,
  data: l.data,
})
