import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import { issueLimits } from '@mashang/shared/issues/issues.words.ts'
import { type ComputedRef, computed, type Ref, ref, watch } from 'vue'
import { useSession } from '../../core/session.ts'
import { useTextDraft } from '../../core/text-draft.ts'
import { newUuid } from '../../core/uuid.ts'
import { useReplies } from '../../issues/work/use-replies.ts'

const BEGIN =
  '您反映的事，我已经写成代表建议交上去，由主管部门办理、书面答复。办到哪一步，会在这里告诉您。'

export interface VoterReply {
  /** Nobody has answered that voter yet, and this representative may. */
  owed: ComputedRef<boolean>
  /** Blank: nothing is sent, and the clock runs on. */
  text: Ref<string>
  max: number
  /** Sends the words; what became of them, as a sentence for whoever wrote them. */
  send: () => Promise<string>
}

/**
 * Making a matter into a suggestion answers its voter only with words (the clock of 24 hours stops
 * at nothing less): they are offered beside it and go the way of every answer.
 */
export function useVoterReply(
  issueId: string | undefined,
  issue: Ref<IssueView | undefined>,
): VoterReply {
  const replies = useReplies()
  const session = useSession()
  const { text, forget } = useTextDraft(`suggestion-reply:${issueId ?? ''}`)
  const touched = ref(text.value !== '')
  const owed = computed(
    () => issue.value?.can.answer === true && issue.value.clock.stoppedAt === null,
  )
  watch(
    owed,
    (now) => {
      if (now && !touched.value) text.value = BEGIN
      touched.value = touched.value || now
    },
    { immediate: true },
  )
  return {
    owed,
    text,
    max: issueLimits.answer,
    async send() {
      const words = text.value.trim()
      if (issueId === undefined || !owed.value || words === '') return ''
      const outcome = await replies.send({
        key: newUuid(),
        account: session.account?.id ?? '',
        at: Date.now(),
        issueId,
        kind: 'answer',
        voter: issue.value?.voter ?? '',
        text: words,
        settled: false,
        photos: [],
        refused: null,
      })
      forget()
      if (outcome.state === 'sent') return '给选民的话也送到了。'
      if (outcome.state === 'waiting') return '给选民的话等有信号时送出。'
      return `给选民的话没送出：${outcome.failure.message}`
    },
  }
}
