interface Day {
  day: string
  scans: number
  filings: number
}

export interface Week {
  /** The first day that counts for it, "2026-11-02". */
  from: string
  scans: number
  filings: number
}

/** Days, the oldest first, summed by sevens so that the last week ends with the last day. */
export function weeksOf(days: readonly Day[]): Week[] {
  const weeks: Week[] = []
  for (let end = days.length; end > 0; end -= 7) {
    const part = days.slice(Math.max(0, end - 7), end)
    weeks.unshift({
      from: part[0]?.day ?? '',
      scans: part.reduce((sum, day) => sum + day.scans, 0),
      filings: part.reduce((sum, day) => sum + day.filings, 0),
    })
  }
  return weeks
}

/** Whole days since a sheet was last heard of: its last scan, else the day when it was hung. */
export function quietDays(
  sheet: { lastScanAt: string | null; hungAt: string | null },
  now: number,
): number | null {
  const since = sheet.lastScanAt ?? sheet.hungAt
  return since === null ? null : Math.max(0, Math.floor((now - Date.parse(since)) / 86_400_000))
}
