/** Written by `npm run run index-matters`: every kind of matter is found by its folder. */

import { office as activities } from './activities/activities.feature.ts'
import type { OfficeMatter } from './core/matter-feature.ts'
import { office as mediations } from './mediations/mediations.feature.ts'
import { office as suggestions } from './suggestions/suggestions.feature.ts'

export const matters: readonly OfficeMatter[] = [suggestions, activities, mediations]
