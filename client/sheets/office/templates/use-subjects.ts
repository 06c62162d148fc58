import { characters } from '@mashang/shared/core/text.ts'
import { useQuery } from '@pinia/colada'
import { computed, ref, watch } from 'vue'
import { representativesQuery } from '../../../representatives/representatives.query.ts'
import { stationsQuery } from '../../../stations/stations.query.ts'

export interface PreviewSubject {
  kind: 'representative' | 'station'
  id: string
  name: string
  stationId: string | null
  area: string | null
}

/** The most that one request gives; a preview needs examples, not all. */
const EXAMPLES = 200

/**
 * Real people and stations to look at a sheet with, one after the other.
 * @param wanted whom to show; where nobody is wanted, everybody serves as an example
 */
export function useSubjects(wanted: (subject: PreviewSubject) => boolean) {
  const people = useQuery(representativesQuery({ state: 'serving', size: EXAMPLES }))
  const stations = useQuery(stationsQuery)
  const examples = computed<PreviewSubject[]>(() => [
    ...(people.data.value?.items ?? []).map(({ id, name, station, area }) => ({
      kind: 'representative' as const,
      id,
      name,
      stationId: station?.id ?? null,
      area,
    })),
    ...(stations.data.value ?? []).map(({ id, name, area }) => ({
      kind: 'station' as const,
      id,
      name,
      stationId: id,
      area,
    })),
  ])
  const all = computed(() => {
    const chosen = examples.value.filter(wanted)
    return chosen.length > 0 ? chosen : examples.value
  })
  const at = ref(0)
  watch(
    () => all.value.map(({ id }) => id).join(),
    () => {
      at.value = 0
    },
  )
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
