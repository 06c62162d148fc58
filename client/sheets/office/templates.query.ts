import type { batchesApi, TemplateRow } from '@mashang/shared/sheets/batches.api.ts'
import type { SheetTemplate } from '@mashang/shared/sheets/template.model.ts'
import { defineQueryOptions, useQueryCache } from '@pinia/colada'
import { ElMessage } from 'element-plus'
import { useAction } from '../../core/action.ts'
import { call } from '../../core/call.ts'
import { told } from '../../core/kept-form.ts'
import { renew } from '../../core/query.ts'

export type { SheetTemplate, TemplateRow }

export const templatesQuery = defineQueryOptions({
  key: ['templates'],
  query: async ({ signal }): Promise<TemplateRow[]> =>
    (await call<typeof batchesApi.templates>('GET', '/api/sheet-templates', { signal })).items,
})

/** What the office can do with templates, each busy on its own; the list is asked for anew. */
export function useTemplateCommands() {
  const cache = useQueryCache()
  const done = async (message: string): Promise<void> => {
    await renew(cache, ['templates'])
    ElMessage({ message, type: 'success', plain: true })
  }
  return {
    /** A new template without `over`; the one that is kept is given back. */
    save: useAction(async (template: SheetTemplate, over?: TemplateRow): Promise<TemplateRow> => {
      const kept =
        over === undefined
          ? await call<typeof batchesApi.createTemplate>('POST', '/api/sheet-templates', {
              body: template,
            })
          : await told(
              call<typeof batchesApi.saveTemplate>('PUT', '/api/sheet-templates/:id', {
                params: { id: over.id },
                body: { ...template, basedOn: over.savedAt },
              }),
              () => renew(cache, ['templates']),
            )
      await done(`存好了“${kept.template.name}”，以后印的按它来。`)
      return kept
    }),
    remove: useAction(async (row: TemplateRow) => {
      await call<typeof batchesApi.removeTemplate>('DELETE', '/api/sheet-templates/:id', {
        params: { id: row.id },
      })
      await done(`版式“${row.template.name}”删去了。`)
    }),
    useAsDefault: useAction(async (row: TemplateRow) => {
      await call<typeof batchesApi.useTemplate>('POST', '/api/sheet-templates/:id/default', {
        params: { id: row.id },
      })
      await done(`以后默认用“${row.template.name}”。`)
    }),
  }
}
