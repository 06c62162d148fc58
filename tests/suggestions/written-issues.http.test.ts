import { keepVotersClocks } from '@mashang/server/suggestions/voters-clocks.usecases.ts'
import { writtenIssuesOf } from '@mashang/server/suggestions/written-issues.usecases.ts'
import type { WrittenIssues } from '@mashang/shared/suggestions/written-issues.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { answeredBy, department, done, fresh, written } from './steps.ts'

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

const listed = async (by: Client = li): Promise<WrittenIssues['items']> =>
  (await by({ url: '/api/written-issues' })).json<WrittenIssues>().items
const sentFrom = async (issueId: string): Promise<string> => {
  const { id } = await written(li, { issueId })
  await done(li, id, { act: 'submit' })
  return id
}

const ids = async (): Promise<string[]> => (await listed()).map(({ id }) => id)
const inInbox = async (id: string): Promise<boolean> =>
  (await li({ url: '/api/inbox' })).body.includes(id)
const declined = { act: 'decline', why: 'empty', reason: '不属于本级职权。' }

describe('matters that go on in a suggestion', () => {
  it('are listed once it was sent, with how far it is, until they are concluded', async () => {
    const one = await filed(t)
    await answer(li, one.id)
    const { id } = await written(li, { issueId: one.id })
    expect(await listed()).toEqual([])
    await done(li, id, { act: 'submit' })
    expect(await listed()).toMatchObject([
      { id: one.id, number: one.number, voter: '王女士', suggestion: { id, standing: '待审核' } },
    ])
    const housing = await department(t, '区住房和城乡建设局')
    await done(office, id, { act: 'assign', lead: housing.id })
    expect((await listed())[0]?.suggestion.standing).toBe('已交办，待签收')
    const words = { text: '路灯已经装好，昨晚亮了。' }
    expect(outcome(await post(li, `/api/issues/${one.id}/conclusion`, words))).toBe('200')
    expect(await listed()).toEqual([])
  })

  it('are listed once each, of two suggestions with the later one, newest matter first', async () => {
    const [one, other] = [await filed(t), await filed(t)]
    for (const { id } of [one, other]) await answer(li, id)
    await sentFrom(one.id)
    t.clock.advance(1000)
    const later = await sentFrom(one.id)
    await sentFrom(other.id)
    expect((await listed()).map(({ id }) => id)).toEqual([other.id, one.id])
    expect((await listed())[1]?.suggestion.id).toBe(later)
  })

  it('given that the suggestion is over, then the inbox has it and not this list, until it goes on', async () => {
    const one = await filed(t)
    await answer(li, one.id)
    const id = await sentFrom(one.id)
    expect([(await ids()).includes(one.id), await inInbox(one.id)]).toEqual([true, false])
    await done(office, id, declined)
    await keepVotersClocks(t.context)
    expect([(await ids()).includes(one.id), await inInbox(one.id)]).toEqual([false, true])
    await done(office, id, { act: 'resume', reason: '看错了，属于本级' })
    await keepVotersClocks(t.context)
    expect([(await ids()).includes(one.id), await inInbox(one.id)]).toEqual([true, false])
  })

  it('given that its voter was not satisfied, then it waits for words, and that is the inbox', async () => {
    const one = await filed(t)
    await answer(li, one.id)
    const id = await sentFrom(one.id)
    const housing = await department(t, '区教育局')
    await done(office, id, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, id, { class: 'A' })
    const bad = { answer: 'dissatisfied', solved: 'dissatisfied' }
    expect(outcome(await post(t.voter, `/api/receipts/${one.receipt}/verdict`, bad))).toBe('200')
    expect([(await ids()).includes(one.id), await inInbox(one.id)]).toEqual([false, true])
    // Answered once more it stands aside again.
    await answer(li, one.id)
    expect([(await ids()).includes(one.id), await inInbox(one.id)]).toEqual([true, false])
  })

  it('given two suggestions, then it is listed with the one that is at work', async () => {
    const one = await filed(t)
    await answer(li, one.id)
    const first = await sentFrom(one.id)
    t.clock.advance(1000)
    await done(office, await sentFrom(one.id), declined)
    await keepVotersClocks(t.context)
    const found = (await listed()).find(({ id }) => id === one.id)
    expect(found?.suggestion).toMatchObject({ id: first, standing: '待审核' })
  })

  it('given that one was merged into what then ended, then it is listed with the one that is at work', async () => {
    const [one, other] = [await filed(t), await filed(t)]
    for (const { id } of [one, other]) await answer(li, id)
    const first = await sentFrom(one.id)
    const target = await sentFrom(other.id)
    t.clock.advance(1000)
    const merged = await sentFrom(one.id)
    await done(office, merged, { act: 'merge', into: target, reason: '说的是同一件事' })
    const shown = async () => (await listed()).find(({ id }) => id === one.id)?.suggestion.id
    expect(await shown()).toBe(merged)
    await done(office, target, declined)
    expect(await shown()).toBe(first)
  })

  it('says that there are earlier ones, where it does not have all', async () => {
    const actor = { representativeId: seeded(t, 0).id }
    const all = await writtenIssuesOf(t.context, actor)
    expect(all.cut).toBe(false)
    const some = await writtenIssuesOf(t.context, actor, 1)
    expect(some).toEqual({ items: all.items.slice(0, 1), cut: true })
  })

  it('are their handler’s alone', async () => {
    const one = await filed(t)
    await answer(li, one.id)
    await sentFrom(one.id)
    expect(await listed(await t.as(1))).toEqual([])
    expect(outcome(await office({ url: '/api/written-issues' }))).toBe('403 auth.forbidden')
  })
})
