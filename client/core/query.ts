import { onMounted, onUnmounted } from 'vue'
import type { CallFailure } from './call.ts'

declare module '@pinia/colada' {
  interface TypesConfig {
    defaultError: CallFailure
  }
}

/** Asks again every `every` milliseconds while the page is in front. */
export function useRefetchOften(refetch: () => Promise<unknown>, every = 30_000): void {
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    timer = setInterval(() => {
      // A failure shows through the query's own state.
      if (document.visibilityState === 'visible') void refetch()
    }, every)
  })
  onUnmounted(() => clearInterval(timer))
}
