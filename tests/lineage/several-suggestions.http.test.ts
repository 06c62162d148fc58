import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { answeredBy, department, done, fresh, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { type Issue, issueOf, join } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
})
afterAll(() => t.close())

const receipt = async (one: Issue): Promise<ReceiptView> =>
  (await t.voter({ url: `/api/receipts/${one.receipt}` })).json<ReceiptView>()
/** Whether the receipt says to wait, and whether it takes a verdict. */
const stands = async (one: Issue): Promise<[boolean, boolean]> => {
  const { awaitsSuggestion, can } = await receipt(one)
  return [awaitsSuggestion, can.verdict]
}
const judge = async (one: Issue): Promise<string> =>
  outcome(
    await post(t.voter, `/api/receipts/${one.receipt}/verdict`, {
      answer: 'satisfied',
      solved: 'satisfied',
    }),
  )
const sentFrom = async (one: Issue): Promise<string> => {
  const { id } = await written(li, { issueId: one.id })
  await done(li, id, { act: 'submit' })
  return id
}
const answered = async (id: string): Promise<void> => {
  await done(office, id, { act: 'assign', lead: housing.id })
  await answeredBy(housing.client, id, { class: 'A' })
}
const rated = (id: string): Promise<unknown> =>
  done(li, id, { act: 'rate', attitude: 'satisfied', result: 'dissatisfied', reason: '没有装。' })
const declined = { act: 'decline', why: 'empty', reason: '不属于本级职权。' }
const merge = (id: string, into: string): Promise<unknown> =>
  done(office, id, { act: 'merge', into, reason: '说的是同一件事' })

describe('the verdict on a matter that became several suggestions', () => {
  it('given that one comes to nothing, then the one that is at work is waited for', async () => {
    const one = await issueOf(t, li)
    const [first, second] = [await sentFrom(one), await sentFrom(one)]
    await done(office, second, declined)
    expect(await stands(one)).toEqual([true, false])
    expect(await judge(one)).toBe('409 issue.suggestion-open')
    await answered(first)
    expect([await stands(one), await judge(one)]).toEqual([[false, true], '200'])
  })

  it('given that one is answered while another was there, then the other is waited for', async () => {
    const one = await issueOf(t, li)
    const [first, second] = [await sentFrom(one), await sentFrom(one)]
    await answered(first)
    expect(await stands(one)).toEqual([true, false])
    await done(office, second, declined)
    expect(await stands(one)).toEqual([false, true])
  })

  it('given an answer before another one was sent, then it may be judged all the same', async () => {
    const one = await issueOf(t, li)
    const first = await sentFrom(one)
    await answered(first)
    await sentFrom(one)
    expect(await stands(one)).toEqual([true, true])
    expect(await judge(one)).toBe('200')
  })

  it('given that this answer was not good enough after all, then there is nothing to judge yet', async () => {
    const one = await issueOf(t, li)
    const first = await sentFrom(one)
    await answered(first)
    await sentFrom(one)
    await rated(first)
    expect(await stands(one)).toEqual([true, false])
  })

  it('given that one was merged, then only what it was merged into is waited for', async () => {
    const [one, other] = [await issueOf(t, li), await issueOf(t, li)]
    const [merged, into] = [await sentFrom(one), await sentFrom(other)]
    // Of the second, this voter has heard already: the merger tells them nothing.
    const both = await issueOf(t, li)
    for (const id of [merged, into]) expect(outcome(await join(li, id, both.id))).toBe('200')
    await merge(merged, into)
    for (const each of [one, other, both]) expect(await stands(each)).toEqual([true, false])
    await answered(into)
    for (const each of [one, other, both]) expect(await stands(each)).toEqual([false, true])
  })

  it('given that a merger was undone, then it is its own again, and not the other one', async () => {
    const [one, other] = [await issueOf(t, li), await issueOf(t, li)]
    const [merged, into] = [await sentFrom(one), await sentFrom(other)]
    await merge(merged, into)
    await done(office, merged, { act: 'unmerge', reason: '不是一件事' })
    expect(await stands(one)).toEqual([true, false])
    await answered(merged)
    expect([await stands(one), await stands(other)]).toEqual([
      [false, true],
      [true, false],
    ])
  })
})
