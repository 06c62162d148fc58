/** Why a list grows with its district, where it does. */
export const WHY: Readonly<Record<string, string>> = {
  '/api/activity-groups': 'names every station: two thousand instead of twenty',
  '/api/issues': 'counts what a filter finds and what of it is open or late',
  '/api/points/closings/:id/results': 'looks through all who served in the period',
  '/api/sheets': 'counts what a filter finds',
  '/api/sheet-sums': 'sums over all sheets',
  '/api/stations': 'names every station: two thousand instead of twenty',
  '/api/timeliness': 'sums over all that came within its days',
  '/api/wall-figures': 'sums over all that came within its days',
}
