import { useQueryCache } from '@pinia/colada'
import { ElMessage } from 'element-plus'
import { computed, type Ref, ref, watch } from 'vue'
import { useRouter } from 'vue-router'
import { type Action, useAction } from '../core/action.ts'
import { renew } from '../core/query.ts'
import { useUnsaved } from '../core/use-unsaved.ts'
import { type Typed, typedFrom } from './fact-fields.ts'

/**
 * What is typed into a form of facts, begun with what is known, and said aloud when somebody leaves
 * it unsaved.
 * @param save sends it; resolves when it is kept, with the page to go on to, if any
 */
export function useFactsForm(
  known: Ref<Record<string, unknown> | undefined>,
  start: Typed,
  save: () => Promise<string | undefined>,
): { typed: Ref<Typed>; changed: Ref<boolean>; saving: Action<[], void> } {
  const cache = useQueryCache()
  const router = useRouter()
  const typed = ref<Typed>({ ...start })
  const base = ref<Typed>({ ...start })
  watch(
    known,
    (facts) => {
      if (!facts) return
      base.value = typedFrom(facts)
      typed.value = { ...base.value }
    },
    { immediate: true },
  )
  const changed = computed(() =>
    Object.keys({ ...base.value, ...typed.value }).some(
      (key) => (typed.value[key] ?? '').trim() !== (base.value[key] ?? ''),
    ),
  )
  const saving = useAction(async () => {
    const next = await save()
    base.value = { ...typed.value }
    ElMessage({ message: '存好了。', type: 'success', plain: true })
    await Promise.all(['representatives', 'stations', 'accounts'].map((key) => renew(cache, [key])))
    if (next) await router.replace(next)
  })
  useUnsaved(() => changed.value, '改动还没有存，要离开吗？')
  return { typed, changed, saving }
}
