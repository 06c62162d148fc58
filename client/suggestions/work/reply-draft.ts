import { type Ref, ref, watch } from 'vue'
import { useSession } from '../../core/session.ts'
import { useTextDraft } from '../../core/text-draft.ts'
import { forgetDraft, textName } from '../../issues/work/reply-draft.ts'
import { begunAnswer, isBeginning } from '../../issues/work/suggested-answer.ts'

export interface ReplyDraft {
  words: Ref<string>
  /** They were sent. */
  forget: () => void
  /** They were not sent: the page where the voter is answered begins with them. */
  keepForAnswer: () => void
}

/**
 * Words to a voter that go with the suggestion made of their matter: those that were begun on the
 * matter's own page, or ours. What we begin with is never kept: it may be worded otherwise one day.
 */
export function useReplyDraft(issueId: string | undefined, asksOthers: () => boolean): ReplyDraft {
  const account = useSession().account?.id ?? ''
  const kept = useTextDraft(textName(issueId ?? '', 'answer'))
  const begun = (words: string): string => begunAnswer(words, asksOthers() ? 'cosigning' : 'sent')
  const words = ref(issueId ? begun(kept.text.value) : '')
  const keep = (): void => {
    kept.text.value = isBeginning(words.value) ? '' : words.value
  }
  watch(words, () => issueId && keep(), { flush: 'sync' })
  watch(asksOthers, () => {
    if (isBeginning(words.value)) words.value = begun('')
  })
  function forget(): void {
    if (!issueId) return
    kept.forget()
    // With the photos that were begun beside them: they would stand in the next answer.
    void forgetDraft({ account, issueId, kind: 'answer' })
  }
  return { words, forget, keepForAnswer: () => issueId && keep() }
}
