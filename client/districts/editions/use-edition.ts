import type { EditionList } from '@mashang/shared/districts/editions.model.ts'
import { useQuery, useQueryCache } from '@pinia/colada'
import { ElMessage } from 'element-plus'
import { computed, type Ref, ref, shallowRef, watch } from 'vue'
import { useAction } from '../../core/action.ts'
import { renew } from '../../core/query.ts'
import { useUnsaved } from '../../core/use-unsaved.ts'

export interface EditionShown<C> {
  version: number
  current: boolean
  since: string | null
  content: C
}

/** How something that is kept in editions is read and written. Each throws CallFailure. */
export interface EditionCalls<C> {
  name: string
  show(version?: number): Promise<EditionShown<C>>
  save(body: { basedOn: number; content: C }): Promise<EditionShown<C>>
  back(body: { basedOn: number; to: number }): Promise<EditionShown<C>>
  versions(): Promise<EditionList>
}

const copy = <C>(content: C): C => JSON.parse(JSON.stringify(content)) as C

/** What holds now, a draft of the next edition, and a look at earlier ones. */
export function useEdition<C>(calls: EditionCalls<C>) {
  const cache = useQueryCache()
  const key = ['district', calls.name]
  const now = useQuery({ key: [...key, 'now'], query: () => calls.show() })
  const versions = useQuery({ key: [...key, 'versions'], query: () => calls.versions() })
  const draft: Ref<C | undefined> = ref()
  /** An earlier edition that is looked at; nothing is changed by looking. */
  const earlier = shallowRef<EditionShown<C> | null>(null)
  const changed = computed(
    () =>
      draft.value !== undefined &&
      JSON.stringify(draft.value) !== JSON.stringify(now.data.value?.content),
  )
  const discard = (): void => {
    draft.value = now.data.value && copy(now.data.value.content)
  }
  watch(now.data, discard, { immediate: true })
  useUnsaved(() => changed.value, '改的还没有保存，要离开吗？')

  async function settled(version: number): Promise<void> {
    earlier.value = null
    await renew(cache, key, ['issues'])
    ElMessage({
      message: `已存成第 ${version} 版，选民的页面马上按新的来。`,
      type: 'success',
      plain: true,
    })
  }
  const basedOn = (): number => now.data.value?.version ?? 1
  const saving = useAction(async (content: C) =>
    settled((await calls.save({ basedOn: basedOn(), content: copy(content) })).version),
  )
  const returning = useAction(async (to: number) =>
    settled((await calls.back({ basedOn: basedOn(), to })).version),
  )
  const looking = useAction(async (version: number) => {
    earlier.value = await calls.show(version)
  })
  return {
    now,
    versions,
    draft,
    earlier,
    changed,
    discard,
    saving,
    returning,
    looking,
    shown: computed(() => earlier.value?.content ?? draft.value),
  }
}
export type EditionWork<C> = ReturnType<typeof useEdition<C>>
