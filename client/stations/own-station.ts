import { computed, type Ref, ref } from 'vue'
import { useSession } from '../core/session.ts'

/** Which of several stations somebody works for, until the page is left for good. */
const chosen: Ref<string | null> = ref(null)

/** The stations that whoever is signed in looks after, and the one that they work for just now. */
export function useOwnStation() {
  const session = useSession()
  const stations = computed(() => session.account?.stations ?? [])
  const station = computed({
    get: () =>
      stations.value.find(({ id }) => id === chosen.value)?.id ??
      session.account?.stationId ??
      undefined,
    set: (id) => {
      chosen.value = id ?? null
    },
  })
  return { stations, station, several: computed(() => stations.value.length > 1) }
}
