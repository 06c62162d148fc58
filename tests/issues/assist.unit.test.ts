import { CallFailure } from '@mashang/client/core/call.ts'
import { memoryDrafts } from '@mashang/client/core/drafts.ts'
import { unsentWords } from '@mashang/client/core/unsent.ts'
import type { OfferedKeys } from '@mashang/client/issues/filing-draft.ts'
import type { AssistDraft } from '@mashang/client/issues/station/assist-draft.ts'
import { bodyOf, refusedDraft } from '@mashang/client/issues/station/use-assist.ts'
import { describe, expect, it } from 'vitest'

const draft: AssistDraft = {
  key: 'first',
  representative: { id: 'li', name: '李婺' },
  text: '井盖松了，车一压就响。',
  kind: null,
  field: 'transport',
  place: ' ',
  name: '',
  salutation: null,
  phone: '',
  consent: false,
  texts: 2,
  hidden: false,
  photos: [{ key: 'a', data: new ArrayBuffer(1), id: 'there' }],
  sent: null,
  at: 1,
}
const OFFERED: OfferedKeys = { kinds: ['help', 'report'], fields: ['urban', 'transport'] }
const refusal = (code: string): CallFailure =>
  new CallFailure({ status: 422, code, message: '不行。' })

describe('a filing for a visitor', () => {
  it('given nobody who is to have it, then there is nothing to send', () => {
    expect(bodyOf({ ...draft, representative: null }, OFFERED)).toBeUndefined()
  })

  it('given empty fields, then they are left out, and a chosen field goes before a guessed one', () => {
    const body = bodyOf(draft, OFFERED)
    expect(body).toMatchObject({ representativeId: 'li', field: 'transport', photos: ['there'] })
    expect(body).not.toHaveProperty('place')
    expect(body).not.toHaveProperty('contact')
  })

  it('given a yes, then the edition that was read out goes along; without one, none', () => {
    expect(bodyOf({ ...draft, consent: true }, OFFERED)).toMatchObject({ texts: 2 })
    expect(bodyOf(draft, OFFERED)).not.toHaveProperty('texts')
    expect(bodyOf({ ...draft, consent: true, texts: null }, OFFERED)).not.toHaveProperty('texts')
  })

  it('given a refusal, then it may change again under the same key', () => {
    const after = refusedDraft(
      { ...draft, sent: bodyOf(draft, OFFERED) ?? null },
      refusal('input.invalid'),
    )
    expect(after).toMatchObject({ sent: null, key: 'first', text: draft.text })
  })

  it('given that something else lies under the key, then it gets another', () => {
    expect(refusedDraft(draft, refusal('issue.key-reused')).key).not.toBe('first')
  })

  it('given photos that are gone, then they are sent anew', () => {
    const after = refusedDraft(draft, refusal('issue.photo-unknown'))
    expect(after.photos.map(({ id }) => id)).toEqual([null])
  })
})

describe('what has not left the phone', () => {
  it('is counted by kind, for one person or for all', async () => {
    const drafts = memoryDrafts()
    await drafts.set('reply:li:lamp:answer', { account: 'li' })
    await drafts.set('errand:1', { account: 'li' })
    await drafts.set('errand:2', { account: 'zhang' })
    expect(await unsentWords(drafts, 'li')).toBe('1 条答复、1 条张贴或巡查的记录')
    expect(await unsentWords(drafts)).toBe('1 条答复、2 条张贴或巡查的记录')
    expect(await unsentWords(drafts, 'wang')).toBe('')
  })
})
