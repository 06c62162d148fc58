import { showToast } from 'vant'
import { type ComputedRef, computed, onMounted, type Ref, ref, shallowRef, watch } from 'vue'
import { useRouter } from 'vue-router'
import { useAction } from '../../core/action.ts'
import type { CallFailure } from '../../core/call.ts'
import { fieldFault } from '../../core/failure.ts'
import { useSession } from '../../core/session.ts'
import { useTextDraft } from '../../core/text-draft.ts'
import type { DraftPhoto } from '../../photos/draft-photo.ts'
import { freshDraft, keepDraft, type ReplyDraft, readDraft, textName } from './reply-draft.ts'
import type { KeptReply, ReplyKind } from './reply-outbox.ts'
import { useReplies } from './use-replies.ts'
import { AT_TEXT, useBlanks } from './use-writing.ts'

export interface Reply {
  text: Ref<string>
  /** Nothing more is to be done. */
  settled: Ref<boolean>
  photos: ComputedRef<DraftPhoto[]>
  changePhotos: (photos: DraftPhoto[]) => void
  kept: Ref<boolean>
  busy: Ref<boolean>
  /** It was sent and waits for a signal. */
  waiting: ComputedRef<KeptReply | undefined>
  textFault: ComputedRef<string | undefined>
  /** A refusal that belongs to no field. */
  trouble: ComputedRef<string | undefined>
  send: (voter: string) => Promise<void>
  /** Tries once more what waits. */
  again: () => Promise<void>
  /** Back to writing: what waits is not sent. */
  takeBack: () => Promise<void>
}

/**
 * Words with photos to one voter: their draft, and sending them once, over a dead signal too.
 * @param told what is shown when they arrived
 */
export function useReply(issueId: string, kind: ReplyKind, told: string): Reply {
  const router = useRouter()
  const replies = useReplies()
  const session = useSession()
  const account = session.account?.id ?? ''
  const whose = { account, issueId, kind }
  const { text, kept, forget } = useTextDraft(textName(issueId, kind))
  const draft = shallowRef<ReplyDraft>(freshDraft())
  const settled = ref(false)
  const blanks = useBlanks(text)
  const refusal = ref<CallFailure | null>(null)
  const ofThis = (one: KeptReply): boolean => one.issueId === issueId && one.kind === kind
  const waiting = computed(() => replies.waiting.find(ofThis))
  const refused = computed(() => replies.refused.find(ofThis))

  let changed = false
  onMounted(async () => {
    const before = await readDraft(whose)
    if (!changed) draft.value = before
  })
  function change(next: Partial<ReplyDraft>): void {
    changed = true
    draft.value = { ...draft.value, ...next }
    void keepDraft(whose, draft.value)
  }

  async function arrived(): Promise<void> {
    forget()
    showToast(told)
    // Back to the matter that one came from, not a second copy of it in the history.
    if (window.history.state?.back === `/issues/${issueId}`) router.back()
    else await router.replace(`/issues/${issueId}`)
  }

  const { run, busy } = useAction(async (reply: KeptReply) => {
    refusal.value = null
    const outcome = await replies.send(reply)
    // It is kept, and goes after signing in.
    if (outcome.state === 'waiting' && outcome.failure.status === 401) throw outcome.failure
    if (outcome.state === 'sent') await arrived()
    else if (outcome.state === 'refused') {
      refusal.value = outcome.failure
      // What arrived before stays as it is; other words are another message.
      if (outcome.failure.code === 'issue.already-said') change({ key: freshDraft().key })
    }
  })

  /** Puts words that did not go back into the box, with their photos. */
  function putBack(one: KeptReply): void {
    text.value = one.text
    settled.value = one.settled
    change({ photos: one.photos, key: one.key })
  }
  /** What the server did not take is changed where it was written; newer words stay. */
  watch(
    refused,
    (now) => {
      if (now && text.value.trim() === '') putBack(now)
    },
    { immediate: true },
  )

  let takenBack = false
  /** What waited has gone by itself, in another moment than a press of the button. */
  watch(waiting, async (now, before) => {
    const gone = before && !now && !refused.value && !takenBack
    // Whoever is signed out sees nothing that waits, though it does.
    if (gone && !busy.value && session.account) await arrived()
  })

  const textFault = computed(
    () =>
      blanks.fault.value ??
      fieldFault(refusal.value, 'text') ??
      (AT_TEXT.includes(refusal.value?.code ?? '') ? refusal.value?.message : undefined),
  )
  return {
    text,
    settled,
    kept,
    busy,
    waiting,
    textFault,
    photos: computed(() => draft.value.photos),
    changePhotos: (photos) => change({ photos }),
    trouble: computed(() =>
      textFault.value ? undefined : (refusal.value?.message ?? refused.value?.refused ?? undefined),
    ),
    async send(voter) {
      if (!blanks.mayGo()) return
      // The key is written down before anything leaves.
      change({})
      await run({
        ...whose,
        ...draft.value,
        at: Date.now(),
        voter,
        text: text.value,
        settled: settled.value,
        refused: null,
      })
    },
    async again() {
      if (waiting.value) await run(waiting.value)
    },
    async takeBack() {
      const before = waiting.value
      if (!before) return
      takenBack = true
      putBack(before)
      await replies.drop(before)
      takenBack = false
    },
  }
}
