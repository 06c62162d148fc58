import { type EpochMs, toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { dayStartOf, fullDayWords } from '@mashang/shared/core/local-time.ts'
import { extensionOutcome } from '@mashang/shared/suggestions/extension.rules.ts'
import type { Matter, Party, Remark } from '@mashang/shared/suggestions/matter.rules.ts'
import {
  extensionLapsed,
  extensionsOf,
  isHandedOver,
} from '@mashang/shared/suggestions/more-time.rules.ts'
import { isToldApart } from '@mashang/shared/suggestions/settling.rules.ts'
import type {
  ExtensionView,
  SuggestionView,
} from '@mashang/shared/suggestions/suggestions.model.ts'
import type { SuggestionAct } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { Extension } from '@mashang/shared/suggestions/supervision.model.ts'
import { type Names, shownDue } from './suggestions.rows.ts'
import type { ClockRecord } from './suggestions.store.ts'
import { isInside } from './timeline.views.ts'

/** Between the office and whoever made it, before anybody is to handle it. */
const BEFORE: ReadonlySet<string> = new Set<SuggestionAct>([
  'return',
  'decline',
  'resume',
  'unmerge',
  'take-back',
])

/** Between those who made it; whoever handles it reads what was said while they did. */
const AMONG_AUTHORS: ReadonlySet<string> = new Set<SuggestionAct>(['withdraw', 'disagree'])
const wasHandled = ({ firstAssignedAt }: Matter, { act, at }: Remark): boolean =>
  !AMONG_AUTHORS.has(act) || (firstAssignedAt !== null && at >= firstAssignedAt)

/** Whose words a remark is among: what goes on inside a department is not the office's. */
const isFor = (act: SuggestionAct, reader: Party['kind']): boolean =>
  reader === 'representative'
    ? !isInside(act)
    : reader === 'department'
      ? !BEFORE.has(act)
      : act !== 'rework'

const lastRemark = ({ remarks }: Matter, what: SuggestionAct): Remark | undefined =>
  remarks.findLast(({ act }) => act === what)

/** Why it was asked for, and what was said to it; of what does not keep that, the last remarks. */
const wordsOn = (matter: Matter, one: Extension): Pick<ExtensionView, 'reason' | 'said'> =>
  one.reason === undefined
    ? {
        reason: lastRemark(matter, 'ask-extension')?.text ?? null,
        said: one.granted === null ? null : (lastRemark(matter, 'decide-extension')?.text ?? null),
      }
    : { reason: one.reason, said: one.said ?? null }

/** When it was decided; of what is older than that was kept, as near as anything tells. */
const decidedAt = (matter: Matter, { granted, saidAt, decidedAt }: Extension): EpochMs | null =>
  granted === null
    ? null
    : (saidAt ?? lastRemark(matter, 'decide-extension')?.at ?? decidedAt ?? null)

const lapseOf = (matter: Matter, one: Extension): ExtensionView['lapsed'] => {
  if (!extensionLapsed(matter, one)) return null
  return isHandedOver(matter, one) ? 'taken' : 'drafted'
}

/** @param clocks all of the suggestion, so that the day is the one that counts now */
export function extensionViews(
  matter: Matter,
  clocks: readonly ClockRecord[],
  names: Pick<Names, 'department'>,
): ExtensionView[] {
  return extensionsOf(matter).map((one) => {
    const { departmentId, granted, askedAt } = one
    const [first] = clocks
      .filter(({ clock, ownerId }) => clock === 'answer' && ownerId === departmentId)
      .sort((a, b) => a.startedAt - b.startedAt)
    return {
      department: names.department(departmentId),
      departmentId,
      granted,
      askedAt: toIso(askedAt),
      ...wordsOn(matter, one),
      decidedAt: toIsoOrNull(decidedAt(matter, one)),
      until: granted === true ? shownDue(first?.dueAt ?? null) : null,
      lapsed: lapseOf(matter, one),
    }
  })
}

/** Why others handle it, with the day and whose decision it was. */
const remarkWords = ({ text, on, decidedBy }: Remark): string =>
  on === undefined
    ? text
    : `${text}（${fullDayWords(dayStartOf(on))}${decidedBy === undefined ? '' : `，${decidedBy}`}定）`

const ENDED = {
  dropped: '领衔代表后来不撤回了',
  refused: '有附议代表不同意，没有撤回',
  answered: '已经答复，没有撤回',
} as const satisfies Record<NonNullable<Remark['ended']>, string>

/** Why it was not taken back; of what does not keep that, only that it was not; null: it was, or may be still. */
function notTakenBack(matter: Matter, one: Remark): string | null {
  if (one.ended !== undefined) return ENDED[one.ended]
  const stands = matter.withdrawalAskedAt === one.at && matter.answeredAt === null
  return stands ? null : '没有撤回'
}

/** Words of the handling, in their order; what was decided on more time is said with its day, also without a reason. */
export function remarkViews(
  matter: Matter,
  extensions: readonly ExtensionView[],
  reader: Party['kind'],
): SuggestionView['remarks'] {
  const several = extensions.length > 1
  const outcomeOf = (one: Remark): string | null => {
    if (one.act === 'withdraw') return notTakenBack(matter, one)
    if (one.droppedAt !== undefined) return '后来收回了'
    const open = extensions.find(
      ({ askedAt, granted, reason }) =>
        granted === null && reason === one.text && Date.parse(askedAt) === one.at,
    )
    return one.act !== 'ask-extension' || open === undefined ? null : extensionOutcome(open)
  }
  const said = matter.remarks
    .filter((one) => one.act !== 'decide-extension' && !isToldApart(matter, one))
    .filter((one) => isFor(one.act, reader))
    .filter((one) => reader !== 'department' || wasHandled(matter, one))
    .map((one) => ({
      act: one.act,
      text: remarkWords(one),
      at: toIso(one.at),
      outcome: outcomeOf(one),
    }))
  const decided = extensions.flatMap((one) =>
    one.decidedAt === null
      ? []
      : [
          {
            act: 'decide-extension' as const,
            text: `${several ? `${one.department}：` : ''}${extensionOutcome(one)}`,
            at: one.decidedAt,
            outcome: null,
          },
        ],
  )
  return [...said, ...decided].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}
