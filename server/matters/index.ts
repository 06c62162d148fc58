/** Written by `npm run run index-matters`: every kind of matter is found by its folder. */

import { matter as activities } from '../activities/activities.matter.ts'
import { matter as mediations } from '../mediations/mediations.matter.ts'
import { matter as suggestions } from '../suggestions/suggestions.matter.ts'

export const matters = { suggestions, activities, mediations }
