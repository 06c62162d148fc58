import { matterKinds } from '@mashang/shared/lineage/lineage.words.ts'
import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import type { LocationQuery } from 'vue-router'
import { lineageQuery } from '../../lineage/lineage.query.ts'
import type { NewSuggestion } from './use-writing.ts'

export type Origin = NonNullable<NewSuggestion['from']>

/** What one is written from beside a voter's matter, as the address says: `from` its kind, `of` its id. */
export function originOf({ from, of }: LocationQuery): Origin | undefined {
  if (typeof from !== 'string' || typeof of !== 'string') return undefined
  const known = from in matterKinds && from !== 'issue' && from !== 'suggestion'
  return known ? { kind: from as Origin['kind'], id: of } : undefined
}

/** What that is, in the words of its chain: they are the same for every kind. */
export function useOrigin(of: Origin | undefined) {
  const { data, error, refetch } = useQuery(() => ({
    ...lineageQuery(of ?? { kind: 'issue', id: '' }),
    enabled: of !== undefined,
  }))
  const matter = computed(() => data.value?.matters.find(({ here }) => here))
  return { matter, error, refetch }
}
