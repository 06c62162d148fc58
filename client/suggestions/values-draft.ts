import { type Ref, ref, watch } from 'vue'
import { useTextDraft } from '../core/text-draft.ts'
import type { Values } from './filled.ts'

export interface ValuesDraft {
  values: Ref<Values>
  forget: () => void
}

/** What is typed into a step's fields: it survives a closed page like any other words. */
export function useValuesDraft(name: string): ValuesDraft {
  const { text, forget } = useTextDraft(name)
  const values = ref<Values>(text.value === '' ? {} : (JSON.parse(text.value) as Values))
  watch(
    values,
    (now) => {
      text.value = Object.keys(now).length === 0 ? '' : JSON.stringify(now)
    },
    { deep: true },
  )
  return { values, forget }
}
