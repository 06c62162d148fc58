import { rosterErrors } from '@mashang/shared/roster/roster.errors.ts'
import { suggestionImportApi } from '@mashang/shared/suggestions/import.api.ts'
import { importFileLimit } from '@mashang/shared/suggestions/import.words.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { fileInMemory } from '../core/http/upload.ts'
import { refusedFile } from './import.refused.ts'
import { confirmImport, previewImport } from './import.usecases.ts'
import { listImports, problemsOfImport, showUndoing, undoImport } from './imports.usecases.ts'

const limits = {
  bytes: importFileLimit,
  missing: suggestionErrors.importMissing,
  tooLarge: rosterErrors.tooLarge,
}

export function suggestionImportRoutes(app: FastifyInstance, context: Context): void {
  route(app, suggestionImportApi.list, () => listImports(context))
  route(app, suggestionImportApi.problems, ({ params }) => problemsOfImport(context, params.id))
  route(app, suggestionImportApi.undoing, ({ params }) => showUndoing(context, params.id))
  route(app, suggestionImportApi.undo, ({ params, actor }) =>
    undoImport(context, params.id, signedIn(actor)),
  )
  route(app, suggestionImportApi.preview, async ({ request, query }) =>
    previewImport(context, await fileInMemory(request, 'file', limits), query),
  )
  route(app, suggestionImportApi.refused, async ({ request, query, reply }) =>
    refusedFile(context, reply, await fileInMemory(request, 'file', limits), query),
  )
  route(app, suggestionImportApi.confirm, async ({ request, query, actor }) =>
    confirmImport(context, await fileInMemory(request, 'file', limits), query, signedIn(actor)),
  )
}
