import { matters } from '../matters/index.words.ts'

/** Tables of the office besides those of the kinds of matter, which are called as their folders. */
const others = [
  ...(['issues', 'holds', 'contact-exports', 'records', 'representatives', 'stations'] as const),
  ...(['departments', 'sheets', 'batches', 'codes', 'accounts', 'ledger'] as const),
] as const
export type ViewTable = (typeof others)[number] | keyof typeof matters

/** The tables of the office: each keeps views under its name. */
export const viewTables: readonly ViewTable[] = [
  ...others,
  ...(Object.keys(matters) as (keyof typeof matters)[]),
]

export const viewLimits = { name: 20, each: 30 } as const
