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
