import { type Ref, ref, watch } from 'vue'
import { useTextDraft } from './text-draft.ts'

export interface JsonDraft<T> {
  value: Ref<T>
  forget: () => void
}

/** What was kept; the start where it cannot be read, or is of another shape than it is today. */
function keptOr<T>(text: string, start: T): T {
  try {
    const kept: unknown = JSON.parse(text)
    const same = typeof kept === typeof start && Array.isArray(kept) === Array.isArray(start)
    return same && kept !== null ? (kept as T) : start
  } catch {
    return start
  }
}

/** Something that survives a closed page like any other words; what is as at the start is not kept. */
export function useJsonDraft<T>(name: string, start: T): JsonDraft<T> {
  const { text, forget } = useTextDraft(name)
  const value = ref(keptOr(text.value, start)) as Ref<T>
  const nothing = JSON.stringify(start)
  watch(
    value,
    (now) => {
      const words = JSON.stringify(now)
      text.value = words === nothing ? '' : words
    },
    // At once: a phone may close the page between two letters.
    { deep: true, flush: 'sync' },
  )
  return { value, forget }
}
