import { BLANK } from '@mashang/shared/issues/phrases.words.ts'
import { showToast } from 'vant'
import { type ComputedRef, computed, type Ref, ref } from 'vue'
import { useRouter } from 'vue-router'
import { useAction } from '../../core/action.ts'
import type { CallFailure } from '../../core/call.ts'
import { fieldFault } from '../../core/failure.ts'
import { type TextDraft, useTextDraft } from '../../core/text-draft.ts'

export interface Writing<C extends unknown[]> {
  text: Ref<string>
  kept: Ref<boolean>
  busy: Ref<boolean>
  failure: Ref<CallFailure | null>
  /** What the server refused about the text, to be shown at the field. */
  textFault: ComputedRef<string | undefined>
  /** Whether it went. */
  send: (...given: C) => Promise<boolean>
}

/** A blank of a ready phrase that nobody filled would be read by the voter as it stands. */
export function useBlanks(text: Ref<string>): {
  fault: ComputedRef<string | undefined>
  mayGo(): boolean
} {
  const tried = ref(false)
  const left = computed(() => text.value.includes(BLANK))
  return {
    fault: computed(() =>
      tried.value && left.value ? `还有空着的“${BLANK}”，请填上或去掉再送出。` : undefined,
    ),
    mayGo() {
      tried.value = true
      return !left.value
    },
  }
}

/** Codes of refusals that are about the words, wherever the server saw it. */
export const AT_TEXT = ['issue.answer-not-substantive', 'issue.conclusion-not-substantive']

/**
 * Words about one matter: their draft, sending them, and back to the matter.
 * @param draft names the draft among those of this matter
 * @param work sends the text; rejects with the server's refusal
 * @param told what is shown when it went
 */
export function useWriting<C extends unknown[]>(
  id: string,
  draft: string,
  work: (text: string, ...given: C) => Promise<unknown>,
  told: string,
): Writing<C> {
  const router = useRouter()
  const { text, kept, forget }: TextDraft = useTextDraft(`${draft}:${id}`)
  const blanks = useBlanks(text)
  const { run, busy, failure } = useAction(async (...given: C) => {
    await work(text.value, ...given)
    return true
  })
  const textFault = computed(
    () =>
      blanks.fault.value ??
      fieldFault(failure.value, 'text') ??
      fieldFault(failure.value, 'reason') ??
      (AT_TEXT.includes(failure.value?.code ?? '') ? failure.value?.message : undefined),
  )
  return {
    text,
    kept,
    busy,
    failure,
    textFault,
    async send(...given) {
      if (!blanks.mayGo() || !(await run(...given))) return false
      forget()
      showToast(told)
      // Back to the matter that one came from, not a second copy of it in the history.
      if (window.history.state?.back === `/issues/${id}`) router.back()
      else await router.replace(`/issues/${id}`)
      return true
    },
  }
}
