/** Written by `npm run run index-matters`: every kind of matter is found by its folder. */

import { activitiesTables } from '../activities/activities.table.ts'
import type { Dialect } from '../core/db/columns.ts'
import { mediationsTables } from '../mediations/mediations.table.ts'
import { importsTables } from '../suggestions/imports.table.ts'
import { suggestionsTables } from '../suggestions/suggestions.table.ts'

export const mattersTables = (dialect: Dialect) => ({
  ...importsTables(dialect),
  ...suggestionsTables(dialect),
  ...activitiesTables(dialect),
  ...mediationsTables(dialect),
})
