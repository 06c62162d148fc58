import type { Salutation } from '@mashang/shared/issues/issues.words.ts'
import { type Ref, ref, watch } from 'vue'
import { openDrafts, ownDraft } from '../../core/drafts.ts'
import { newUuid } from '../../core/uuid.ts'
import { type DraftPhoto, isWhole } from '../../photos/draft-photo.ts'

/** A visit is over by then. Milliseconds. */
const LEFT_LYING = 30 * 60_000

/** What is being written down for somebody at the counter. */
export interface AssistDraft {
  /** Idempotency-Key: kept until the server has acknowledged it. */
  key: string
  representative: { id: string; name: string } | null
  text: string
  place: string
  name: string
  salutation: Salutation | null
  phone: string
  consent: boolean
  hidden: boolean
  photos: DraftPhoto[]
  /** When somebody last typed. */
  at: number
}

const fresh = (representative: AssistDraft['representative'] = null): AssistDraft => ({
  key: newUuid(),
  representative,
  text: '',
  place: '',
  name: '',
  salutation: null,
  phone: '',
  consent: false,
  hidden: false,
  photos: [],
  at: Date.now(),
})

/** A closed page loses nothing of it; the next visitor finds an empty one. */
export function useAssistDraft(account: string): {
  draft: Ref<AssistDraft>
  /** Begins anew, with the same representative. */
  clear: () => Promise<void>
} {
  const name = ownDraft(account, 'assist')
  const draft = ref(fresh())
  let ready = false
  void openDrafts()
    .then((drafts) => drafts.get<AssistDraft>(name))
    .then((kept) => {
      // Consent is asked for again, and what was left lying belongs to another visitor.
      if (kept && Date.now() - kept.at < LEFT_LYING)
        draft.value = { ...kept, consent: false, photos: kept.photos.filter(isWhole) }
      ready = true
    })
  watch(
    draft,
    async (now) => {
      // Plain copies: what goes into the phone's database must be no proxy.
      const { photos, representative, ...rest } = now
      if (ready)
        await (await openDrafts()).set(name, {
          ...rest,
          at: Date.now(),
          representative: representative && { ...representative },
          photos: photos.map(({ key, data, id }) => ({ key, data, id })),
        })
    },
    { deep: true },
  )
  return {
    draft,
    async clear() {
      ready = false
      draft.value = fresh(draft.value.representative)
      await (await openDrafts()).remove(name)
      ready = true
    },
  }
}
