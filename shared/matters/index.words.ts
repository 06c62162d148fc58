/** Written by `npm run run index-matters`: every kind of matter is found by its folder. */

import { matter as activities } from '../activities/matter.words.ts'
import { matter as mediations } from '../mediations/matter.words.ts'
import { matter as suggestions } from '../suggestions/matter.words.ts'

export const matters = { suggestions, activities, mediations } as const
