import { type ComputedRef, computed, ref, watch } from 'vue'
import { asFailure } from './failure.ts'
import { useUnsaved } from './use-unsaved.ts'

export interface KeptForm<T> {
  /** Whether something is typed that is not stored. */
  unsaved: ComputedRef<boolean>
  /** Fills the form with what was stored just now, whatever stands in it. */
  take(stored: T): void
  /** What of the server's the form is about to replace; throws before anything is known. */
  basis(): T
  /** Whether the server has something else by now than what the form began with. */
  stale: ComputedRef<boolean>
  takeTheirs(): void
  /** What stands in the form is to take the place of theirs. */
  keepMine(): void
}

/**
 * A form of something that is stored. Whatever comes anew from the server is taken into it, unless
 * somebody is changing it: coming back to a page asks again, and must not take away what was typed.
 * @param stored what the server has, as soon as it is known
 * @param typed what stands in the form
 * @param fill puts what is stored into the form
 */
export function useKeptForm<T>(
  stored: () => T | undefined,
  typed: () => unknown,
  fill: (stored: T) => void,
): KeptForm<T> {
  const asStored = ref<string | null>(null)
  /** What of the server's was last looked at. */
  const known = ref('')
  const unsaved = computed(
    () => asStored.value !== null && JSON.stringify(typed()) !== asStored.value,
  )
  function take(found: T): void {
    fill(found)
    asStored.value = JSON.stringify(typed())
    known.value = JSON.stringify(found)
  }
  watch(stored, (found) => found !== undefined && !unsaved.value && take(found), {
    immediate: true,
  })
  useUnsaved(() => unsaved.value, '改的还没有保存，要离开吗？')
  return {
    unsaved,
    take,
    basis() {
      if (known.value === '') throw new Error('a form was sent before it was filled')
      return JSON.parse(known.value)
    },
    stale: computed(() => unsaved.value && JSON.stringify(stored()) !== known.value),
    takeTheirs() {
      const found = stored()
      if (found !== undefined) take(found)
    },
    keepMine() {
      known.value = JSON.stringify(stored())
    },
  }
}

/** Stores; where somebody else was faster theirs is asked for, so that the form can say so. */
export async function told<R>(storing: Promise<R>, askAgain: () => Promise<unknown>): Promise<R> {
  try {
    return await storing
  } catch (error) {
    if (asFailure(error).status === 409) await askAgain()
    throw error
  }
}
