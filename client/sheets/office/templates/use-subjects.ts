import { characters } from '@mashang/shared/core/text.ts'
import { useQuery } from '@pinia/colada'
import { computed, ref } from 'vue'
import { representativesQuery } from '../../../representatives/representatives.query.ts'
import { stationsQuery } from '../../../stations/stations.query.ts'

export interface PreviewSubject {
  kind: 'representative' | 'station'
  id: string
  name: string
}

/** The most that one request gives; a preview needs examples, not all. */
const EXAMPLES = 200

/** Real people and stations to look at a sheet with, one after the other. */
export function useSubjects() {
  const people = useQuery(representativesQuery({ state: 'serving', size: EXAMPLES }))
  const stations = useQuery(stationsQuery)
  const all = computed<PreviewSubject[]>(() => [
    ...(people.data.value?.items ?? []).map(({ id, name }) => ({
      kind: 'representative' as const,
      id,
      name,
    })),
    ...(stations.data.value ?? []).map(({ id, name }) => ({ kind: 'station' as const, id, name })),
  ])
  const at = ref(0)
  const step = (by: number): void => {
    const n = all.value.length
    if (n > 0) at.value = (at.value + by + n) % n
  }
  /** The next one that fits, from the one in sight on. */
  const jump = (fits: (subject: PreviewSubject) => boolean): void => {
    const n = all.value.length
    for (let i = 1; i <= n; i++) {
      const subject = all.value[(at.value + i) % n]
      if (subject && fits(subject)) {
        at.value = (at.value + i) % n
        return
      }
    }
  }
  const longest = computed(() =>
    Math.max(
      0,
      ...all.value.filter((s) => s.kind === 'representative').map((s) => characters(s.name)),
    ),
  )
  return {
    subject: computed(() => all.value[at.value]),
    count: computed(() => all.value.length),
    step,
    toLongest: () =>
      jump((s) => s.kind === 'representative' && characters(s.name) === longest.value),
    toStation: () => jump((s) => s.kind === 'station'),
  }
}
