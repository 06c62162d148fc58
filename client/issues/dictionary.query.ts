import type { dictionaryApi } from '@mashang/shared/issues/dictionary.api.ts'
import {
  type Dictionary,
  type OfferedWords,
  offeredOf,
  STANDARD_DICTIONARY,
  wordsOf,
} from '@mashang/shared/issues/dictionary.rules.ts'
import { defineQueryOptions, useQuery } from '@pinia/colada'
import { type ComputedRef, computed } from 'vue'
import { call } from '../core/call.ts'
import type { OfferedKeys } from './filing-draft.ts'

const dictionaryQuery = defineQueryOptions({
  key: ['district', 'dictionary', 'words'],
  query: ({ signal }): Promise<Dictionary> =>
    call<typeof dictionaryApi.words>('GET', '/api/dictionary', { signal }),
})

/** Until the district's words are there, those that the system came with. */
function useDictionary(): ComputedRef<Dictionary> {
  const { data } = useQuery(dictionaryQuery)
  return computed(() => data.value ?? STANDARD_DICTIONARY)
}

/** What every kind and field is called. */
export function useIssueWords() {
  const dictionary = useDictionary()
  return { words: computed(() => wordsOf(dictionary.value)) }
}

/** What may be chosen when something is filed. */
export function useOffered(): {
  offered: ComputedRef<OfferedWords>
  keys: ComputedRef<OfferedKeys>
} {
  const dictionary = useDictionary()
  const offered = computed(() => offeredOf(dictionary.value))
  return {
    offered,
    keys: computed(() => ({
      kinds: Object.keys(offered.value.kinds) as OfferedKeys['kinds'],
      fields: Object.keys(offered.value.fields) as OfferedKeys['fields'],
    })),
  }
}
