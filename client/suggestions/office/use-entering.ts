import { isoOfDay } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { localDay } from '@mashang/shared/core/local-time.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import { useQueryCache } from '@pinia/colada'
import { computed, watch } from 'vue'
import { useRouter } from 'vue-router'
import { useAction } from '../../core/action.ts'
import { CallFailure, call } from '../../core/call.ts'
import { useJsonDraft } from '../../core/json-draft.ts'
import { keyOf } from '../../core/kept-key.ts'
import { renew } from '../../core/query.ts'
import { useTextDraft } from '../../core/text-draft.ts'
import { type SuggestionView, suggestionsKey } from '../suggestions.query.ts'
import type { Written } from '../work/write-draft.ts'

/** What stands on the paper, as it is typed from it. */
export interface Entered extends Written {
  lead: { id: string; name: string } | null
  /** The day on which it was handed in; empty: not said yet. */
  on: string
  scans: Written['files']
}

const BLANK: Entered = {
  lead: null,
  on: '',
  title: '',
  text: '',
  secret: false,
  attendee: null,
  cosigners: [],
  files: [],
  scans: [],
}

/** The words of one that was taken back; its scan is sent anew, for it may have been another paper. */
const again = (one: SuggestionView): Entered => ({
  ...BLANK,
  lead: { id: one.lead.id, name: one.lead.name },
  on: one.entry?.on ?? '',
  title: one.title,
  text: one.text,
  secret: one.secret,
  attendee: one.attendee,
  cosigners: one.cosigners.map(({ id, name }) => ({ id, name })),
})

/** Enters one paper, once; where the same lead has the same title it is asked once more. */
export function useEntering() {
  const router = useRouter()
  const cache = useQueryCache()
  const { value: form, forget } = useJsonDraft<Entered>('suggestion-entry', BLANK)
  /** One until the server has answered: a second press on a weak line enters no second one. */
  const key = useTextDraft('suggestion-entry-key')
  const isBlank = computed(() => JSON.stringify(form.value) === JSON.stringify(BLANK))
  const { run, busy, failure } = useAction(async (evenSo: boolean) => {
    const { lead, attendee, cosigners, files, scans, ...said } = form.value
    if (lead === null) return
    const saved = await entered({
      ...said,
      lead: lead.id,
      ...(attendee?.trim() ? { attendee } : {}),
      cosigners: cosigners.map(({ id }) => id),
      files: files.map(({ id }) => id),
      scans: scans.map(({ id }) => id),
      ...(evenSo ? { evenSo } : {}),
    })
    forget()
    key.forget()
    void renew(cache, suggestionsKey)
    await router.replace(`/suggestions/${saved.id}`)
  })
  async function entered(
    body: NonNullable<Parameters<typeof call<typeof suggestionsApi.enter>>[2]>['body'],
  ): Promise<SuggestionView> {
    try {
      return await call<typeof suggestionsApi.enter>('POST', '/api/suggestion-entries', {
        body,
        headers: { 'idempotency-key': keyOf(key, 'entry') },
      })
    } catch (error) {
      // What arrived before is told; whoever presses once more after that means another one.
      if (error instanceof CallFailure && error.code === suggestionErrors.keyReused.code)
        key.text.value = ''
      throw error
    }
  }
  /** Another one of that name and lead is there already. */
  const isTwin = computed(() => failure.value?.code === suggestionErrors.sameTitle.code)
  watch(
    () => [form.value.title, form.value.lead?.id],
    () => {
      if (isTwin.value) failure.value = null
    },
  )
  return {
    form,
    isBlank,
    begin: (one: SuggestionView) => {
      form.value = again(one)
    },
    today: (): string => isoOfDay(localDay(Date.now())),
    run,
    busy,
    failure,
    isTwin,
  }
}
