import { tieWhatLiesTogether } from '@mashang/server/suggestions/lying-later.usecases.ts'
import { issuesBehind } from '@mashang/server/suggestions/origins.store.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { join as groupUp } from '../issues/group-steps.ts'
import { filed, outcome, post, seeded } from '../issues/steps.ts'
import { done, fresh, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { type Issue, issueOf, JOINED, MERGED, SENT, times, toldOn } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  office = fresh(t, 'office')
})
afterAll(() => t.close())

const issue = (): Promise<Issue> => issueOf(t, li)
/** How often they were told of a suggestion, each in its words: written from theirs, or there before. */
const toldOf = async (one: Issue): Promise<[sent: number, joined: number]> => {
  const told = await toldOn(t, one)
  return [times(told, SENT), times(told, JOINED)]
}
const suggestionOf = async ({ id }: Issue): Promise<string> => {
  const { id: made } = await written(li, { issueId: id })
  await done(li, made, { act: 'submit' })
  return made
}

describe('a matter that is put beside another one after that became a suggestion', () => {
  it('hears of it, what was said so far and what comes, once', async () => {
    const [first, late, alone] = [await issue(), await issue(), await issue()]
    const id = await suggestionOf(first)
    await groupUp(li, first.id, late.id)
    expect(await toldOf(late)).toEqual([0, 0])
    await tieWhatLiesTogether(t.context)
    await tieWhatLiesTogether(t.context)
    expect([await toldOf(first), await toldOf(late), await toldOf(alone)]).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ])
    await done(office, id, { act: 'decline', why: 'empty', reason: '不属于本级职权。' })
    const [told, toldLate] = [await toldOn(t, first), await toldOn(t, late)]
    expect(toldLate.at(-1)).toBe(told.at(-1))
  })

  it('given that what it lies beside goes on in another suggestion, then it hears of that one', async () => {
    const [first, other, late] = [await issue(), await issue(), await issue()]
    const [merged, target] = [await suggestionOf(first), await suggestionOf(other)]
    await done(office, merged, { act: 'merge', into: target, reason: '说的是同一件事' })
    await groupUp(li, first.id, late.id)
    for (const _ of ['once', 'twice']) await tieWhatLiesTogether(t.context)
    expect(await toldOf(late)).toEqual([0, 1])
    expect(times(await toldOn(t, late), MERGED)).toBe(0)
    // It came with the merged one, and goes with it where that was a mistake.
    expect(await issuesBehind(t.context, target)).toContain(late.id)
    await done(office, merged, { act: 'unmerge', reason: '不是一件事' })
    await tieWhatLiesTogether(t.context)
    expect(await issuesBehind(t.context, target)).not.toContain(late.id)
    expect(await issuesBehind(t.context, merged)).toContain(late.id)
    expect(await toldOf(late)).toEqual([0, 1])
  })

  it('given that it lies with somebody else by now, then what the one before made of it is not theirs', async () => {
    await t.as(1)
    const [first, late] = [await filed(t), await filed(t)]
    await suggestionOf(first)
    const next = { representativeId: seeded(t, 1).id, reason: '调整' }
    for (const { id } of [first, late])
      expect(outcome(await post(office, `/api/issues/${id}/reassignment`, next))).toBe('200')
    expect(outcome(await groupUp(office, first.id, late.id))).toBe('200')
    await tieWhatLiesTogether(t.context)
    expect(await toldOf(late)).toEqual([0, 0])
  })

  it('given that it lies with somebody else by now, then their other voters’ matters stay out of it', async () => {
    await t.as(1)
    const zhang = fresh(t, 1)
    const [passed, others] = [
      await filed(t),
      await issueOf(t, zhang, { representativeId: seeded(t, 1).id }),
    ]
    const to = { kind: 'representative', id: seeded(t, 1).id }
    const refer = { decision: 'refer', text: '这件事张代表最清楚，请他接着办。', to }
    expect(outcome(await post(li, `/api/issues/${passed.id}/response`, refer))).toBe('200')
    expect(outcome(await groupUp(zhang, others.id, passed.id))).toBe('200')
    const id = await suggestionOf(passed)
    expect(await issuesBehind(t.context, id)).toEqual([passed.id])
    expect(await toldOf(others)).toEqual([0, 0])
  })

  it('given that the one it was written from was taken back, then nothing more comes along', async () => {
    const [first, second, late] = [await filed(t), await filed(t), await filed(t)]
    await groupUp(li, first.id, second.id)
    const id = await suggestionOf(first)
    expect(outcome(await post(t.voter, `/api/receipts/${first.receipt}/withdrawal`, {}))).toBe(
      '200',
    )
    await groupUp(li, second.id, late.id)
    await tieWhatLiesTogether(t.context)
    expect(await issuesBehind(t.context, id)).not.toContain(late.id)
  })

  it('given that what came along lay there by mistake, then it brings nothing else', async () => {
    const [first, mistaken, other] = [await issue(), await issue(), await issue()]
    const id = await suggestionOf(first)
    await groupUp(li, first.id, mistaken.id)
    await tieWhatLiesTogether(t.context)
    expect(await issuesBehind(t.context, id)).toContain(mistaken.id)
    const exit = { reason: '说的不是一件事' }
    expect(outcome(await post(li, `/api/issues/${mistaken.id}/group-exit`, exit))).toBe('200')
    await groupUp(li, mistaken.id, other.id)
    await tieWhatLiesTogether(t.context)
    expect(await issuesBehind(t.context, id)).not.toContain(other.id)
    expect(await toldOf(other)).toEqual([0, 0])
  })

  it('given that a former version named what came along, then that was no person, and brings nothing else', async () => {
    const [first, mistaken, other] = [await issue(), await issue(), await issue()]
    const id = await suggestionOf(first)
    await groupUp(li, first.id, mistaken.id)
    await tieWhatLiesTogether(t.context)
    const formerly = {
      at: t.clock.now(),
      type: 'suggestion.joined',
      actor: { kind: 'system', id: null },
      subject: { kind: 'suggestion', id },
      data: { by: 'system', issueId: mistaken.id },
    } as const
    await t.context.db.commit(t.context.district, [], [formerly])
    const exit = { reason: '说的不是一件事' }
    expect(outcome(await post(li, `/api/issues/${mistaken.id}/group-exit`, exit))).toBe('200')
    await groupUp(li, mistaken.id, other.id)
    await tieWhatLiesTogether(t.context)
    expect(await issuesBehind(t.context, id)).not.toContain(other.id)
  })

  it('is one line in the record of the suggestion, however many came along', async () => {
    const [first, ...late] = [await issue(), await issue(), await issue()]
    const id = await suggestionOf(first)
    for (const one of late) await groupUp(li, first.id, one.id)
    await tieWhatLiesTogether(t.context)
    const seen = (await office({ url: `/api/suggestions/${id}` })).json<SuggestionView>()
    const lines = seen.timeline.filter(({ type }) => type === 'suggestion.joined')
    expect(lines).toMatchObject([{ sentence: '放在一起的 2 件群众反映也连到了这件建议。' }])
  })

  it('given that the suggestion is over, then nothing is said of it', async () => {
    const [first, late] = [await issue(), await issue()]
    const id = await suggestionOf(first)
    await done(office, id, { act: 'decline', why: 'empty', reason: '不属于本级职权。' })
    await groupUp(li, first.id, late.id)
    await tieWhatLiesTogether(t.context)
    expect(await toldOf(late)).toEqual([0, 0])
  })
})
