import type { AttachmentView } from '@mashang/shared/suggestions/suggestions.model.ts'
import type { Ref } from 'vue'
import { useJsonDraft } from '../core/json-draft.ts'
import type { Values } from './filled.ts'

export interface ValuesDraft {
  values: Ref<Values>
  files: Ref<AttachmentView[]>
  forget: () => void
}

/** What is typed into a step's fields and attached to it. */
export function useValuesDraft(
  name: string,
  start: Values = {},
  startFiles: AttachmentView[] = [],
): ValuesDraft {
  const values = useJsonDraft<Values>(name, start)
  const files = useJsonDraft<AttachmentView[]>(`${name}:files`, startFiles)
  return {
    values: values.value,
    files: files.value,
    forget: () => {
      values.forget()
      files.forget()
    },
  }
}
