import { type Ref, watch } from 'vue'
import { serverNow, useServerNow } from './server-time.ts'

/** The server's time, which also moves at once when `fresh` (an answer of the server) changes. */
export function useNow(fresh: Ref<unknown>): Ref<number> {
  const now = useServerNow(serverNow())
  watch(fresh, () => {
    now.value = serverNow()
  })
  return now
}
