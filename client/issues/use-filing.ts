import { HOUR } from '@mashang/shared/core/clock.ts'
import { momentWords } from '@mashang/shared/core/local-time.ts'
import { type Danger, guessDanger } from '@mashang/shared/issues/guess.rules.ts'
import {
  type IssueField,
  type IssueKind,
  RESPONSE_HOURS,
} from '@mashang/shared/issues/issues.words.ts'
import { computed, onMounted, onUnmounted, ref, shallowReactive, watch } from 'vue'
import { CallFailure } from '../core/call.ts'
import { showFirstFault } from '../core/first-fault.ts'
import { useServerNow } from '../core/server-time.ts'
import type { FilePage } from '../core/voter/voter-state.ts'
import { draftKey, type FilingDraft, isEmptyDraft, newDraft, settled } from './filing-draft.ts'
import { type Faults, faultsFrom, localFaults, noticeOf } from './filing-faults.ts'
import { applyValues, typedValues } from './filing-values.ts'
import { markWaiting } from './waiting-flag.ts'

/** Keeping and sending come after the form can be used; fetched at once, so a dead signal finds them here. */
const later = () => import('./filing-sender.ts')

/** `saved`: on the phone; `unsaved`: this phone refuses storage, so do not close the page. */
export type Saving = 'none' | 'saved' | 'unsaved'

/**
 * The form's behaviour: draft kept on the phone, guesses, faults, sending once. `uploads` gives
 * the photo uploads under way, which sending waits for.
 */
export function useFiling(page: FilePage, uploads: () => Promise<unknown>) {
  const shown = {
    offered: {
      kinds: Object.keys(page.form.kinds) as IssueKind[],
      fields: Object.keys(page.form.fields) as IssueField[],
    },
    texts: page.form.texts,
  }
  const fresh = (): FilingDraft => newDraft(page.code.code, page.representative, shown)
  const draft = shallowReactive<FilingDraft>(fresh())
  const faults = ref<Faults>(page.refill ? faultsFrom(page.refill.problems) : {})
  const message = ref(page.refill ? noticeOf(page.refill.message, faults.value) : '')
  const saving = ref<Saving>('none')
  const state = ref<'writing' | 'sending' | 'waiting'>('writing')
  const calm = ref('')
  /** Why it waits, where not for a signal. */
  const held = ref('')
  const now = useServerNow(page.serverTime)

  if (page.refill) applyValues(draft, page.refill.values)
  // What was typed into the painted form before script took over; taking over would wipe it.
  const typed = typedValues()

  const guess = computed(() => settled(draft))
  const danger = computed<Danger | null>(() => {
    const found = guessDanger(draft.text)
    return found && found.at !== calm.value ? found : null
  })
  const due = computed(() => momentWords(now.value + RESPONSE_HOURS * HOUR))

  let ready = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0

  async function save(): Promise<void> {
    clearTimeout(timer)
    if (!ready || state.value === 'sending') return
    const drafts = await (await later()).openDrafts()
    if (isEmptyDraft(draft)) await drafts.remove(draftKey(draft.code))
    else await drafts.set(draftKey(draft.code), { ...draft })
    saving.value = isEmptyDraft(draft) ? 'none' : drafts.lasting ? 'saved' : 'unsaved'
  }

  const saveSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), 400)
  }
  const saveNow = (): void => {
    if (document.visibilityState === 'hidden') void save()
  }

  async function restore(): Promise<void> {
    const { openDrafts } = await later()
    const kept = await (await openDrafts()).get<FilingDraft>(draftKey(draft.code))
    if (kept && !page.refill) {
      const { representativeId, representativeName } = draft
      Object.assign(draft, kept, {
        photos: kept.photos.filter((photo) => photo.data instanceof ArrayBuffer),
        // A report that may have left already keeps its addressee; a draft follows the choice.
        ...(kept.frozen ? {} : { representativeId, representativeName, ...shown }),
      })
    }
    applyValues(draft, typed)
    ready = true
    saveSoon()
    if (draft.queued) void attemptSend()
  }

  async function attemptSend(): Promise<void> {
    clearTimeout(timer)
    draft.queued = true
    if (!navigator.onLine && !draft.frozen) {
      state.value = 'writing'
      await save()
      // Any page that opens with a signal sends it, not only this one.
      markWaiting(true)
      held.value = ''
      state.value = 'waiting'
      return
    }
    state.value = 'sending'
    try {
      await uploads()
      const { openDrafts, sendNow, waitBefore } = await later()
      const outcome = await sendNow({ ...draft })
      if (outcome.state === 'sent') {
        // Replaced, or "back" would bring the browser's own copy of the words, to be filed again.
        location.replace(`/r/${encodeURIComponent(outcome.filed.receipt)}?new=1`)
        return
      }
      const kept = await (await openDrafts()).get<FilingDraft>(draftKey(draft.code))
      if (kept) Object.assign(draft, kept)
      if (outcome.state === 'waiting') {
        state.value = 'waiting'
        held.value = outcome.failure.status === 0 ? '' : outcome.failure.message
        timer = setTimeout(() => void attemptSend(), waitBefore(attempt++, outcome.failure))
      } else {
        state.value = 'writing'
        faults.value = faultsFrom(outcome.failure.fields)
        message.value = noticeOf(outcome.failure.message, faults.value)
        showFirstFault()
      }
    } catch (error) {
      state.value = 'writing'
      draft.queued = false
      message.value = error instanceof CallFailure ? error.message : '没有交成，请再按一次提交。'
    }
  }

  async function submit(): Promise<void> {
    // A second tap while the first is under way.
    if (state.value === 'sending') return
    message.value = ''
    faults.value = localFaults(draft, page.district.contactPolicy)
    if (danger.value || Object.keys(faults.value).length > 0) return showFirstFault()
    await attemptSend()
  }

  /** Back to writing; only while the report cannot have left the phone. */
  async function edit(): Promise<void> {
    draft.queued = false
    state.value = 'writing'
    await save()
  }

  /** Begins anew, or goes on with what was there before. */
  async function replace(by = fresh()): Promise<void> {
    Object.assign(draft, by)
    faults.value = {}
    message.value = ''
    await save()
  }

  const online = (): void => {
    if (state.value === 'waiting') void attemptSend()
  }

  watch(draft, () => {
    if (state.value === 'writing') saveSoon()
  })
  for (const field of ['text', 'name', 'phone'] as const) {
    watch(
      () => draft[field],
      () => {
        delete faults.value[field]
      },
    )
  }
  onMounted(() => {
    void restore()
    window.addEventListener('online', online)
    document.addEventListener('visibilitychange', saveNow)
  })
  onUnmounted(() => {
    void save()
    window.removeEventListener('online', online)
    document.removeEventListener('visibilitychange', saveNow)
  })

  return {
    draft,
    faults,
    message,
    saving,
    state,
    guess,
    danger,
    calm,
    held,
    due,
    submit,
    edit,
    replace,
    retry: attemptSend,
  }
}
