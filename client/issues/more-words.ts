import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import type { voterApi } from '@mashang/shared/issues/voter.api.ts'
import { onMounted, onUnmounted, ref } from 'vue'
import { CallFailure, call } from '../core/call.ts'
import { useJsonDraft } from '../core/json-draft.ts'
import { newKey } from '../core/new-key.ts'
import { forgetTextDraft } from '../core/text-draft.ts'

const nameOf = (receipt: string): string => `more:${receipt}`

/** Words that were begun on receipts which this phone is to know no more. */
export function forgetMoreWords(receipts: readonly string[]): void {
  for (const receipt of receipts) forgetTextDraft(nameOf(receipt))
}

/**
 * A sentence that a voter adds on the receipt. It stays on the phone until the server has it: through
 * a reload, a dead network and an answer that is lost. Once it was sent, it goes by itself as soon as
 * that is possible, under the key that it was first sent with, so that it arrives once.
 */
export function useMoreWords(
  receipt: string,
  messageKey: string,
  arrived: (issue: ReceiptView) => void,
) {
  const nothing = { text: '', key: '', sent: false }
  const { value: draft } = useJsonDraft(nameOf(receipt), nothing)
  const state = ref<'writing' | 'sending' | 'waiting' | 'said'>('writing')
  const fault = ref('')
  let nextKey = messageKey

  async function say(): Promise<void> {
    if (state.value === 'sending') return
    const text = draft.value.text.trim()
    fault.value = text ? '' : '请先写一句。'
    if (!text) return
    draft.value.key ||= nextKey
    draft.value.sent = true
    state.value = 'sending'
    try {
      const issue = await call<typeof voterApi.message>('POST', '/api/receipts/:receipt/messages', {
        params: { receipt },
        headers: { 'idempotency-key': draft.value.key },
        body: { text },
      })
      // What was typed meanwhile is the beginning of another sentence.
      const typed = draft.value.text.trim()
      draft.value = typed === text ? { ...nothing } : { ...nothing, text: draft.value.text }
      nextKey = newKey()
      state.value = 'said'
      arrived(issue)
    } catch (error) {
      const failure = error instanceof CallFailure ? error : null
      // It may have left the phone: the same words go again, not others.
      state.value = failure?.status === 0 ? 'waiting' : 'writing'
      if (state.value === 'writing') {
        draft.value.sent = false
        fault.value = failure?.message ?? '没有交成，请再试一次。'
      }
    }
  }

  /** Typed on: it goes when its voter presses again. */
  const edited = (): void => {
    draft.value.sent = false
    if (state.value !== 'sending') state.value = 'writing'
  }

  const again = (): void => {
    if (draft.value.sent) void say()
  }
  onMounted(() => {
    again()
    window.addEventListener('online', again)
  })
  onUnmounted(() => window.removeEventListener('online', again))

  return { draft, state, fault, say, edited }
}
