import type { Position } from '@mashang/shared/sheets/sheets.model.ts'
import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import { CallFailure } from '../../core/call.ts'
import { useSession } from '../../core/session.ts'
import { newUuid } from '../../core/uuid.ts'
import { judge } from '../sheets-sender.ts'
import { useErrands } from '../use-errands.ts'
import { judged, ownHosts, rememberHost, type Seen, seenSheet, unjudged } from './walk.ts'

/** A place found later than this after the look may be the next wall's. Milliseconds. */
const LATE_FIX = 20_000

const nameOf = (account: string): string => `mashang:walk:${account}`

function kept(account: string): Seen[] {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(account)) ?? '[]') as Seen[]
  } catch {
    return []
  }
}

/** What was seen on this walk, newest first; kept until the page's tab is closed. */
export const useWalk = defineStore('walk', () => {
  const session = useSession()
  const errands = useErrands()
  const list = shallowRef<Seen[]>([])
  /** Frames in which a code was read: the photo of an alarm, without another tap. */
  const frames = new Map<string, Blob>()

  watch(
    () => session.account?.id,
    (id) => {
      list.value = id ? kept(id) : []
      frames.clear()
    },
    { immediate: true },
  )
  watch(list, (now) => {
    try {
      if (session.account)
        sessionStorage.setItem(nameOf(session.account.id), JSON.stringify(now.slice(0, 200)))
    } catch {
      // The list then lives as long as the page; what has to be sent is kept elsewhere.
      return
    }
  })

  const find = (key: string): Seen | undefined => list.value.find((one) => one.key === key)
  const change = (key: string, to: (seen: Seen) => Seen): void => {
    list.value = list.value.map((one) => (one.key === key ? to(one) : one))
  }

  /**
   * Judges what was read and puts it on the list. Without a signal it is kept, judged as far as the
   * phone can, and judged by the server later. Throws CallFailure where the server refuses to look.
   */
  async function see(text: string, position: Position | null, frame?: Blob): Promise<string> {
    const key = newUuid()
    const fresh: Seen = {
      key,
      at: Date.now(),
      text,
      position,
      verdict: null,
      sentence: '',
      host: null,
      distance: null,
      sheet: null,
      done: null,
    }
    if (frame) frames.set(key, frame)
    try {
      const result = await judge(text, position)
      if (result.sheet) rememberHost(result.sheet.url)
      list.value = [judged(fresh, result), ...list.value]
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      if (!error.temporary && error.status !== 401) throw error
      list.value = [unjudged(fresh, ownHosts()), ...list.value]
      await errands.keep(key, { kind: 'scan', text, position })
      if (error.status === 401) throw error
    }
    return key
  }

  /** Asks once more where the phone learned only after the verdict where it is. */
  async function refine(key: string, position: Position): Promise<void> {
    const seen = find(key)
    if (!seen || seen.position || seen.done || seen.verdict !== 'right') return
    if (Date.now() - seen.at > LATE_FIX) return
    change(key, (one) => ({ ...one, position }))
    try {
      const result = await judge(seen.text, position)
      change(key, (one) => (one.done ? one : judged(one, result)))
    } catch (error) {
      // The first verdict stands; it never claimed to know the place.
      if (!(error instanceof CallFailure)) throw error
    }
  }

  errands.whenSent((key, result, sheet) => {
    list.value = list.value.map((one) => {
      if (one.key === key && result) return judged(one, result)
      const arrived = one.done?.errand === key ? { ...one.done, arrived: true } : one.done
      const fresh = sheet && (one.sheet?.id === sheet.id || one.done?.errand === key)
      return { ...one, done: arrived, sheet: fresh ? seenSheet(sheet) : one.sheet }
    })
  })

  return {
    list,
    find,
    see,
    refine,
    frameOf: (key: string) => frames.get(key),
    done: (key: string, done: NonNullable<Seen['done']>) =>
      change(key, (seen) => ({ ...seen, done })),
    clear: () => {
      list.value = []
      frames.clear()
    },
  }
})
