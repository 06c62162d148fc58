import type { Position } from '@mashang/shared/sheets/sheets.model.ts'
import { onUnmounted, ref, shallowRef, watch } from 'vue'
import { canLocate, positionOf } from '../position.ts'

const CHOICE = 'mashang:patrol-position'
/** A fix older than this is another wall. Milliseconds. */
const FRESH = 30_000
/** How long the first scan waits for the first fix. Milliseconds. */
const FIRST = 1_500

function chosen(): boolean | null {
  try {
    const kept = localStorage.getItem(CHOICE)
    return kept === null ? null : kept === '1'
  } catch {
    return null
  }
}

/** Where the phone is while somebody walks, if that person wants it to be told. */
export function useWalkPosition() {
  /** Null: nobody has been asked on this device yet. */
  const wanted = ref(canLocate() ? chosen() : false)
  const refused = ref(false)
  const latest = shallowRef<{ at: number; position: Position } | null>(null)
  let watching: number | undefined

  function choose(on: boolean): void {
    wanted.value = on
    try {
      localStorage.setItem(CHOICE, on ? '1' : '0')
    } catch {
      // Without storage the question is asked again next time.
      return
    }
  }

  watch(
    wanted,
    (on) => {
      if (watching !== undefined) navigator.geolocation.clearWatch(watching)
      watching = undefined
      latest.value = null
      if (!on) return
      watching = navigator.geolocation.watchPosition(
        (found) => {
          refused.value = false
          latest.value = { at: Date.now(), position: positionOf(found) }
        },
        (error) => {
          refused.value = error.code === error.PERMISSION_DENIED
        },
        { enableHighAccuracy: true, maximumAge: 5_000 },
      )
    },
    { immediate: true },
  )
  onUnmounted(() => {
    if (watching !== undefined) navigator.geolocation.clearWatch(watching)
  })

  const fresh = (): Position | null =>
    latest.value && Date.now() - latest.value.at < FRESH ? latest.value.position : null

  /** The place now; null where it is not wanted, not given or not known. */
  async function here(): Promise<Position | null> {
    if (!wanted.value || refused.value || latest.value) return fresh()
    await new Promise((next) => setTimeout(next, FIRST))
    return fresh()
  }

  return { wanted, refused, latest, choose, here }
}
