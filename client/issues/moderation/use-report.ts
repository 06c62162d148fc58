import { shorten } from '@mashang/shared/core/text.ts'
import type { holdsApi } from '@mashang/shared/issues/holds.api.ts'
import type { reportReasons } from '@mashang/shared/issues/holds.words.ts'
import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import { useQueryCache } from '@pinia/colada'
import { computed, reactive, watch } from 'vue'
import { useAction } from '../../core/action.ts'
import { call } from '../../core/call.ts'
import { holdChanged } from './holds.query.ts'

export interface ReportForm {
  /** "filing", "message <id>" or "photo <id>". */
  what: string
  reason: (typeof reportReasons)[number]
  note: string
}

/** Characters by which a message is known among the others. */
const SHOWN = 40

/** Words and photos of a matter that the office can be asked to look at, each with its name. */
export function thingsOf(issue: IssueView): { key: string; words: string; thumbUrl?: string }[] {
  const said = issue.messages.filter(({ author }) => author === 'voter')
  const photos = [...issue.photos, ...issue.messages.flatMap((message) => message.photos)]
  return [
    { key: 'filing', words: `反映的内容：${issue.title}` },
    ...said.map(({ id, text }) => ({
      key: `message ${id}`,
      words: `补充的话：${shorten(text, SHOWN)}`,
    })),
    ...photos.map(({ id, thumbUrl }, index) => ({
      key: `photo ${id}`,
      words: `第 ${index + 1} 张照片`,
      thumbUrl,
    })),
  ]
}

/** Asks the office to look at something; sending it twice changes nothing. */
export function useReport(issueId: string) {
  const cache = useQueryCache()
  const form = reactive<ReportForm>({ what: 'filing', reason: 'abusive', note: '' })
  watch(
    () => form.what.startsWith('photo'),
    (photo) => {
      form.reason = photo ? 'photo' : 'abusive'
    },
  )
  const action = useAction(async () => {
    const [target, targetId] = form.what.split(' ') as ['filing' | 'message' | 'photo', string?]
    const reply = await call<typeof holdsApi.report>('POST', '/api/issues/:id/holds', {
      params: { id: issueId },
      body: {
        target,
        ...(targetId === undefined ? {} : { targetId }),
        reason: form.reason,
        note: form.note,
      },
    })
    await holdChanged(cache, issueId)
    return reply.id
  })
  return { form, ready: computed(() => form.note.trim() !== ''), ...action }
}
