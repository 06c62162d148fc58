import type { batchesApi } from '@mashang/shared/sheets/batches.api.ts'
import { batchErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import { useQueryCache } from '@pinia/colada'
import { computed, onUnmounted, type Ref, reactive, ref, watch } from 'vue'
import { useRouter } from 'vue-router'
import { useAction } from '../../../core/action.ts'
import { CallFailure, call } from '../../../core/call.ts'
import { asFailure } from '../../../core/failure.ts'
import { isUnanswered, keyOf } from '../../../core/kept-key.ts'
import { renew } from '../../../core/query.ts'
import { useTextDraft } from '../../../core/text-draft.ts'
import { type BatchForecast, forecastOf } from '../batches.query.ts'
import { draftFrom, emptyDraft, type OrderDraft, orderOf } from './order-draft.ts'

const PAUSE = 400

/** The order on this page: kept while it is put together, forecast as it changes, given once. */
export function useOrder() {
  const kept = useTextDraft('batch-order')
  const keptKey = useTextDraft('batch-order-key')
  const draft = reactive<OrderDraft>(draftFrom(kept.text.value))
  const order = computed(() => orderOf(draft))
  watch(
    draft,
    () => {
      kept.text.value = JSON.stringify(draft)
    },
    { deep: true },
  )
  const { forecast, failure: forecastFailure, asking, ask } = useForecast(order)

  const router = useRouter()
  const cache = useQueryCache()
  /** Somebody printed the same; asks whether it is meant. */
  const same = ref<BatchForecast['same']>(null)
  const giving = useAction(async (evenIfSame: boolean) => {
    if (!order.value) return
    const body = { ...order.value, evenIfSame }
    // An order whose answer was lost may itself be what was just printed: its key tells.
    if (!evenIfSame && forecast.value?.same && !isUnanswered(keptKey, body)) {
      same.value = forecast.value.same
      return
    }
    try {
      const made = await call<typeof batchesApi.create>('POST', '/api/poster-batches', {
        body,
        headers: { 'idempotency-key': keyOf(keptKey, body) },
        timeout: 60_000,
      })
      keptKey.forget()
      kept.forget()
      same.value = null
      void renew(cache, ['batches'])
      await router.push(`/sheets/batches/${made.id}`)
    } catch (error) {
      if (!(error instanceof CallFailure) || error.temporary) throw error
      keptKey.text.value = ''
      if (error.code !== batchErrors.same.code) throw error
      await ask()
      if (!forecast.value?.same) throw error
      same.value = forecast.value.same
    }
  })
  return {
    draft,
    order,
    forecast,
    forecastFailure,
    asking,
    ask,
    same,
    giving,
    unanswered: computed(() =>
      [true, false].some((evenIfSame) => isUnanswered(keptKey, { ...order.value, evenIfSame })),
    ),
    take: (other: OrderDraft) => Object.assign(draft, other),
    startOver: () => Object.assign(draft, emptyDraft()),
  }
}

/** What the order would print, asked for once it rests. */
function useForecast(order: Ref<ReturnType<typeof orderOf>>) {
  const forecast = ref<BatchForecast | null>(null)
  const failure = ref<CallFailure | null>(null)
  const asking = ref(false)
  let running: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    if (!order.value) {
      forecast.value = null
      failure.value = null
      asking.value = false
      return
    }
    asking.value = true
    try {
      const told = await forecastOf(order.value, mine.signal)
      if (mine.signal.aborted) return
      forecast.value = told
      failure.value = null
    } catch (error) {
      if (mine.signal.aborted) return
      forecast.value = null
      failure.value = asFailure(error)
    } finally {
      if (running === mine) asking.value = false
    }
  }
  watch(
    () => JSON.stringify(order.value),
    () => {
      clearTimeout(timer)
      asking.value = order.value !== undefined
      timer = setTimeout(() => void ask(), PAUSE)
    },
  )
  void ask()
  onUnmounted(() => {
    clearTimeout(timer)
    running?.abort()
  })
  return { forecast, failure, asking, ask }
}
