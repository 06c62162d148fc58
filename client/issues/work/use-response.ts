import type { ResponseCommand } from '@mashang/shared/issues/issues.model.ts'
import { showToast } from 'vant'
import { type ComputedRef, computed, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { useAction } from '../../core/action.ts'
import { fieldFault } from '../../core/failure.ts'
import { type TextDraft, useTextDraft } from '../../core/text-draft.ts'
import { useIssueCommands } from './issue.query.ts'

export interface Responding {
  text: Ref<string>
  kept: Ref<boolean>
  busy: Ref<boolean>
  /** What the server refused about the text, to be shown at the field. */
  textFault: ComputedRef<string | undefined>
  /** What it refused about where the matter goes. */
  targetFault: ComputedRef<string | undefined>
  /** Any other refusal. */
  trouble: ComputedRef<string | undefined>
  /** Whether it went. */
  send: (command: Omit<ResponseCommand, 'text'> | 'note') => Promise<boolean>
}

const AT_TEXT = ['issue.answer-not-substantive']
const AT_TARGET = [
  'issue.target-required',
  'issue.target-unknown',
  'issue.target-unreachable',
  'issue.place-required',
]

/** One response to one matter: its draft, sending it, and where a refusal is shown. */
export function useResponse(id: string, kind: ResponseCommand['decision'] | 'note'): Responding {
  const router = useRouter()
  const commands = useIssueCommands(id)
  const { text, kept, forget }: TextDraft = useTextDraft(`${kind}:${id}`)
  const { run, busy, failure } = useAction(
    async (command: Omit<ResponseCommand, 'text'> | 'note') => {
      if (command === 'note') await commands.note(text.value)
      else await commands.respond({ ...command, text: text.value })
      return true
    },
  )
  const codeIn = (codes: string[]): boolean => codes.includes(failure.value?.code ?? '')
  const textFault = computed(
    () =>
      fieldFault(failure.value, 'text') ?? (codeIn(AT_TEXT) ? failure.value?.message : undefined),
  )
  const targetFault = computed(
    () =>
      fieldFault(failure.value, 'to') ?? (codeIn(AT_TARGET) ? failure.value?.message : undefined),
  )
  return {
    text,
    kept,
    busy,
    textFault,
    targetFault,
    trouble: computed(() =>
      textFault.value || targetFault.value ? undefined : failure.value?.message,
    ),
    async send(command) {
      if (!(await run(command))) return false
      forget()
      showToast(command === 'note' ? '选民看得到了，表还在走。' : '已送出，选民看得到了。')
      // Back to the matter that one came from, not a second copy of it in the history.
      if (window.history.state?.back === `/issues/${id}`) router.back()
      else await router.replace(`/issues/${id}`)
      return true
    },
  }
}
