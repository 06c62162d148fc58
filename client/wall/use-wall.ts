import type { WallFigures } from '@mashang/shared/wall/wall.model.ts'
import { onMounted, onUnmounted, type Ref, ref, shallowRef } from 'vue'
import type { CallFailure } from '../core/call.ts'
import { asFailure } from '../core/failure.ts'

/** How often a screen asks. Milliseconds. */
const EVERY = 15_000

export interface Wall {
  /** The last numbers that came, however long ago. */
  figures: Ref<WallFigures | null>
  /** Why they are not fresh. */
  failure: Ref<CallFailure | null>
  ask: () => Promise<void>
}

/** Where a screen that nobody looks after keeps its last numbers over a restart. */
export interface Shelf {
  read(): WallFigures | null
  write(figures: WallFigures | null): void
}

/**
 * The numbers, asked for quietly again and again. Over a dead network the last ones stay; where the
 * server refuses (a link that was stopped) they go, and nothing is asked any more.
 */
export function useWall(fetchFigures: () => Promise<WallFigures>, shelf?: Shelf): Wall {
  const figures = shallowRef<WallFigures | null>(null)
  const failure = ref<CallFailure | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false

  async function ask(): Promise<void> {
    clearTimeout(timer)
    try {
      figures.value = await fetchFigures()
      failure.value = null
      shelf?.write(figures.value)
    } catch (error) {
      failure.value = asFailure(error)
      if (!failure.value.temporary && failure.value.status > 0) {
        figures.value = null
        shelf?.write(null)
        return
      }
    }
    if (!over) timer = setTimeout(() => void ask(), EVERY)
  }
  const soon = (): void => void ask()
  onMounted(() => {
    figures.value = shelf?.read() ?? null
    soon()
    window.addEventListener('online', soon)
  })
  onUnmounted(() => {
    over = true
    clearTimeout(timer)
    window.removeEventListener('online', soon)
  })
  return { figures, failure, ask }
}
