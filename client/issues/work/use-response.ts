import type { ResponseCommand } from '@mashang/shared/issues/commands.model.ts'
import { type ComputedRef, computed, type Ref } from 'vue'
import { fieldFault } from '../../core/failure.ts'
import { useIssueCommands } from './issue.query.ts'
import { useWriting } from './use-writing.ts'

type Sent = Omit<ResponseCommand, 'text'> | 'note'

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
  send: (command: Sent) => Promise<boolean>
}

const AT_TARGET = [
  'issue.target-required',
  'issue.target-unknown',
  'issue.target-unreachable',
  'issue.place-required',
]

/** One response to one matter: its draft, sending it, and where a refusal is shown. */
export function useResponse(id: string, kind: ResponseCommand['decision'] | 'note'): Responding {
  const commands = useIssueCommands(id)
  const { text, kept, busy, failure, textFault, send } = useWriting(
    id,
    kind,
    (words, command: Sent) =>
      command === 'note' ? commands.note(words) : commands.respond({ ...command, text: words }),
    kind === 'note' ? '选民看得到了，表还在走。' : '已送出，选民看得到了。',
  )
  const targetFault = computed(
    () =>
      fieldFault(failure.value, 'to') ??
      (AT_TARGET.includes(failure.value?.code ?? '') ? failure.value?.message : undefined),
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
    send,
  }
}
