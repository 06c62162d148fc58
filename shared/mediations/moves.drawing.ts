import type { Drawing } from '../matters/drawing.ts'
import { mediationActs, mediationParts, mediationStates } from './mediations.words.ts'
import { moves } from './moves.rules.ts'

export const drawing: Drawing = {
  page: 'mediation-states',
  title: '诉前调解的状态',
  states: mediationStates,
  acts: mediationActs,
  parts: mediationParts,
  moves,
  rests: ['ended'],
}
