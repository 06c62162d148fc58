import { suggestionTellings } from '@mashang/shared/suggestions/tellings.rules.ts'
import { addressedTellings } from '@mashang/shared/suggestions/told-accounts.rules.ts'
import type { ScoredMatter } from '../core/matter.ts'
import { tellSigners } from './signers.ts'
import { describeSuggestions } from './suggestions.lineage.ts'
import { numbersOfSuggestions, suggestionsSeen, titlesOfSuggestions } from './suggestions.seen.ts'
import { standingOfSuggestions } from './suggestions.standing.ts'
import { findSuggestion } from './suggestions.store.ts'

export const matter: ScoredMatter = {
  seen: suggestionsSeen,
  titles: titlesOfSuggestions,
  named: numbersOfSuggestions,
  tell: async (context, fact, data, staff) => {
    const found = await findSuggestion(context, fact.subjectId)
    if (found === null) return []
    const tellings = suggestionTellings({ type: fact.type, data }, found.matter, staff.left)
    return [
      ...addressedTellings(tellings, found.matter, staff),
      ...(await tellSigners(context, fact, data, found.matter)),
    ]
  },
  standing: standingOfSuggestions,
  describe: describeSuggestions,
}
