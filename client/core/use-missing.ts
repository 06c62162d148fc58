import { type ComputedRef, computed, ref } from 'vue'

/** What a form lacks is said once somebody sends it: a grey button would say nothing. */
export function useMissing(missing: () => string | null | undefined): {
  /** What is missing, from the first try on. */
  said: ComputedRef<string | null>
  /** Whether it can be sent. */
  complete: () => boolean
} {
  const tried = ref(false)
  return {
    said: computed(() => (tried.value ? (missing() ?? null) : null)),
    complete: () => {
      tried.value = Boolean(missing())
      return !tried.value
    },
  }
}
