import type { EntryKey, useQueryCache } from '@pinia/colada'
import { onMounted, onUnmounted } from 'vue'
import type { CallFailure } from './call.ts'

declare module '@pinia/colada' {
  interface TypesConfig {
    defaultError: CallFailure
  }
}

/**
 * Asks again every `every` milliseconds while the page is in front, and while `worth` says that
 * something may have changed.
 */
export function useRefetchOften(
  refetch: () => Promise<unknown>,
  every = 30_000,
  worth: () => boolean = () => true,
): void {
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    timer = setInterval(() => {
      // A failure shows through the query's own state.
      if (document.visibilityState === 'visible' && worth()) void refetch()
    }, every)
  })
  onUnmounted(() => clearInterval(timer))
}

/**
 * Asks anew for what is shown under these keys, or for all of it. What could not be had is told by
 * the view that shows it: whatever was done before has been done, and must not look as if it had not.
 */
export async function renew(
  cache: ReturnType<typeof useQueryCache>,
  ...keys: EntryKey[]
): Promise<void> {
  const asked = keys.length === 0 ? [{}] : keys.map((key) => ({ key }))
  await Promise.allSettled(asked.map((filter) => cache.invalidateQueries(filter)))
}
