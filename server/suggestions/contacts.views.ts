import { toIso } from '@mashang/shared/core/clock.ts'
import type { Contact, Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import type { Names } from './suggestions.rows.ts'

type ContactView = SuggestionView['contacts'][number]

const disputeView = ({ dispute }: Contact, names: Names): ContactView['dispute'] => {
  if (dispute === undefined) return null
  const { representativeId, never, text, at, weighed } = dispute
  return {
    representative: { id: representativeId, name: names.representative(representativeId) },
    never,
    text,
    at: toIso(at),
    weighed: weighed === undefined ? null : { ...weighed, at: toIso(weighed.at) },
  }
}

/** What departments have noted of their talks, with what was said against it. */
export const contactViews = ({ contacts }: Matter, names: Names): ContactView[] =>
  contacts.map((contact, index) => {
    const { departmentId, at: _, files, dispute: __, ...said } = contact
    const before = contacts.slice(0, index).filter((one) => one.departmentId === departmentId)
    return {
      ...said,
      files: [...(files ?? [])],
      department: { id: departmentId, name: names.department(departmentId) },
      nth: before.length + 1,
      dispute: disputeView(contact, names),
    }
  })
