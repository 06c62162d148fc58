import { toIso } from '@mashang/shared/core/clock.ts'
import { type Matter, may, type Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { opinionsMissing, waiversNow } from '@mashang/shared/suggestions/stage.rules.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { waivable } from '@mashang/shared/suggestions/waiving.rules.ts'
import type { Around, Names } from './suggestions.rows.ts'

/** Whose opinion nobody waits for any more, and whose the office may say so of. */
export function waiverViews(
  matter: Matter,
  who: Party,
  around: Around,
  names: Pick<Names, 'department'>,
): Pick<SuggestionView, 'waivable' | 'waived'> {
  const department = (id: string) => ({ id, name: names.department(id) })
  const missing = new Set(opinionsMissing(matter))
  return {
    waivable: may(matter, 'waive', who) ? waivable(matter, around).map(department) : [],
    waived: waiversNow(matter).map(({ departmentId, reason, at }) => ({
      department: department(departmentId),
      reason,
      at: toIso(at),
      spoke: !missing.has(departmentId),
    })),
  }
}
