import type { NoticeKind } from './notices.model.ts'
import type { Handler } from './recipients.rules.ts'

/** How a matter came to whoever has it now. */
export type Arrival = 'filed' | 'passed' | 'reassigned' | 'left' | 'let-through'

/** One thing to be told because of a fact. */
export interface Telling {
  kind: NoticeKind
  /**
   * The handler that the fact names; whoever has the matter when it is read, or their station; the
   * account that the fact is about.
   */
  to: Handler | 'present-handler' | 'station' | 'office' | 'voter' | 'account'
  data: Record<string, string | boolean>
}

const arrived = (to: Handler, how: Arrival): Telling => ({
  kind: 'issue.arrived',
  to,
  data: { how, handler: to.id },
})

const toVoter = (kind: NoticeKind, data: Telling['data'] = {}): Telling => ({
  kind,
  to: 'voter',
  data,
})

const forOffice = (task: string): Telling => ({
  kind: 'issue.for-office',
  to: 'office',
  data: { task },
})

const reviewed = (upheld: boolean): Telling[] => [
  { kind: 'issue.reviewed', to: 'present-handler', data: { upheld } },
  { kind: 'issue.reviewed', to: 'voter', data: { upheld } },
]

/** Who has to be told of a fact about an issue. Of most facts nobody has. */
export function tellingsOf(fact: { type: string; data: Record<string, unknown> }): Telling[] {
  const { data } = fact
  const representative = (id: unknown): Handler => ({ kind: 'representative', id: String(id) })
  switch (fact.type) {
    case 'issue.filed':
      // What is held in a flood reaches nobody until the office lets it through.
      return data.held === true ? [] : [arrived(representative(data.representativeId), 'filed')]
    case 'issue.let-through':
      // One word for all that came through together.
      return data.told === undefined
        ? []
        : [
            {
              ...arrived(representative(data.representativeId), 'let-through'),
              data: {
                how: 'let-through',
                handler: String(data.representativeId),
                many: String(data.told),
              },
            },
          ]
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
    case 'issue.unattended':
      return [forOffice('unattended')]
    case 'issue.answered':
      return [toVoter('issue.answered')]
    case 'issue.suggestion-submitted':
      return [toVoter(fact.type, data.joined === true ? { joined: true } : {})]
    case 'issue.suggestion-answered':
    case 'issue.suggestion-declined':
    case 'issue.suggestion-withdrawn':
    case 'issue.suggestion-settled':
    case 'issue.suggestion-merged':
    case 'issue.suggestion-corrected':
      return [toVoter(fact.type)]
    case 'issue.suggestion-unsatisfied':
      return [toVoter(fact.type, { next: String(data.next) })]
    case 'issue.declined':
      return [toVoter('issue.declined')]
    case 'issue.noted':
      return [toVoter('issue.noted')]
    case 'issue.concluded':
      // The answer that ended it at once was told already.
      return data.answer === true ? [] : [toVoter('issue.concluded')]
    case 'clock.paused':
      return [toVoter('issue.asked')]
    case 'clock.extended':
    case 'clock.lengthened':
      return [toVoter('clock.extended')]
    case 'issue.withdrawn':
      return data.held === true
        ? []
        : [{ kind: 'issue.withdrawn', to: 'present-handler', data: {} }]
    case 'contact-export.asked':
      return [{ kind: 'system.alarm', to: 'office', data: { what: 'contact-export' } }]
    case 'account.second-factor-removed':
      return [{ kind: 'system.alarm', to: 'account', data: { what: 'second-factor' } }]
    case 'calendar.year-missing':
      return [{ kind: 'system.alarm', to: 'office', data: { what: 'calendar' } }]
    case 'leave.set':
      return [
        {
          kind: 'leave.stand-in',
          to: { kind: data.standInKind as Handler['kind'], id: String(data.standInId) },
          data: {},
        },
      ]
    case 'issue.chased':
      return [{ kind: 'issue.chased', to: data.held === true ? 'office' : 'station', data: {} }]
    case 'issue.reminded':
      return [{ kind: 'issue.reminded', to: 'present-handler', data: {} }]
    case 'issue.suggestion-over':
      return [{ kind: 'issue.suggestion-over', to: 'present-handler', data: {} }]
    case 'issue.redo':
      return [{ kind: 'issue.redo', to: 'present-handler', data: {} }]
    case 'issue.coordination':
      return [forOffice('coordination')]
    case 'issue.held':
      // The office is told of a flood, not of each of it.
      return data.reason === 'flood' ? [] : [forOffice('moderation')]
    case 'district.flooded':
      return [{ kind: 'system.alarm', to: 'office', data: { what: 'flood' } }]
    case 'issue.office-asked':
      return [forOffice('bounces')]
    case 'issue.rated':
      return [
        { kind: 'issue.rated', to: 'present-handler', data: {} },
        ...(data.review === true ? [forOffice('acknowledgement')] : []),
      ]
    case 'issue.acknowledgement-upheld':
      return reviewed(true)
    case 'issue.acknowledgement-rejected':
      return reviewed(false)
    case 'issue.settled':
      return [toVoter('issue.settled')]
    case 'issue.messaged':
      return [{ kind: 'issue.messaged', to: 'present-handler', data: {} }]
    default:
      return []
  }
}
