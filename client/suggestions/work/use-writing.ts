import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import { useQueryCache } from '@pinia/colada'
import { showToast } from 'vant'
import { computed, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { useAction } from '../../core/action.ts'
import { CallFailure, call } from '../../core/call.ts'
import { keyOf } from '../../core/kept-key.ts'
import { renew } from '../../core/query.ts'
import { useTextDraft } from '../../core/text-draft.ts'
import { changedIssue } from '../../issues/work/issue.query.ts'
import { useBlanks } from '../../issues/work/use-writing.ts'
import { voterNamed } from '../../issues/work/voter-named.ts'
import { lineageKey } from '../../lineage/lineage.query.ts'
import { type SuggestionView, suggestionsKey, useSuggestionActs } from '../suggestions.query.ts'
import { owesWords } from './owed-words.ts'
import { useReplyDraft } from './reply-draft.ts'
import type { useWriteDraft } from './write-draft.ts'

export type NewSuggestion = NonNullable<
  NonNullable<Parameters<typeof call<typeof suggestionsApi.write>>[2]>['body']
>

interface Paper {
  /** What its drafts on this device are called. */
  name: string
  /** The one to be mended; without it a new one is written. */
  id: string | undefined
  issueId: string | undefined
  /** What it is written from beside a voter's matter. */
  from: NewSuggestion['from']
  issue: Ref<IssueView | undefined>
  draft: ReturnType<typeof useWriteDraft>
}

/** Saves a suggestion, and where asked for sends it, with words to the voter that it came from. */
export function useWriting({ name, id, issueId, from, issue, draft }: Paper) {
  const router = useRouter()
  const cache = useQueryCache()
  const owedWords = computed(() => issue.value !== undefined && owesWords(issue.value))
  const reply = useReplyDraft(issueId, () => draft.form.value.cosigners.length > 0)
  /** What goes along with one that is new, where it is sent at once. */
  const along = (submits: boolean) => ({
    ...(issueId ? { issueId } : {}),
    ...(from ? { from } : {}),
    ...(submits ? { submit: true } : {}),
    ...(submits && owedWords.value && reply.words.value.trim() !== ''
      ? { reply: reply.words.value }
      : {}),
  })
  /** Of one that was mended: also where it could not be sent it is kept. */
  async function sentAgain(id: string): Promise<string> {
    try {
      return standing(await useSuggestionActs(id)({ act: 'submit' }))
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      return `存好了。提交没有成：${error.message}`
    }
  }
  const standing = ({ state }: SuggestionView): string =>
    state === 'cosigning' ? '请附议代表去了。' : state === 'review' ? '提交了。' : '存好了。'
  /** One until the server has answered: a second press on a weak signal begins no second one. */
  const key = useTextDraft(`suggestion-key:${name}`)
  const blanks = useBlanks(reply.words)
  const { run, busy, failure } = useAction(async (submits: boolean) => {
    if ('reply' in along(submits) && !blanks.mayGo()) return
    const { title, text, secret, attendee, cosigners, files } = draft.form.value
    const body = {
      title,
      text,
      secret,
      ...(attendee?.trim() ? { attendee } : {}),
      cosigners: cosigners.map(({ id }) => id),
      files: files.map(({ id }) => id),
    }
    const sent = along(submits)
    const saved: SuggestionView = id
      ? await useSuggestionActs(id)({ act: 'edit', ...body })
      : await written({ ...body, ...sent })
    const replied = 'reply' in sent && saved.state !== 'draft'
    if (replied) reply.forget()
    else reply.keepForAnswer()
    for (const one of [draft, key]) one.forget()
    void renew(cache, suggestionsKey)
    if (issueId) changedIssue(cache, issueId)
    if (from) void renew(cache, lineageKey)
    showToast(await saidOf(saved, submits, replied))
    await router.replace(`/suggestions/${saved.id}`)
  })
  async function written(body: NewSuggestion): Promise<SuggestionView> {
    try {
      return await call<typeof suggestionsApi.write>('POST', '/api/suggestions', {
        body,
        headers: { 'idempotency-key': keyOf(key, name) },
      })
    } catch (error) {
      // What arrived before is told; whoever presses once more after that means another one.
      if (error instanceof CallFailure && error.code === suggestionErrors.keyReused.code)
        key.text.value = ''
      // Somebody else may have answered the voter meanwhile.
      if (error instanceof CallFailure && issueId) changedIssue(cache, issueId)
      throw error
    }
  }
  async function saidOf(
    saved: SuggestionView,
    submits: boolean,
    replied: boolean,
  ): Promise<string> {
    if (id && submits && saved.can.includes('submit')) return await sentAgain(saved.id)
    if (saved.state === 'draft') return '存好了，看一遍再提交。'
    return `${standing(saved)}${replied ? `也给${issue.value ? voterNamed(issue.value.voter) : '选民'}回话了。` : ''}`
  }
  return { reply: reply.words, blanks: blanks.fault, owedWords, run, busy, failure }
}
