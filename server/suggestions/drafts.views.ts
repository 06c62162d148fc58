import { isoOfDay } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { localDay } from '@mashang/shared/core/local-time.ts'
import { draftFor } from '@mashang/shared/suggestions/drafts.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import type { Names } from './suggestions.rows.ts'

/** What a department has to write anew of this round, or may begin with. */
export function draftView(
  matter: Matter,
  own: string,
  names: Pick<Names, 'department'>,
): SuggestionView['sentBack'] {
  const draft = draftFor(matter, own)
  if (draft === null) return null
  const { text, class: of, promisedFor, contactPerson, contactPhone, files = [], reason } = draft
  const { solved = null } = draft
  const from = draft.departmentId === own ? null : names.department(draft.departmentId)
  return {
    text,
    class: of,
    solved,
    reason,
    from,
    // Whom to ask at the department that lost it is nobody to ask any more.
    contactPerson: from === null ? (contactPerson ?? null) : null,
    contactPhone: from === null ? (contactPhone ?? null) : null,
    files: [...files],
    promisedFor: promisedFor === null ? null : isoOfDay(localDay(promisedFor - 1)),
  }
}
