import { type EpochMs, toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { extensionOutcome } from '@mashang/shared/suggestions/extension.rules.ts'
import type { Matter, Party, Remark } from '@mashang/shared/suggestions/matter.rules.ts'
import { isToldApart } from '@mashang/shared/suggestions/settling.rules.ts'
import { extensionLapsed } from '@mashang/shared/suggestions/stage.rules.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import type { SuggestionAct } from '@mashang/shared/suggestions/suggestions.words.ts'
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

/** Whose words a remark is among: what goes on inside a department is not the office's. */
const isFor = (act: SuggestionAct, reader: Party['kind']): boolean =>
  reader === 'representative'
    ? !isInside(act)
    : reader === 'department'
      ? !BEFORE.has(act)
      : act !== 'rework'

const saidTo = ({ remarks }: Matter): Remark | undefined =>
  remarks.findLast(({ act }) => act === 'decide-extension')
const askedBy = ({ remarks }: Matter): Remark | undefined =>
  remarks.findLast(({ act }) => act === 'ask-extension')

/** When it was decided; of what is older than that was kept, as near as anything tells. */
const decidedAt = (matter: Matter): EpochMs | null => {
  const { extension } = matter
  if (extension?.granted == null) return null
  return extension.saidAt ?? saidTo(matter)?.at ?? extension.decidedAt ?? null
}

/** @param clocks all of the suggestion, so that the day is the one that counts now */
export function extensionView(
  matter: Matter,
  clocks: readonly ClockRecord[],
  names: Pick<Names, 'department'>,
): SuggestionView['extension'] {
  const { extension } = matter
  if (extension === null) return null
  const { departmentId, granted, askedAt } = extension
  const [first] = clocks
    .filter(({ clock, ownerId }) => clock === 'answer' && ownerId === departmentId)
    .sort((a, b) => a.startedAt - b.startedAt)
  return {
    department: names.department(departmentId),
    granted,
    askedAt: toIso(askedAt),
    reason: askedBy(matter)?.text ?? null,
    decidedAt: toIsoOrNull(decidedAt(matter)),
    said: granted === null ? null : (saidTo(matter)?.text ?? null),
    until: granted === true ? shownDue(first?.dueAt ?? null) : null,
    lapsed: extensionLapsed(matter),
  }
}

/** Words of the handling, in their order; what was decided on more time is said with its day, also without a reason. */
export function remarkViews(
  matter: Matter,
  extension: SuggestionView['extension'],
  reader: Party['kind'],
): SuggestionView['remarks'] {
  const asked = askedBy(matter)
  const said = matter.remarks
    .filter((one) => one.act !== 'decide-extension' && !isToldApart(matter, one))
    .filter(({ act }) => isFor(act, reader))
    .map((one) => ({
      ...one,
      outcome: one === asked && extension?.granted === null ? extensionOutcome(extension) : null,
    }))
  const at = decidedAt(matter)
  const decided =
    extension === null || at === null
      ? []
      : [
          {
            act: 'decide-extension' as const,
            text: extensionOutcome(extension),
            at,
            outcome: null,
          },
        ]
  return [...said, ...decided]
    .sort((a, b) => a.at - b.at)
    .map((one) => ({ ...one, at: toIso(one.at) }))
}
