import { firstOffered } from '@mashang/shared/issues/dictionary.rules.ts'
import { guessField, guessKind } from '@mashang/shared/issues/guess.rules.ts'
import { guessTitle } from '@mashang/shared/issues/title.rules.ts'
import { type ComputedRef, computed, type Ref, ref } from 'vue'
import { useRouter } from 'vue-router'
import { useAction } from '../../core/action.ts'
import { CallFailure } from '../../core/call.ts'
import { fieldFault } from '../../core/failure.ts'
import { showFirstFault } from '../../core/first-fault.ts'
import { newUuid } from '../../core/uuid.ts'
import type { OfferedKeys } from '../filing-draft.ts'
import type { AssistDraft } from './assist-draft.ts'
import { type Assisted, assist } from './station.query.ts'

/** What has been said at a field is not said once more below. */
const AT_FIELDS = ['text', 'place', 'contact', 'consent']

export const guessesOf = (
  { kind, field, text }: Pick<AssistDraft, 'kind' | 'field' | 'text'>,
  { kinds, fields }: OfferedKeys,
) => ({
  kind: firstOffered(kinds, kind, guessKind(text), 'help'),
  field: firstOffered(fields, field, guessField(text), 'other'),
})

/** What is sent of a draft; undefined while nobody is chosen. */
export function bodyOf(draft: AssistDraft, offered: OfferedKeys): Assisted | undefined {
  const { representative, text, place, name, salutation, phone, consent, texts, hidden, photos } =
    draft
  if (!representative) return undefined
  const contact = {
    ...(name.trim() ? { name } : {}),
    ...(salutation ? { salutation } : {}),
    ...(phone.trim() ? { phone } : {}),
  }
  const ids = photos.flatMap(({ id }) => id ?? [])
  return {
    representativeId: representative.id,
    ...guessesOf(draft, offered),
    title: guessTitle(text),
    text,
    ...(place.trim() ? { place } : {}),
    ...(ids.length > 0 ? { photos: ids } : {}),
    ...(Object.keys(contact).length > 0 ? { contact } : {}),
    consent,
    ...(consent && texts !== null ? { texts } : {}),
    hidden,
  }
}

/** Whether the server has answered: then nothing, or everything, is stored under the key. */
const isAnswer = (error: unknown): error is CallFailure =>
  error instanceof CallFailure && !error.temporary && error.status !== 401

/**
 * A draft after an answer that was a refusal: nothing was stored under its key, so it may change
 * again; where something else was stored there, it gets another key.
 */
export const refusedDraft = (draft: AssistDraft, { code }: CallFailure): AssistDraft => ({
  ...draft,
  sent: null,
  key: code === 'issue.key-reused' ? newUuid() : draft.key,
  photos:
    code === 'issue.photo-unknown'
      ? draft.photos.map((photo) => ({ ...photo, id: null }))
      : draft.photos,
})

export interface Assist {
  send: () => Promise<void>
  busy: Ref<boolean>
  failure: Ref<CallFailure | null>
  trouble: ComputedRef<string>
}

/**
 * Filing what a visitor said. What leaves is written down first, under its key, and stays the same
 * until the server has answered, so that a lost answer or a reload can only repeat it.
 * @param station where it is written down; undefined: there is no choice
 */
export function useAssist(
  draft: Ref<AssistDraft>,
  kept: { keepNow: () => Promise<void>; clear: () => Promise<void> },
  settlePhotos: () => Promise<unknown>,
  offered: () => OfferedKeys,
  station: () => string | undefined,
): Assist {
  const router = useRouter()
  /** Photos have not arrived: without them nothing is sent. */
  const unsent = ref(false)
  const { run, busy, failure } = useAction(async () => {
    if (!draft.value.sent) {
      await settlePhotos()
      unsent.value = draft.value.photos.some(({ id }) => id === null)
      if (unsent.value) return
      const body = bodyOf(draft.value, offered())
      const stationId = station()
      draft.value.sent = body ? { ...body, ...(stationId ? { stationId } : {}) } : null
      await kept.keepNow()
    }
    const { sent, key } = draft.value
    if (!sent) return
    try {
      const { receipt } = await assist(sent, key)
      await kept.clear()
      await router.replace({ path: '/station/receipt', state: { receipt, fresh: true } })
    } catch (error) {
      if (isAnswer(error)) draft.value = refusedDraft(draft.value, error)
      throw error
    }
  })
  const trouble = computed(() => {
    if (unsent.value) return '有照片还没传上去。请等一等再交，或者把没传好的去掉。'
    if (!failure.value || AT_FIELDS.some((path) => fieldFault(failure.value, path))) return ''
    return failure.value.message
  })
  async function send(): Promise<void> {
    await run()
    // What is not at a field stands beside the button, which is always in sight.
    if (failure.value && trouble.value === '') showFirstFault()
  }
  return { send, busy, failure, trouble }
}
