import type { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { sessionEnded } from '../../core/action.ts'
import { call } from '../../core/call.ts'
import { openDrafts } from '../../core/drafts.ts'
import { renew } from '../../core/query.ts'
import { useSession } from '../../core/session.ts'
import { waitingLine } from '../../core/waiting-line.ts'
import { uploadPhoto } from '../../photos/upload.ts'
import { forgetDraft } from './reply-draft.ts'
import {
  dropReply,
  type KeptReply,
  keptReplies,
  type ReplyOutcome,
  sendReply,
} from './reply-outbox.ts'

async function post({ issueId, kind, text, settled, key }: KeptReply, photos: string[]) {
  const params = { id: issueId }
  const words = { text, key, ...(photos.length > 0 ? { photos } : {}) }
  if (kind === 'answer')
    await call<typeof issuesApi.respond>('POST', '/api/issues/:id/response', {
      params,
      body: { decision: 'answer', settled, ...words },
    })
  else
    await call<typeof issuesApi.conclude>('POST', '/api/issues/:id/conclusion', {
      params,
      body: words,
    })
}

/** What the signed-in person has said and the server does not have yet. */
export const useReplies = defineStore('replies', () => {
  const session = useSession()
  const cache = useQueryCache()
  // Shallow: what goes into the phone's database must be plain.
  const kept = shallowRef<KeptReply[]>([])
  const waiting = computed(() => kept.value.filter((one) => one.refused === null))
  const refused = computed(() => kept.value.filter((one) => one.refused !== null))
  /** False where only this page remembers: closing it loses what waits. */
  const lasting = ref(true)
  const { inLine, look } = waitingLine(reload, sendEach)

  async function reload(): Promise<boolean> {
    const drafts = await openDrafts()
    lasting.value = drafts.lasting
    kept.value = session.account ? await keptReplies(drafts, session.account.id) : []
    return waiting.value.length > 0
  }

  async function sendOne(reply: KeptReply): Promise<ReplyOutcome> {
    const drafts = await openDrafts()
    const upload = (data: ArrayBuffer) => uploadPhoto(data, () => undefined)
    const outcome = await sendReply({ drafts, upload, send: post }, reply)
    if (outcome.state === 'sent') await forgetDraft(reply)
    if (outcome.state !== 'waiting')
      void renew(cache, ['issue', reply.issueId], ['inbox'], ['why', reply.issueId], ['group'])
    return outcome
  }

  async function sendEach(): Promise<void> {
    await reload()
    for (const one of waiting.value) {
      const outcome = await sendOne(one)
      if (outcome.state !== 'waiting') continue
      // The sign-in page says what still waits here; it goes after the sign-in.
      if (outcome.failure.status === 401) sessionEnded()
      return
    }
  }

  return {
    waiting,
    refused,
    lasting,
    /** Sends it now, or keeps it until that works. */
    send: async (reply: KeptReply): Promise<ReplyOutcome> => {
      const outcome = await inLine(() => sendOne(reply))
      await look()
      return outcome
    },
    sendAll: (): Promise<void> => inLine(sendEach),
    /** Takes it back from among those that wait; whoever wrote it changes it, or lets it be. */
    drop: (reply: KeptReply): Promise<void> =>
      inLine(async () => dropReply(await openDrafts(), reply)).then(look),
  }
})
