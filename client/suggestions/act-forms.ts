import type { SuggestionAct } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { ActField, ActForm } from './act-form.ts'
import { authorForms } from './author-forms.ts'
import { departmentForms } from './department-forms.ts'
import { officeForms } from './office-forms.ts'
import type { SuggestionView } from './suggestions.query.ts'

/** What each step asks for. */
export const actForms: Partial<Record<SuggestionAct, ActForm>> = {
  ...authorForms,
  ...departmentForms,
  ...officeForms,
}

/** What the button of a step says on this suggestion. */
export const buttonOf = (act: SuggestionAct, suggestion: SuggestionView): string => {
  const said = actForms[act]?.button
  return typeof said === 'function' ? said(suggestion) : (said ?? '')
}

export const isMain = (act: SuggestionAct, suggestion: SuggestionView): boolean => {
  const said = actForms[act]?.main
  return typeof said === 'function' ? said(suggestion) : said === true
}

/** What a step asks for of this suggestion. */
export const fieldsOf = (form: ActForm, suggestion: SuggestionView): readonly ActField[] =>
  typeof form.fields === 'function' ? form.fields(suggestion) : form.fields
/** What a step asks for whatever it is of; nothing where that depends. */
export const plainFieldsOf = (act: SuggestionAct): readonly ActField[] => {
  const fields = actForms[act]?.fields
  return fields === undefined || typeof fields === 'function' ? [] : fields
}
