/** Written by `npm run run index-matters`: every kind of matter is found by its folder. */

import { scoring as activities } from '../activities/scoring.rules.ts'
import { scoring as mediations } from '../mediations/scoring.rules.ts'
import { scoring as suggestions } from '../suggestions/scoring.rules.ts'

export const scorings = [suggestions, activities, mediations] as const
