/** Written by `npm run run index-matters`: every kind of matter is found by its folder. */

import { work as activities } from './activities/activities.feature.ts'
import type { WorkMatter } from './core/matter-feature.ts'
import { work as mediations } from './mediations/mediations.feature.ts'
import { work as suggestions } from './suggestions/suggestions.feature.ts'

export const matters: readonly WorkMatter[] = [suggestions, activities, mediations]
