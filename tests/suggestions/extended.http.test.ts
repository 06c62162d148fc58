import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client, TestApp } from '../support/app.ts'
import { assignedTo, atWork, contact, done } from './steps.ts'

/** More time for an answer: that it is asked for, that it waits, and what was decided, for everybody in it. */

let t: TestApp
let li: Client
let office: Client
let housing: Awaited<ReturnType<typeof atWork>>['housing']
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

const asked = async (): Promise<string> => {
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, { act: 'ask-extension', reason: '要等化冻' })
  return id
}
const remarksTo = async (by: Client, id: string): Promise<(string | null)[][]> =>
  (await by({ url: `/api/suggestions/${id}` }))
    .json<SuggestionView>()
    .remarks.map(({ act, text, outcome }) => [act, text, outcome])

describe('given more time was asked for', () => {
  it('then it says that it waits', async () => {
    const id = await asked()
    for (const by of [housing.client, li, office])
      expect(await remarksTo(by, id)).toEqual([['ask-extension', '要等化冻', '等代表工委定']])
  })

  it('when it is granted, then with the new day, though nobody gave a reason', async () => {
    const id = await asked()
    const { extensions } = await done(office, id, { act: 'decide-extension', granted: true })
    expect(extensions).toMatchObject([
      {
        granted: true,
        reason: '要等化冻',
        decidedAt: '2026-03-02T02:00:00.000Z',
        until: '2026-09-02T16:00:00.000Z',
      },
    ])
    for (const by of [housing.client, li, office])
      expect(await remarksTo(by, id)).toEqual([
        ['ask-extension', '要等化冻', null],
        ['decide-extension', '同意延期，答复延到 2026年9月2日前', null],
      ])
  })

  it('when it is refused, then with why', async () => {
    const id = await asked()
    await done(office, id, { act: 'decide-extension', granted: false, reason: '群众等不了半年' })
    for (const by of [housing.client, li, office])
      expect((await remarksTo(by, id)).at(-1)).toEqual([
        'decide-extension',
        '没有同意延期，请按期答复。群众等不了半年',
        null,
      ])
  })

  it('when the answer is drafted first, then nobody waits for a word any more', async () => {
    const id = await asked()
    await done(housing.client, id, contact)
    await done(housing.client, id, { act: 'propose', text: '装好了。', class: 'A' })
    expect(await remarksTo(li, id)).toEqual([
      ['ask-extension', '要等化冻', '答复已经拟好，不用再定'],
    ])
  })
})
