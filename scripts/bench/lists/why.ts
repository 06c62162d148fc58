/** Why a list grows with its district, where it does. */
export const WHY: Readonly<Record<string, string>> = {
  '/api/activity-groups': 'names every station: two thousand instead of twenty',
  '/api/issues': 'counts the running clocks once after one has changed',
  '/api/sheet-sums': 'sums over all sheets once after one of them was scanned, hung or filed by',
  '/api/stations': 'names every station: two thousand instead of twenty',
  '/api/timeliness': 'sums over all that came within its days, by station',
  '/api/wall-figures': 'names every station: two thousand instead of twenty',
}
