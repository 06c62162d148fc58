import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import type { Verdict } from '@mashang/shared/issues/issues.words.ts'
import type { voterApi } from '@mashang/shared/issues/voter.api.ts'
import { onMounted, onUnmounted, ref } from 'vue'
import { CallFailure, call } from '../core/call.ts'
import { useJsonDraft } from '../core/json-draft.ts'
import { forgetTextDraft } from '../core/text-draft.ts'

const nameOf = (receipt: string): string => `verdict:${receipt}`

export const forgetVerdictWords = (receipt: string): void => forgetTextDraft(nameOf(receipt))

interface Begun {
  answer: Verdict | ''
  solved: Verdict | ''
  onlyAcknowledged: boolean
  text: string
  /** How many were given before it was begun: it is of this answer, and of no other. */
  earlier: number
  sent: boolean
}

const NOTHING: Begun = {
  answer: '',
  solved: '',
  onlyAcknowledged: false,
  text: '',
  earlier: -1,
  sent: false,
}

/**
 * What a voter says of an answer. It stays on the phone until the server has it; once it was sent,
 * it goes by itself as soon as that is possible, and counts once.
 */
export function useVerdict(
  receipt: string,
  issue: () => Pick<ReceiptView, 'can' | 'earlierVerdicts'>,
  arrived: (issue: ReceiptView) => void,
) {
  const { value: draft } = useJsonDraft(nameOf(receipt), { ...NOTHING })
  const state = ref<'writing' | 'sending' | 'waiting'>('writing')
  const fault = ref('')
  const before = (): number => issue().earlierVerdicts.length

  function startAnew(): void {
    draft.value = { ...NOTHING }
    fault.value = ''
    state.value = 'writing'
  }

  async function send(): Promise<void> {
    if (state.value === 'sending') return
    const { answer, solved, onlyAcknowledged } = draft.value
    if (!answer || !solved) {
      fault.value = answer ? '请再选一下：解决得怎么样？' : '请先选一下：对答复满意吗？'
      return
    }
    fault.value = ''
    if (draft.value.earlier < 0) draft.value.earlier = before()
    const { earlier } = draft.value
    draft.value.sent = true
    state.value = 'sending'
    try {
      const text = draft.value.text.trim()
      const fresh = await call<typeof voterApi.verdict>('POST', '/api/receipts/:receipt/verdict', {
        params: { receipt },
        body: { answer, solved, onlyAcknowledged, earlier, ...(text ? { text } : {}) },
      })
      arrived(fresh)
      startAnew()
    } catch (error) {
      const failure = error instanceof CallFailure ? error : null
      state.value = failure?.status === 0 ? 'waiting' : 'writing'
      if (state.value === 'waiting') return
      draft.value.sent = false
      fault.value = failure?.message ?? '没有交成，请再试一次。'
    }
  }

  /** Changed meanwhile: it goes when its voter presses again. */
  const edited = (): void => {
    fault.value = ''
    draft.value.earlier = before()
    draft.value.sent = false
    if (state.value === 'waiting') state.value = 'writing'
  }
  const again = (): void => {
    if (draft.value.sent) void send()
  }
  onMounted(() => {
    const { earlier } = draft.value
    if (earlier >= 0 && (earlier !== before() || !issue().can.verdict)) startAnew()
    again()
    window.addEventListener('online', again)
  })
  onUnmounted(() => window.removeEventListener('online', again))

  return { draft, state, fault, send, edited, startAnew }
}
