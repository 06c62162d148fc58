import { PHOTOS_PER_MATTER } from '@mashang/shared/photos/photos.words.ts'
import { onMounted, onUnmounted, shallowReactive, shallowRef } from 'vue'
import { CallFailure } from '../core/call.ts'
import { insideWechat } from '../wechat/inside.ts'
import type { DraftPhoto } from './draft-photo.ts'
import { UnreadablePhoto } from './unreadable.ts'
import { uploadPhoto } from './upload.ts'
import { useUndo } from './use-undo.ts'

/**
 * How a photo of the form stands; `share` is the part that has left the phone, 0 to 1. `queued` is
 * behind another photo, `waiting` for a signal, `later` for a server that cannot keep it just now.
 */
export interface PhotoState {
  state: 'queued' | 'uploading' | 'done' | 'waiting' | 'later' | 'failed'
  share: number
  fault: string
  preview: string
}

/** How it stands, in words. */
export const photoWords = (photo: PhotoState | undefined): string =>
  photo === undefined
    ? ''
    : {
        queued: '排队中',
        uploading: `${Math.round(photo.share * 100)}%`,
        done: '已传好',
        waiting: '等信号',
        later: '稍后自动重传',
        failed: '点一下重传',
      }[photo.state]

/** Seconds until a server that did not say when is asked again. */
const RETRY = 20

const isHeld = (photo: PhotoState | undefined): boolean =>
  photo?.state === 'waiting' || photo?.state === 'later'

/** Fetched once the form stands, so that a photo can be added after the signal is gone. */
const loadShrink = () => import('./shrink.ts')

/**
 * Photos of a draft: shrunk on the phone, sent one by one, tried again when the signal or the server is back.
 * `photos` reads the draft's list, `change` writes it.
 */
export function usePhotos(photos: () => DraftPhoto[], change: (photos: DraftPhoto[]) => void) {
  const states = shallowReactive(new Map<string, PhotoState>())
  const shrinking = shallowRef(0)
  const fault = shallowRef('')
  const running = new Set<Promise<void>>()
  let line: Promise<void> = Promise.resolve()
  let again: ReturnType<typeof setTimeout> | undefined

  const tell = (key: string, news: Partial<PhotoState>): void => {
    const before = states.get(key)
    if (before) states.set(key, { ...before, ...news })
  }

  function show(photo: DraftPhoto): void {
    if (states.has(photo.key)) return
    const preview = URL.createObjectURL(new Blob([photo.data], { type: 'image/jpeg' }))
    states.set(photo.key, { state: photo.id ? 'done' : 'waiting', share: 0, fault: '', preview })
  }

  async function upload(key: string): Promise<void> {
    const photo = photos().find((one) => one.key === key)
    if (!photo || photo.id) return
    tell(key, { state: 'uploading', share: 0 })
    try {
      const id = await uploadPhoto(photo.data, (share) => tell(key, { share }))
      change(photos().map((one) => (one.key === key ? { ...one, id } : one)))
      tell(key, { state: 'done', share: 1 })
    } catch (error) {
      const failure = error instanceof CallFailure ? error : null
      const state = !failure?.temporary ? 'failed' : failure.status === 0 ? 'waiting' : 'later'
      const why = failure?.message ?? '没有传上去，点一下再试。'
      tell(key, { state, fault: state === 'waiting' ? '' : why })
      if (state === 'later') again = setTimeout(resume, (failure?.retryAfter ?? RETRY) * 1000)
    }
  }

  /** One after the other: on a weak line two at once are slower than one by one. */
  function send(key: string): void {
    tell(key, { state: 'queued', fault: '' })
    line = line.then(() => upload(key))
    const mine: Promise<void> = line.finally(() => running.delete(mine))
    running.add(mine)
  }

  async function add(files: readonly File[]): Promise<void> {
    fault.value = ''
    const room = PHOTOS_PER_MATTER - photos().length
    if (files.length > room) fault.value = `最多 ${PHOTOS_PER_MATTER} 张，多出来的没有加上。`
    for (const file of files.slice(0, Math.max(0, room))) {
      shrinking.value++
      try {
        const { shrink } = await loadShrink()
        const data = await shrink(file)
        const photo: DraftPhoto = { key: `${Date.now()}-${Math.random()}`, data, id: null }
        change([...photos(), photo])
        show(photo)
        send(photo.key)
      } catch (error) {
        fault.value =
          error instanceof UnreadablePhoto ? error.message : '这张照片没有加上，请再选一次。'
      } finally {
        shrinking.value--
      }
    }
  }

  let lends = true
  let choosing = false
  /** A tap on the field for files: inside WeChat its own chooser opens instead, where it is lent. */
  async function choose(event: Event): Promise<void> {
    if (!lends || !insideWechat()) return
    event.preventDefault()
    if (choosing) return
    choosing = true
    const field = event.target as HTMLInputElement
    const chosen = await import('../wechat/lent.ts')
      .then(({ photos: lent }) => lent(PHOTOS_PER_MATTER - photos().length))
      .catch(() => null)
      .finally(() => {
        choosing = false
      })
    if (chosen !== null) return await add(chosen)
    lends = false
    // The browser's field opens only for a tap of a moment ago.
    if (navigator.userActivation?.isActive) field.click()
    else fault.value = '微信没有打开相册，请再点一次。'
  }

  const { kept: removed, keep, take } = useUndo<DraftPhoto[]>()
  function remove(key: string): void {
    const gone = photos().filter((one) => one.key === key)
    keep([...(removed.value ?? []), ...gone])
    const state = states.get(key)
    if (state) URL.revokeObjectURL(state.preview)
    states.delete(key)
    change(photos().filter((one) => one.key !== key))
  }

  /** Brings back those that were removed just now, as far as there is room. */
  function undo(): void {
    const room = PHOTOS_PER_MATTER - photos().length
    change([...photos(), ...(take() ?? []).slice(0, Math.max(0, room))])
  }

  /** Shows photos that a kept draft brought back, and sends those that were not sent yet. */
  function resume(): void {
    clearTimeout(again)
    for (const photo of photos()) {
      show(photo)
      if (!photo.id && isHeld(states.get(photo.key))) send(photo.key)
    }
  }

  onMounted(() => {
    // A failure here shows when a photo is added.
    loadShrink().catch(() => undefined)
  })
  onUnmounted(() => {
    clearTimeout(again)
    for (const { preview } of states.values()) URL.revokeObjectURL(preview)
  })

  return {
    states,
    shrinking,
    fault,
    add,
    choose,
    remove,
    removed,
    undo,
    resume,
    send,
    settled: () => Promise.allSettled([...running]),
  }
}
