import { schemaOf } from '../schema.ts'

/** What drizzle-kit compares with the last migration; it sees named exports only. */
export const {
  accounts,
  codes,
  counters,
  deadlines,
  districts,
  issueMessages,
  issues,
  ledger,
  ledgerHeads,
  photos,
  representatives,
  rosters,
  sessions,
  stations,
} = schemaOf('sqlite')
