import { onUnmounted, type Ref, ref } from 'vue'
import type { CallFailure } from '../call.ts'
import { asFailure } from '../failure.ts'
import { type Beside, type Exported, saveFile } from './export-file.ts'

export interface FileRun {
  /** Set while a file is being made; aborting it gives up. */
  running: Ref<AbortController | null>
  done: Ref<number>
  all: Ref<number>
  /** Files that go along with what is counted, of the run that is or was last. */
  beside: Ref<Beside>
  /** The name under which the last one was saved. */
  saved: Ref<string>
  failure: Ref<CallFailure | null>
  take: (
    total: number,
    fetchFile: (
      signal: AbortSignal,
      told: (done: number, total: number, beside: Beside) => void,
    ) => Promise<Exported>,
  ) => Promise<void>
}

/** One file at a time: how far it is, and what became of it. It is given up with the page. */
export function useFileRun(): FileRun {
  const running = ref<AbortController | null>(null)
  const done = ref(0)
  const all = ref(0)
  const beside = ref<Beside>()
  const saved = ref('')
  const failure = ref<CallFailure | null>(null)
  const take: FileRun['take'] = async (total, fetchFile) => {
    if (running.value) return
    const stop = new AbortController()
    running.value = stop
    failure.value = null
    saved.value = ''
    done.value = 0
    beside.value = undefined
    all.value = total
    try {
      const found = await fetchFile(stop.signal, (now, of, along) => {
        done.value = now
        all.value = of
        beside.value = along
      })
      saveFile(found)
      saved.value = found.name
    } catch (error) {
      if (!stop.signal.aborted) failure.value = asFailure(error)
    } finally {
      running.value = null
    }
  }
  onUnmounted(() => running.value?.abort())
  return { running, done, all, beside, saved, failure, take }
}
