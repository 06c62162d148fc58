import type { NoticeKind } from './notices.model.ts'
import type { Handler } from './recipients.rules.ts'

/** How a matter came to whoever has it now. */
export type Arrival = 'filed' | 'passed' | 'reassigned' | 'left'

/** One thing to be told because of a fact. */
export interface Telling {
  kind: NoticeKind
  /** The handler that the fact names; whoever has the matter when it is read; or its voter. */
  to: Handler | 'present-handler' | 'voter'
  data: Record<string, string>
}

const arrived = (to: Handler, how: Arrival): Telling => ({
  kind: 'issue.arrived',
  to,
  data: { how },
})

const toVoter = (kind: NoticeKind): Telling => ({ kind, to: 'voter', data: {} })

/** Who has to be told of a fact about an issue. Of most facts nobody has. */
export function tellingsOf(fact: { type: string; data: Record<string, unknown> }): Telling[] {
  const { data } = fact
  const representative = (id: unknown): Handler => ({ kind: 'representative', id: String(id) })
  switch (fact.type) {
    case 'issue.filed':
      return [arrived(representative(data.representativeId), 'filed')]
    case 'issue.referred': {
      const inside = data.toKind === 'representative' || data.toKind === 'station'
      const next: Handler = { kind: data.toKind as Handler['kind'], id: String(data.to) }
      return [toVoter('issue.referred'), ...(inside ? [arrived(next, 'passed')] : [])]
    }
    case 'issue.reassigned':
      return [toVoter('issue.reassigned'), arrived(representative(data.to), 'reassigned')]
    case 'issue.handed-over':
      return [
        toVoter('issue.reassigned'),
        arrived({ kind: 'station', id: String(data.to) }, 'left'),
      ]
    case 'issue.answered':
      return [toVoter('issue.answered')]
    case 'issue.declined':
      return [toVoter('issue.declined')]
    case 'issue.messaged':
      return [{ kind: 'issue.messaged', to: 'present-handler', data: {} }]
    default:
      return []
  }
}
