import type { MatterFeature } from '../core/matter.ts'
import { suggestionImportRoutes } from './import.routes.ts'
import { lettersRoutes } from './letters.routes.ts'
import type { LetterPrinter } from './letters.usecases.ts'
import { publicSuggestionsRoutes } from './public-page.routes.ts'
import { recountSuggestions } from './recount.usecases.ts'
import { suggestionsJobs } from './suggestions.jobs.ts'
import { suggestionsRoutes } from './suggestions.routes.ts'

export const feature: MatterFeature<{ printer: LetterPrinter }> = {
  routes: (app, context, { printer }) => {
    suggestionsRoutes(app, context)
    lettersRoutes(app, context, printer)
    suggestionImportRoutes(app, context)
    publicSuggestionsRoutes(app, context)
  },
  jobs: suggestionsJobs,
  recount: recountSuggestions,
}
