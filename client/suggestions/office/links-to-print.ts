import type { supervisionApi } from '@mashang/shared/suggestions/supervision.api.ts'
import { shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { useAction } from '../../core/action.ts'
import { call, type ReplyOf } from '../../core/call.ts'

export type MadeLinks = ReplyOf<typeof supervisionApi.linkMany>

/**
 * One-time links on their way to the departments. The server tells each of them once and keeps only
 * a hash; they live in this page's memory and are gone with it.
 */
export const linksToPrint = shallowRef<MadeLinks | null>(null)

/** Makes links of many suggestions and leads to the page that hands them on. */
export function useLinkBatch() {
  const router = useRouter()
  return useAction(async (ids: readonly string[]) => {
    linksToPrint.value = await call<typeof supervisionApi.linkMany>(
      'POST',
      '/api/suggestion-link-batches',
      { body: { ids: [...ids] }, timeout: 60_000 },
    )
    await router.push('/suggestions/links')
  })
}
