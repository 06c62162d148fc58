import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import { useQueryCache } from '@pinia/colada'
import { showToast } from 'vant'
import { computed, type Ref, watch } from 'vue'
import { useRouter } from 'vue-router'
import { useAction } from '../../core/action.ts'
import { CallFailure, call } from '../../core/call.ts'
import { keyOf } from '../../core/kept-key.ts'
import { renew } from '../../core/query.ts'
import { useTextDraft } from '../../core/text-draft.ts'
import { begunAnswer } from '../../issues/work/suggested-answer.ts'
import { type SuggestionView, suggestionsKey, useSuggestionActs } from '../suggestions.query.ts'
import { owesWords } from './owed-words.ts'
import type { useWriteDraft } from './write-draft.ts'

interface Paper {
  /** What its drafts on this device are called. */
  name: string
  /** The one to be mended; without it a new one is written. */
  id: string | undefined
  issueId: string | undefined
  issue: Ref<IssueView | undefined>
  draft: ReturnType<typeof useWriteDraft>
}

/** Saves a suggestion, and where asked for sends it, with words to the voter that it came from. */
export function useWriting({ name, id, issueId, issue, draft }: Paper) {
  const router = useRouter()
  const cache = useQueryCache()
  const owedWords = computed(() => issue.value !== undefined && owesWords(issue.value))
  /** Words to the voter, sent with it: they stop the 24 hours. What we begin them with is read first. */
  const replyDraft = useTextDraft(`suggestion-reply:${name}`)
  const { text: reply } = replyDraft
  watch(
    () => draft.form.value.cosigners.length > 0,
    (asksOthers) => {
      if (issueId) reply.value = begunAnswer(reply.value, asksOthers ? 'cosigning' : 'sent')
    },
    { immediate: true },
  )
  /** What goes along with one that is new, where it is sent at once. */
  const along = (submits: boolean) => ({
    ...(issueId ? { issueId } : {}),
    ...(submits ? { submit: true } : {}),
    ...(submits && owedWords.value && reply.value.trim() !== '' ? { reply: reply.value } : {}),
  })
  /** What it says of one that was mended and is sent: also where it could not be sent. */
  async function sentAgain(id: string): Promise<string> {
    try {
      return wentTo((await useSuggestionActs(id)({ act: 'submit' })).state)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      return `存好了。提交没有成：${error.message}`
    }
  }
  const wentTo = (state: SuggestionView['state']): string =>
    state === 'cosigning' ? '请附议代表去了。' : '提交了。'
  const key = useTextDraft(`suggestion-key:${name}`)
  const { run, busy, failure } = useAction(async (submits: boolean) => {
    const { title, text, secret, attendee, cosigners, files } = draft.form.value
    const body = {
      title,
      text,
      secret,
      ...(attendee?.trim() ? { attendee } : {}),
      cosigners: cosigners.map(({ id }) => id),
      files: files.map(({ id }) => id),
    }
    const whole = { ...body, ...along(submits) }
    const saved: SuggestionView = id
      ? await useSuggestionActs(id)({ act: 'edit', ...body })
      : await call<typeof suggestionsApi.write>('POST', '/api/suggestions', {
          body: whole,
          // A second press on a weak signal begins no second one, also where the first had arrived and
          // nobody waits for words any more: the key is of what was typed.
          headers: {
            'idempotency-key': keyOf(key, { body, issueId, submits, reply: reply.value }),
          },
        })
    for (const one of [draft, key, replyDraft]) one.forget()
    void renew(cache, suggestionsKey)
    showToast(await saidOf(saved, submits, 'reply' in whole))
    await router.replace(`/suggestions/${saved.id}`)
  })
  async function saidOf(
    saved: SuggestionView,
    submits: boolean,
    replied: boolean,
  ): Promise<string> {
    if (submits && saved.can.includes('submit')) return await sentAgain(saved.id)
    if (!submits) return '存好了，看一遍再提交。'
    return `${wentTo(saved.state)}${replied ? `也给${issue.value?.voter}回话了。` : ''}`
  }
  return { reply, owedWords, run, busy, failure }
}
