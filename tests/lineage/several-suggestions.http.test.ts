import { keepVotersClocks } from '@mashang/server/suggestions/voters-clocks.usecases.ts'
import type { IssueView, ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed, outcome, post, seeded } from '../issues/steps.ts'
import { answeredBy, contact, department, done, fresh, written } from '../suggestions/steps.ts'
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
const bad = { act: 'rate', attitude: 'satisfied', result: 'dissatisfied', reason: '没有装。' }
const rated = (id: string): Promise<unknown> => done(li, id, bad)
const lines = async (one: Issue): Promise<{ line: string | null; ahead: string }> => {
  const { suggestion } = await receipt(one)
  return { line: suggestion.line, ahead: suggestion.ahead.join() }
}
/** In a second round nobody takes it on anew. */
const answeredAgain = async (id: string, letter: object): Promise<void> => {
  await done(housing.client, id, { ...contact, phase: 'during', text: '又去看了一次' })
  await done(housing.client, id, { act: 'propose', text: '又装了两个。', ...letter })
  await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
}
const promise = { class: 'B', promisedFor: '2026-12-20' }
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

describe('what whoever answers is told of the days that follow', () => {
  const inSuggestion = async (one: { id: string }): Promise<boolean> =>
    (await li({ url: `/api/issues/${one.id}` })).json<IssueView>().inSuggestion

  it('given a suggestion that was sent and has no outcome, then its months count, else the days', async () => {
    const one = await filed(t)
    const { id } = await written(li, { issueId: one.id })
    expect(await inSuggestion(one)).toBe(false)
    await done(li, id, { act: 'submit' })
    expect(await inSuggestion(one)).toBe(true)
    await answered(id)
    expect(await inSuggestion(one)).toBe(false)
  })
})

describe('what its voter reads meanwhile', () => {
  it('given an answer to one, then the other one is told of, and no promise', async () => {
    const one = await issueOf(t, li)
    const [first, second] = [await sentFrom(one), await sentFrom(one)]
    await done(office, second, { act: 'assign', lead: housing.id })
    await answered(first)
    const { line, ahead } = await lines(one)
    expect(line).toMatch(/^另一件建议还没有结果：代表工委立了案/)
    expect(ahead).toContain('3 个月内答复代表')
    expect(ahead).not.toContain('答应了办成的日子')
    // An answer that promises a day says so, beside what is at work.
    await answeredBy(housing.client, second, promise)
    const promised = await lines(one)
    expect(promised.line).toContain('答应 2026年12月20日前办成')
    expect(promised.ahead).toContain('部门答应了办成的日子，到时会再答复一次。')
  })

  it('given that it was joined to one that was there, then it is not said to be made into it', async () => {
    const one = await issueOf(t, li)
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    expect(outcome(await join(li, id, one.id))).toBe('200')
    expect((await lines(one)).line).toBe('已经连到一件代表建议，一起办；有了答复，再请您评价。')
  })

  it('given that one was declined, then the one that waits is told of', async () => {
    const one = await issueOf(t, li)
    await sentFrom(one)
    await done(office, await sentFrom(one), declined)
    expect((await lines(one)).line).toBe('另一件建议还没有结果，有了答复，再请您评价。')
  })
})

const settled = (text: string) => ({
  act: 'settle',
  way: 'site',
  people: '赵主任、住建局王局长、李代表',
  text,
})

describe('an answer that promises a day', () => {
  const open = async (one: Issue) => {
    await keepVotersClocks(t.context)
    const { resolution } = await receipt(one)
    return [...(await stands(one)), resolution?.suggested]
  }

  it('given that it was judged bad twice and settled, then its day is waited for, by the clock too', async () => {
    const one = await issueOf(t, li)
    const id = await sentFrom(one)
    await done(office, id, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, id, promise)
    await rated(id)
    expect((await lines(one)).ahead).toContain('部门再办一次')
    expect(await open(one)).toEqual([true, false, true])
    await answeredAgain(id, promise)
    await rated(id)
    expect((await lines(one)).ahead).toContain('一起商量怎么办')
    await done(office, id, settled('三方说定，按新的日子办。'))
    expect(await open(one)).toEqual([true, false, true])
    const { line } = await lines(one)
    expect(line).toContain('定下来了')
    expect(line).toContain('部门答应了办成的日子')
    expect(await judge(one)).toBe('409 issue.suggestion-open')
  })

  it('given a judgement that was put right, then its day is waited for', async () => {
    const one = await issueOf(t, li)
    const id = await sentFrom(one)
    await done(office, id, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, id, promise)
    const paper = { of: seeded(t, 0).id, signedOn: '2026-03-02' }
    await done(office, id, { ...bad, paper })
    expect((await lines(one)).ahead).toContain('部门再办一次')
    await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
    expect(await open(one)).toEqual([true, false, true])
  })

  it('given one without a day after two judgements, then what was settled is the outcome', async () => {
    const one = await issueOf(t, li)
    const id = await sentFrom(one)
    await answered(id)
    await rated(id)
    await answeredAgain(id, { class: 'A' })
    await rated(id)
    await done(office, id, settled('三方说定了。'))
    expect(await open(one)).toEqual([false, true, false])
    expect((await lines(one)).line).toMatch(/协调过了/)
  })
})
