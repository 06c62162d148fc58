import type { Drawing } from '../matters/drawing.ts'
import { moves } from './moves.rules.ts'
import { suggestionActs, suggestionParts, suggestionStates } from './suggestions.words.ts'

export const drawing: Drawing = {
  page: 'suggestion-states',
  title: '代表建议的状态',
  states: suggestionStates,
  acts: suggestionActs,
  parts: suggestionParts,
  moves,
  rests: ['closed'],
}
