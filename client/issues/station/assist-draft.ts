import type { IssueField, IssueKind, Salutation } from '@mashang/shared/issues/issues.words.ts'
import { computed, type Ref, ref, shallowRef, watch } from 'vue'
import { openDrafts, ownDraft } from '../../core/drafts.ts'
import { newUuid } from '../../core/uuid.ts'
import { type DraftPhoto, isWhole } from '../../photos/draft-photo.ts'
import type { Assisted } from './station.query.ts'

/** A visit is over by then. Milliseconds. */
const LEFT_LYING = 30 * 60_000

/** What is being written down for somebody at the counter. */
export interface AssistDraft {
  /** Idempotency-Key: kept until the server has acknowledged it. */
  key: string
  representative: { id: string; name: string } | null
  text: string
  /** Null: as guessed from the words. */
  kind: IssueKind | null
  field: IssueField | null
  place: string
  name: string
  salutation: Salutation | null
  phone: string
  consent: boolean
  /** Which edition of the consent had been read out when they said yes; null: none was there. */
  texts: number | null
  hidden: boolean
  photos: DraftPhoto[]
  /** What has left under the key and is not answered: until then only the very same may follow. */
  sent: Assisted | null
  /** When somebody last typed. */
  at: number
}

const fresh = (): AssistDraft => ({
  key: newUuid(),
  representative: null,
  text: '',
  kind: null,
  field: null,
  place: '',
  name: '',
  salutation: null,
  phone: '',
  consent: false,
  texts: null,
  hidden: false,
  photos: [],
  sent: null,
  at: Date.now(),
})

/** A closed page loses nothing of it; the next visitor finds an empty one. */
export function useAssistDraft(account: string): {
  draft: Ref<AssistDraft>
  /** Begins anew, also with whom it goes to: the next visitor's may be another. */
  clear: () => Promise<void>
  /** The same by hand: what stood there can be had back until something new is written. */
  putAside: () => Promise<void>
  aside: Readonly<Ref<boolean>>
  takeBack: () => void
  /** Writes it down at once, before anything leaves. */
  keepNow: () => Promise<void>
  /** Whether this device has all that stands there. */
  kept: Readonly<Ref<boolean>>
} {
  const name = ownDraft(account, 'assist')
  const draft = ref(fresh())
  let ready = false
  void openDrafts()
    .then((drafts) => drafts.get<AssistDraft>(name))
    .then((kept) => {
      // Consent is asked for again, and what was left lying belongs to another visitor.
      // What may have arrived already is asked for again however late it is.
      if (kept && (kept.sent || Date.now() - kept.at < LEFT_LYING))
        draft.value = {
          ...fresh(),
          ...kept,
          consent: kept.sent !== null && kept.consent,
          photos: kept.photos.filter(isWhole),
        }
      ready = true
    })
  /** Plain copies: what goes into the phone's database must be no proxy. */
  const plain = ({ photos, representative, sent, ...rest }: AssistDraft): AssistDraft => ({
    ...rest,
    at: Date.now(),
    representative: representative && { ...representative },
    photos: photos.map(({ key, data, id }) => ({ key, data, id })),
    sent: sent && (JSON.parse(JSON.stringify(sent)) as Assisted),
  })
  const kept = ref(false)
  let version = 0
  async function keepNow(): Promise<void> {
    const written = ++version
    kept.value = false
    const drafts = await openDrafts()
    await drafts.set(name, plain(draft.value))
    kept.value = drafts.lasting && written === version
  }
  const lastAside = shallowRef<AssistDraft | null>(null)
  watch(
    draft,
    async () => {
      if (draft.value.text !== '') lastAside.value = null
      if (ready) await keepNow()
    },
    { deep: true },
  )
  /** Written over, not removed: what is typed meanwhile is kept in the order in which it came. */
  async function clear(): Promise<void> {
    draft.value = fresh()
    await keepNow()
  }
  return {
    draft,
    clear,
    keepNow,
    kept,
    async putAside() {
      lastAside.value = plain(draft.value)
      await clear()
    },
    aside: computed(() => lastAside.value !== null),
    takeBack() {
      if (lastAside.value) draft.value = lastAside.value
      lastAside.value = null
    },
  }
}
