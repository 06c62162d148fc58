import { joined, type Matter } from './matter.rules.ts'
import type { SuggestionNoticeKind, SuggestionTask } from './notices.words.ts'
import type { SuggestionTelling } from './tellings.rules.ts'

/**
 * What becomes of a telling to a department without an account: where it has to do something, by
 * another day, or nothing any more, the office passes it on by this task; null: what only tells how it
 * went may wait.
 */
export const withoutAccount: Readonly<
  Partial<Record<SuggestionNoticeKind, Extract<SuggestionTask, 'forward' | 'over'> | null>>
> = {
  // Whoever assigns is offered a link for it there.
  'suggestion.arrived': null,
  'suggestion.went-on': 'forward',
  'suggestion.laid-by': 'over',
  'suggestion.taken': 'over',
  'suggestion.handlers-changed': 'forward',
  'suggestion.part-changed': 'forward',
  'suggestion.waived': 'forward',
  'suggestion.withdrawn': 'over',
  'suggestion.rejected': 'forward',
  'suggestion.extension-granted': 'forward',
  'suggestion.extension-refused': 'forward',
  'suggestion.disputed': 'forward',
  'suggestion.weighed': 'forward',
  'suggestion.redo': 'forward',
  'suggestion.reminded': 'forward',
  'suggestion.promise-asked': 'forward',
  'suggestion.clock-soon': 'forward',
  // The office is told of it itself.
  'suggestion.clock-late': null,
  // The office has written down what it told itself.
  'suggestion.retold': null,
  'suggestion.rated': null,
  'suggestion.mediating': null,
  // It was there, or asked, when that was agreed.
  'suggestion.settled': null,
  'suggestion.settled-word': null,
  'suggestion.closed': null,
  'suggestion.key': null,
  'suggestion.supervised': null,
  'suggestion.excellent': null,
  'suggestion.not-excellent': null,
}

/** Accounts by what they stand for, as far as suggestions know people. */
export interface SuggestionStaff {
  office: readonly string[]
  byRepresentative: ReadonlyMap<string, readonly string[]>
  byDepartment: ReadonlyMap<string, readonly string[]>
  /** Whether a representative has left office. */
  left(representativeId: string): boolean
}

/** One notice to one account. */
export interface AccountNotice {
  accountId: string
  kind: SuggestionNoticeKind
  data: Record<string, string>
}

/**
 * The accounts to tell. For a department without one the office hears of what cannot wait; where
 * everybody who wrote it has left, the office is asked to judge the answer.
 */
export function addressedTellings(
  tellings: readonly SuggestionTelling[],
  matter: Matter,
  staff: SuggestionStaff,
): AccountNotice[] {
  const found = new Map<string, AccountNotice>()
  const add = (
    ids: readonly string[],
    kind: SuggestionNoticeKind,
    data: Record<string, string>,
  ) => {
    for (const accountId of ids)
      found.set(`${accountId} ${kind} ${data.task ?? ''}`, { accountId, kind, data })
  }
  for (const { kind, to, data } of tellings) {
    for (const party of to) {
      if (party.kind === 'office') add(staff.office, kind, data)
      else if (party.kind === 'representative')
        add(staff.byRepresentative.get(party.id) ?? [], kind, data)
      else {
        const own = staff.byDepartment.get(party.id) ?? []
        if (own.length > 0) add(own, kind, data)
        else {
          const task = withoutAccount[kind]
          if (task != null) add(staff.office, 'suggestion.for-office', { task })
        }
      }
    }
    const judges = [
      matter.representativeId,
      ...joined(matter).map(({ representativeId }) => representativeId),
    ]
    if (kind === 'suggestion.answered' && judges.every((id) => staff.left(id)))
      add(staff.office, 'suggestion.for-office', { task: 'feedback' satisfies SuggestionTask })
  }
  return [...found.values()]
}
