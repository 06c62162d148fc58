import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { tieWhatLiesTogether } from '@mashang/server/suggestions/lying-later.usecases.ts'
import { keepVotersClocks } from '@mashang/server/suggestions/voters-clocks.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import type { WhyView } from '@mashang/shared/issues/why.model.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { join as groupUp } from '../issues/group-steps.ts'
import { answer, filed, outcome, post, seeded } from '../issues/steps.ts'
import { toldSoFar } from '../notices/steps.ts'
import { answeredBy, department, done, fresh, text, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { rightBefore } from '../support/while-committing.ts'
import { type Issue, issueOf, join, times, toldOn } from './steps.ts'

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

const OVER = '这件事不用再等建议了，接下来代表告诉您结果，把这件事办结。'
const AGAIN = '这件事又要等建议的结果，先按建议的时限办，办结的表停下来等它。'
const promised = async ({ receipt }: Issue) =>
  (await t.voter({ url: `/api/receipts/${receipt}` })).json<ReceiptView>().resolution
const runs = async (one: Issue): Promise<boolean> => (await promised(one))?.stoppedAt === null
const waiting = async ({ id }: Issue): Promise<boolean> =>
  (await li({ url: '/api/inbox' })).body.includes(id)
const sentFrom = async (one: Issue): Promise<string> => {
  const { id } = await written(li, { issueId: one.id })
  await done(li, id, { act: 'submit' })
  return id
}
const declined = { act: 'decline', why: 'empty', reason: '不属于本级职权。' }
const looked = async (): Promise<void> => {
  // Whatever was found is found once.
  for (const _ of ['once', 'twice']) await keepVotersClocks(t.context)
}
const answered = async (id: string, letter: object): Promise<void> => {
  await done(office, id, { act: 'assign', lead: housing.id })
  await answeredBy(housing.client, id, letter)
  await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
}

describe('what a voter was promised, where the matter became a suggestion', () => {
  it('runs while it is only written, and stands aside from when it was sent', async () => {
    const one = await issueOf(t, li)
    const { id } = await written(li, { issueId: one.id })
    await looked()
    expect([await runs(one), await waiting(one)]).toEqual([true, true])
    await done(li, id, { act: 'submit' })
    expect([await runs(one), await waiting(one)]).toEqual([false, false])
    t.clock.advance(20 * DAY)
    await looked()
    expect(await promised(one)).toMatchObject({ suggested: true, overdue: false })
    const why = await li({ url: `/api/issues/${one.id}/why` })
    expect(why.body).toContain('写成代表建议交上去了，按建议的时限办，表停了。')
    expect(why.body).toContain('写成了代表建议，按建议的时限办；等建议了结，再接着算。')
  })

  it('also by the one act that answers the voter, and where it joins one that was sent', async () => {
    const [one, joined] = [await filed(t), await issueOf(t, li)]
    const act = {
      ...text,
      issueId: one.id,
      submit: true,
      reply: '您说的路灯，我写成建议交上去了。',
    }
    const sent = await post(li, '/api/suggestions', act)
    expect(outcome(sent)).toBe('201')
    await join(li, sent.json().id, joined.id)
    expect([await promised(one), await promised(joined)]).toMatchObject([
      { suggested: true },
      { suggested: true },
    ])
  })

  it('given that its voter is answered only after it was sent, then it stands aside at once', async () => {
    const one = await filed(t)
    const id = await sentFrom(one)
    expect(outcome(await answer(li, one.id, '写成建议交上去了，有了结果再告诉您。'))).toBe('200')
    expect([await runs(one), (await promised(one))?.suggested]).toEqual([false, true])
    // Like every other one, it begins anew once the suggestion is over.
    await done(office, id, declined)
    await looked()
    expect(await runs(one)).toBe(true)
  })

  it('given that it comes to lie beside one that was sent, then it stands aside, too', async () => {
    const [one, late] = [await issueOf(t, li), await issueOf(t, li)]
    await sentFrom(one)
    await groupUp(li, one.id, late.id)
    await tieWhatLiesTogether(t.context)
    expect(await runs(late)).toBe(true)
    await looked()
    expect(await runs(late)).toBe(false)
  })

  it('given that the suggestion is over, then the days begin anew, and whoever has it is told once', async () => {
    const one = await issueOf(t, li)
    const id = await sentFrom(one)
    t.clock.advance(30 * DAY)
    await done(office, id, declined)
    await looked()
    const clock = await promised(one)
    expect(clock).toMatchObject({ stoppedAt: null, workingDays: 5, overdue: false })
    expect(clock?.startedAt).toBe(new Date(t.clock.now()).toISOString())
    expect(await waiting(one)).toBe(true)
    expect(times(await toldOn(t, one), OVER)).toBe(1)
    await tellOfFacts(t.context)
    const told = (await toldSoFar(t)).filter(
      ({ kind, subject }) => kind === 'issue.suggestion-over' && subject === one.id,
    )
    expect(told).toHaveLength(1)
    const why = await li({ url: `/api/issues/${one.id}/why` })
    expect(why.body).toContain('不用再等建议了，办结的表从这时起走。')
    expect(why.body, 'nothing is waited for any more').not.toContain('等建议了结')
  })

  it('given that it was withdrawn, then what is said holds of that, too', async () => {
    const one = await issueOf(t, li)
    await done(li, await sentFrom(one), { act: 'withdraw', reason: '已经在办了' })
    await looked()
    expect(times(await toldOn(t, one), OVER)).toBe(1)
    expect((await toldOn(t, one)).join()).not.toContain('办到头')
  })

  it('given that it is dealt with again, then it stands aside again, and that is said once', async () => {
    const one = await issueOf(t, li)
    const id = await sentFrom(one)
    await done(office, id, declined)
    await looked()
    await done(office, id, { act: 'resume', reason: '看错了，属于本级' })
    // Two processes at once.
    rightBefore(t, 'stop promise', () => keepVotersClocks(t.context))
    await looked()
    expect(await promised(one)).toMatchObject({ suggested: true })
    const told = await toldOn(t, one)
    expect([times(told, OVER), times(told, AGAIN)]).toEqual([1, 1])
    const why = await li({ url: `/api/issues/${one.id}/why` })
    expect(why.body).toContain('又要等建议的结果，按建议的时限办，表停了。')
  })

  it('given that the voter is answered while it is waited for, then nothing is said of the clock', async () => {
    const one = await issueOf(t, li)
    await sentFrom(one)
    await answer(li, one.id)
    await looked()
    expect(await promised(one)).toMatchObject({ suggested: true })
    expect(await toldOn(t, one)).not.toContain(AGAIN)
  })

  it('given that it was merged into another one, then it stands aside until that one is over', async () => {
    const [one, other] = [await issueOf(t, li), await issueOf(t, li)]
    const [merged, into] = [await sentFrom(one), await sentFrom(other)]
    await done(office, merged, { act: 'merge', into, reason: '说的是同一件事' })
    await looked()
    expect([await runs(one), await runs(other)]).toEqual([false, false])
    await done(office, into, declined)
    await looked()
    expect([await runs(one), await runs(other)]).toEqual([true, true])
  })

  it('given a promised day, then it stands aside until that was told again', async () => {
    const one = await issueOf(t, li)
    const id = await sentFrom(one)
    const day = new Date(t.clock.now() + 20 * DAY).toISOString().slice(0, 10)
    await answered(id, { class: 'B', promisedFor: day })
    await looked()
    expect(await runs(one)).toBe(false)
    const kept = { act: 'redeem', text: '装好了。', class: 'A', signer: '局长王建国' }
    await done(housing.client, id, kept)
    await looked()
    expect(await runs(one)).toBe(true)
  })

  it('given that the voter was answered once more meanwhile, then it goes on all the same once the promise is kept', async () => {
    const one = await issueOf(t, li)
    const bad = { answer: 'dissatisfied', solved: 'dissatisfied', onlyAcknowledged: false }
    expect(outcome(await post(t.voter, `/api/receipts/${one.receipt}/verdict`, bad))).toBe('200')
    const id = await sentFrom(one)
    await answer(li, one.id)
    // At once, without anybody having looked at the clocks.
    expect(await runs(one)).toBe(false)
    const { clocks } = (await li({ url: `/api/issues/${one.id}/why` })).json<WhyView>()
    const promises = clocks.filter(({ clock }) => clock === 'resolution')
    expect(promises).toMatchObject([{ aside: true }])
    const day = new Date(t.clock.now() + 150 * DAY).toISOString().slice(0, 10)
    await answered(id, { class: 'B', promisedFor: day })
    await looked()
    expect(await runs(one)).toBe(false)
    const kept = { act: 'redeem', text: '装好了。', class: 'A', signer: '局长王建国' }
    await done(housing.client, id, kept)
    await looked()
    expect([await runs(one), await waiting(one)]).toEqual([true, true])
  })

  it('given that it was concluded meanwhile, then nothing begins anew', async () => {
    const one = await issueOf(t, li)
    const id = await sentFrom(one)
    const words = { text: '路灯已经装好，昨晚亮了。' }
    expect(outcome(await post(li, `/api/issues/${one.id}/conclusion`, words))).toBe('200')
    // It was not kept by standing aside: nothing is said of it once the matter is over.
    expect(await promised(one)).toBeNull()
    await done(office, id, declined)
    await looked()
    expect(await runs(one)).toBe(false)
    expect(await toldOn(t, one)).not.toContain(OVER)
  })

  it('reads a suggestion once, of however many voters it is', async () => {
    const one = await issueOf(t, li)
    const id = await sentFrom(one)
    const reads = async (): Promise<number> => {
      await looked()
      const query = vi.spyOn(t.context.db, 'query')
      await keepVotersClocks(t.context)
      const { length } = query.mock.calls
      query.mockRestore()
      return length
    }
    const before = await reads()
    for (const _ of ['second', 'third']) await join(li, id, (await issueOf(t, li)).id)
    expect(await reads()).toBe(before)
  })

  it('given that another process looks at the same moment, then each is told once', async () => {
    const two = [await issueOf(t, li), await issueOf(t, li)]
    for (const one of two) await done(office, await sentFrom(one), declined)
    rightBefore(t, 'update handling', () => keepVotersClocks(t.context))
    await looked()
    for (const one of two)
      expect([await runs(one), times(await toldOn(t, one), OVER)]).toEqual([true, 1])
  })

  it('given that they are concluded while it looks, then nothing begins anew', async () => {
    const two = [await issueOf(t, li), await issueOf(t, li)]
    for (const one of two) await done(office, await sentFrom(one), declined)
    const words = { text: '路灯已经装好，昨晚亮了。' }
    rightBefore(t, 'update handling', async () => {
      for (const { id } of two)
        expect(outcome(await post(li, `/api/issues/${id}/conclusion`, words))).toBe('200')
    })
    await looked()
    for (const one of two) {
      expect(await runs(one)).toBe(false)
      expect(await toldOn(t, one)).not.toContain(OVER)
    }
  })

  it('given that it went to somebody else meanwhile, then they have to tell how it ends', async () => {
    const one = await issueOf(t, li)
    const id = await sentFrom(one)
    await done(office, id, declined)
    await looked()
    await t.as(1)
    const next = { representativeId: seeded(t, 1).id, reason: '调整' }
    expect(outcome(await post(office, `/api/issues/${one.id}/reassignment`, next))).toBe('200')
    expect(await runs(one)).toBe(true)
  })
})

describe('the verdict on a matter that became a suggestion', () => {
  const mayJudge = async ({ receipt }: Issue): Promise<boolean> =>
    (await t.voter({ url: `/api/receipts/${receipt}` })).json<ReceiptView>().can.verdict
  const judge = async ({ receipt }: Issue): Promise<string> =>
    outcome(
      await post(t.voter, `/api/receipts/${receipt}/verdict`, {
        answer: 'satisfied',
        solved: 'satisfied',
      }),
    )

  it('is not asked for before there is an outcome, and then it is', async () => {
    const one = await issueOf(t, li)
    expect(await mayJudge(one)).toBe(true)
    const id = await sentFrom(one)
    expect([await mayJudge(one), await judge(one)]).toEqual([false, '409 issue.suggestion-open'])
    await done(office, id, { act: 'assign', lead: housing.id })
    expect(await mayJudge(one)).toBe(false)
    await answeredBy(housing.client, id, { class: 'A' })
    expect(await mayJudge(one)).toBe(true)
    // Its representative is not satisfied: there is to be another answer.
    await done(li, id, {
      act: 'rate',
      attitude: 'satisfied',
      result: 'dissatisfied',
      reason: '没有装。',
    })
    expect(await mayJudge(one)).toBe(false)
    await done(housing.client, id, { act: 'propose', text: '装好了。', class: 'A' })
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    expect([await mayJudge(one), await judge(one)]).toEqual([true, '200'])
  })

  it('is asked for where the suggestion came to nothing, or the matter was concluded before', async () => {
    const [one, other] = [await issueOf(t, li), await issueOf(t, li)]
    await done(office, await sentFrom(one), declined)
    expect(await mayJudge(one)).toBe(true)
    await sentFrom(other)
    const words = { text: '路灯已经装好，昨晚亮了。' }
    expect(outcome(await post(li, `/api/issues/${other.id}/conclusion`, words))).toBe('200')
    expect(await mayJudge(other)).toBe(true)
  })
})
