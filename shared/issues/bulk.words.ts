/** What can be done to many matters at once. */
export const bulkActs = { remind: '催一下', reassign: '改派', gather: '放在一起办' } as const
export type BulkAct = keyof typeof bulkActs

/** How many at a time; each gets its own fact, and filing goes on meanwhile. */
export const BULK_LIMIT = 200
