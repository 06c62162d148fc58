/** Written by `npm run run index-matters`: every kind of matter is found by its folder. */

import { feature as activities } from './activities/activities.feature.ts'
import { feature as mediations } from './mediations/mediations.feature.ts'
import { feature as suggestions } from './suggestions/suggestions.feature.ts'

export const matterFeatures = [suggestions, activities, mediations]
