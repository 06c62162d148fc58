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

interface Batch {
  ids: string[]
  again?: { id: string; departmentId: string }[]
}
const make = (body: Batch): Promise<MadeLinks> =>
  call<typeof supervisionApi.linkMany>('POST', '/api/suggestion-link-batches', {
    body,
    timeout: 60_000,
  })

/** Makes links of many suggestions and leads to the page that hands them on. */
export function useLinkBatch() {
  const router = useRouter()
  return useAction(async (ids: readonly string[]) => {
    linksToPrint.value = await make({ ids: [...ids] })
    await router.push('/suggestions/links')
  })
}

/** Makes anew those that are out, beside those that were just made. */
export const useLinksAgain = () =>
  useAction(async ({ links, out, held, refused }: MadeLinks) => {
    const anew = await make({
      ids: [...new Set(out.map(({ id }) => id))],
      again: out.map(({ id, department }) => ({ id, departmentId: department.id })),
    })
    linksToPrint.value = {
      links: [...links, ...anew.links],
      out: anew.out,
      held: held + anew.held,
      refused: [...refused, ...anew.refused],
    }
  })
