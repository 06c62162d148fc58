import type { AttachmentView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { type Ref, ref, watch } from 'vue'
import { useTextDraft } from '../core/text-draft.ts'
import type { Values } from './filled.ts'

interface Draft<T> {
  value: Ref<T>
  forget: () => void
}

/** Something that survives a closed page like any other words; what is as at the start is not kept. */
function useJsonDraft<T>(name: string, start: T): Draft<T> {
  const { text, forget } = useTextDraft(name)
  const value = ref(text.value === '' ? start : (JSON.parse(text.value) as T)) as Ref<T>
  const nothing = JSON.stringify(start)
  watch(
    value,
    (now) => {
      const words = JSON.stringify(now)
      text.value = words === nothing ? '' : words
    },
    { deep: true },
  )
  return { value, forget }
}

export interface ValuesDraft {
  values: Ref<Values>
  files: Ref<AttachmentView[]>
  forget: () => void
}

/** What is typed into a step's fields and attached to it. */
export function useValuesDraft(name: string, start: Values = {}): ValuesDraft {
  const values = useJsonDraft<Values>(name, start)
  const files = useJsonDraft<AttachmentView[]>(`${name}:files`, [])
  return {
    values: values.value,
    files: files.value,
    forget: () => {
      values.forget()
      files.forget()
    },
  }
}
