import type { MatterFeature } from '../core/matter.ts'
import type { Chain } from '../lineage/lineage.usecases.ts'
import { departmentMergingRoutes } from './department-merging.routes.ts'
import { suggestionImportRoutes } from './import.routes.ts'
import { lettersRoutes } from './letters.routes.ts'
import type { LetterPrinter } from './letters.usecases.ts'
import { linksRoutes } from './links.routes.ts'
import { publicSuggestionsRoutes } from './public-page.routes.ts'
import { recountSuggestions } from './recount.usecases.ts'
import { suggestionsJobs } from './suggestions.jobs.ts'
import { suggestionsRoutes } from './suggestions.routes.ts'

export const feature: MatterFeature<{ printer: LetterPrinter; chain: Chain }> = {
  routes: (app, context, { printer, chain }) => {
    suggestionsRoutes(app, context, chain)
    linksRoutes(app, context, chain, printer)
    lettersRoutes(app, context, printer)
    suggestionImportRoutes(app, context)
    departmentMergingRoutes(app, context)
    publicSuggestionsRoutes(app, context, chain)
  },
  jobs: suggestionsJobs,
  recount: recountSuggestions,
}
