import type { attachmentsApi } from '@mashang/shared/suggestions/attachments.api.ts'
import {
  ATTACHMENT_BYTES,
  ATTACHMENTS,
  TOO_LARGE,
} from '@mashang/shared/suggestions/attachments.words.ts'
import type { AttachmentView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { onUnmounted, type Ref, ref } from 'vue'
import { asFailure } from '../core/failure.ts'
import { upload } from '../core/upload.ts'

/** One file on its way. */
export interface Sending {
  key: number
  name: string
  /** What has left, 0 to 1. */
  share: number
  /** Why it did not get there; empty while it is under way. */
  fault: string
  /** Whether trying once more may help. */
  again: boolean
}

/** Why what names them cannot be sent yet; null: every file has got there. */
export function notAllThere(sending: readonly Sending[]): string | null {
  if (sending.some(({ fault }) => fault === '')) return '附件还在传'
  return sending.length > 0 ? '先处理没传上的附件' : null
}

/**
 * Sends files one after the other: on a weak line two at once are slower than one by one.
 * @param files those that got there
 * @param sending those that have not yet, or could not
 * @param token of the one-time link of whoever has no account
 */
export function useAttachments(
  files: Ref<AttachmentView[]>,
  sending: Ref<Sending[]>,
  token?: string,
) {
  const path = token === undefined ? '/api/suggestion-files' : '/api/suggestion-links/files'
  const headers: Record<string, string> = token === undefined ? {} : { 'x-link-token': token }
  const removed = ref<AttachmentView | null>(null)
  const bytes = new Map<number, File>()
  let line: Promise<void> = Promise.resolve()
  let last = 0

  const find = (key: number): Sending | undefined => sending.value.find((one) => one.key === key)
  function cancel(key: number): void {
    // In place: a model that is set anew is seen only after the next rendering.
    const at = sending.value.findIndex((one) => one.key === key)
    if (at >= 0) sending.value.splice(at, 1)
    bytes.delete(key)
  }
  async function send(key: number): Promise<void> {
    const file = bytes.get(key)
    if (file === undefined) return
    try {
      const made = await upload<typeof attachmentsApi.upload>(
        path,
        file,
        (share) => {
          const one = find(key)
          if (one) one.share = share
        },
        headers,
      )
      // Whoever cancelled it meanwhile does not want it.
      if (find(key) === undefined) return
      cancel(key)
      files.value = [...files.value, made]
    } catch (error) {
      const one = find(key)
      if (one === undefined) return
      const failure = asFailure(error)
      one.fault = failure.message
      one.again = failure.temporary
    }
  }
  function queue(key: number): void {
    line = line.then(() => send(key))
  }
  function add(chosen: readonly File[]): void {
    const room = ATTACHMENTS - files.value.length - sending.value.length
    for (const file of chosen.slice(0, Math.max(0, room))) {
      const key = ++last
      const tooLarge = file.size > ATTACHMENT_BYTES
      sending.value.push({
        key,
        name: file.name,
        share: 0,
        fault: tooLarge ? TOO_LARGE : '',
        again: false,
      })
      if (tooLarge) continue
      bytes.set(key, file)
      queue(key)
    }
  }
  function again(key: number): void {
    const one = find(key)
    if (one === undefined) return
    Object.assign(one, { fault: '', again: false, share: 0 })
    queue(key)
  }
  const resume = (): void => {
    for (const one of sending.value) if (one.again) again(one.key)
  }
  window.addEventListener('online', resume)
  onUnmounted(() => window.removeEventListener('online', resume))

  return {
    removed,
    add,
    again,
    cancel,
    remove: (file: AttachmentView): void => {
      files.value = files.value.filter((one) => one.id !== file.id)
      removed.value = file
    },
    undo: (): void => {
      if (removed.value !== null) files.value = [...files.value, removed.value]
      removed.value = null
    },
  }
}
