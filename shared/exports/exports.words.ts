export const exportFormats = { xlsx: 'Excel（.xlsx）', csv: 'CSV（.csv）' } as const
export type ExportFormat = keyof typeof exportFormats

/** Rows chosen one by one that leave at once; more are found by a filter. */
export const MOST_CHOSEN = 1_000

/** Excel has no more rows than these in a sheet; one is the header. */
export const MOST_EXCEL_ROWS = 1_048_575
