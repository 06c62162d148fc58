import type { MatterNoticeKind } from '../matters/matters.words.ts'

interface Telling {
  kind: Extract<MatterNoticeKind, `mediation.${string}`>
  /** The office, whoever the fact names, all who take part, or these and else the office. */
  to: 'office' | 'named' | 'joined' | 'mediating'
}

/** Who has to be told of a fact; of most facts nobody has. */
export function tellingOf(type: string, data: Record<string, unknown>): Telling | null {
  switch (type) {
    case 'mediation.invited':
      return { kind: 'mediation.invited', to: 'named' }
    case 'mediation.recused':
      return { kind: 'mediation.recused', to: 'office' }
    case 'mediation.left':
      return data.alone === true ? { kind: 'mediation.left', to: 'office' } : null
    case 'mediation.promise-due':
      return { kind: 'mediation.promise-due', to: 'mediating' }
    case 'mediation.consented':
      return { kind: 'mediation.begun', to: 'joined' }
    case 'mediation.finished':
    case 'mediation.refused':
    case 'mediation.withdrawn':
    case 'mediation.corrected':
      return { kind: 'mediation.ended', to: 'joined' }
    default:
      return null
  }
}
