import type { EditionList } from '@mashang/shared/districts/editions.model.ts'
import { useQuery, useQueryCache } from '@pinia/colada'
import { ElMessage } from 'element-plus'
import { computed, type Ref, ref, shallowRef } from 'vue'
import { useAction } from '../../core/action.ts'
import type { CallFailure } from '../../core/call.ts'
import { useKeptForm } from '../../core/kept-form.ts'
import { renew } from '../../core/query.ts'

export interface EditionShown<C> {
  version: number
  current: boolean
  since: string | null
  content: C
}

/** How something that is kept in editions is read and written. Each throws CallFailure. */
export interface EditionCalls<C> {
  name: string
  /** What holds from now on, said once it is saved. */
  holds?: string
  show(version?: number): Promise<EditionShown<C>>
  save(body: { basedOn: number; content: C }): Promise<EditionShown<C>>
  back(body: { basedOn: number; to: number }): Promise<EditionShown<C>>
  versions(): Promise<EditionList>
}

/** What a list of editions needs: which one holds, all of them, and a look at one. */
export interface EditionsSeen {
  now: { data: Ref<{ version: number } | undefined> }
  versions: {
    data: Ref<EditionList | undefined>
    isPending: Ref<boolean>
    error: Ref<CallFailure | null>
    refetch(): unknown
  }
  looking: { run(version: number): unknown; failure: Ref<CallFailure | null> }
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
  /** The edition that the draft began with: whoever saved another one meanwhile is not overwritten. */
  let basedOn = 1
  const { unsaved: changed, take } = useKeptForm<EditionShown<C>>(
    () => now.data.value,
    () => draft.value,
    ({ version, content }) => {
      basedOn = version
      draft.value = copy(content)
    },
  )
  const discard = (): void => {
    if (now.data.value) take(now.data.value)
  }

  async function settled(stored: EditionShown<C>): Promise<void> {
    earlier.value = null
    take(stored)
    await renew(cache, key, ['issues'])
    ElMessage({
      message: `已存成第 ${stored.version} 版，${calls.holds ?? '选民的页面马上按新的来'}。`,
      type: 'success',
      plain: true,
    })
  }
  const saving = useAction(async (content: C) =>
    settled(await calls.save({ basedOn, content: copy(content) })),
  )
  const returning = useAction(async (to: number) => settled(await calls.back({ basedOn, to })))
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
