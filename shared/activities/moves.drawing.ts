import type { Drawing } from '../matters/drawing.ts'
import { activityActs, activityParts, activityStates } from './activities.words.ts'
import { moves } from './moves.rules.ts'

export const drawing: Drawing = {
  page: 'activity-states',
  title: '履职活动的状态',
  states: activityStates,
  acts: activityActs,
  parts: activityParts,
  moves,
  rests: ['closed'],
}
