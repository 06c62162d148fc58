import type { RecordPart } from '@mashang/shared/records/records.words.ts'
import { useQuery } from '@pinia/colada'
import { computed, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { recordQuery } from './records.query.ts'

/** One record, narrowed to the year that the address names; one section of it may be had whole. */
export function useRecord(id: () => string) {
  const route = useRoute()
  const router = useRouter()
  const year = computed(() => Number(route.query.year) || undefined)
  const whole = ref<RecordPart>()
  const query = useQuery(() => ({
    ...recordQuery({ id: id(), year: year.value, section: whole.value }),
    enabled: id() !== '',
  }))
  const choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement
    void router.replace({ query: value ? { year: value } : {} })
  }
  return { ...query, year, whole, choose }
}
