import { Failure } from '@mashang/shared/core/errors.ts'
import type { CommandOf } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import { isUntouched, listedPromises } from '@mashang/shared/suggestions/going-on.rules.ts'
import type { Matter, Surroundings } from '@mashang/shared/suggestions/matter.rules.ts'
import { months, spanEnd } from '@mashang/shared/suggestions/periods.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, draft, refusal, START, step, who } from './deciding.ts'
import { halfway } from './halfway.ts'
import { handling, listed, matters } from './matters.ts'

const promised = halfway.find(([words]) => words === 'left with a promise by a list')?.[2] as Matter
const LATER = START + 1000
const wentOn = step(listed, 'office', commands['go-on'], LATER)
const goOn = (more: Partial<CommandOf<'go-on'>>, surroundings: Partial<Surroundings> = {}) =>
  decide(listed, { ...commands['go-on'], ...more }, who.office, {
    ...around(LATER),
    ...surroundings,
  })
const why = (work: () => unknown): unknown => {
  try {
    work()
    return 'done'
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return [error.kind.code, error.details.fields?.[0]?.path]
  }
}
const answerClock = ({ clocks }: ReturnType<typeof goOn>) =>
  clocks.find((one) => one.kind === 'start' && one.clock === 'answer')

describe('what a list left without an answer', () => {
  it('goes on with whoever had it, who signs for it anew', () => {
    const { matter, data } = wentOn
    expect([matter.state, matter.endedAt, data]).toEqual(['assigned', null, { departments: 2 }])
    expect(
      matter.handlers.map(({ departmentId, assignedAt, receivedAt }) => [
        departmentId,
        assignedAt,
        receivedAt,
      ]),
    ).toEqual([
      ['housing', LATER, null],
      ['police', LATER, null],
    ])
    expect(matter.wentOn).toEqual({
      at: LATER,
      dueBefore: null,
      assignedBefore: START,
      before: listed.handlers,
    })
    expect(matter.remarks).toEqual(listed.remarks)
    // Of months from the day on which it was assigned.
    expect(answerClock(wentOn)).toMatchObject({ from: START, span: { unit: 'month', count: 3 } })
  })

  it('is due as its list says, or on a day that the office sets, with a reason', () => {
    const own = Date.parse('2026-05-20T16:00:00Z')
    expect(answerClock(goOn({}, { answerDueAt: own }))).toMatchObject({
      from: START,
      span: { unit: 'date', count: own },
    })
    const asCounted = spanEnd(START, months(3), around().calendar)
    expect(answerClock(goOn({}, { answerDueAt: asCounted }))).toMatchObject({
      span: { unit: 'month', count: 3 },
    })
    const set = goOn({ dueOn: '2026-04-30', reason: '去年没有答复' }, { answerDueAt: own })
    const end = Date.parse('2026-04-30T16:00:00Z')
    expect(answerClock(set)).toMatchObject({ from: LATER, span: { unit: 'date', count: end } })
    expect(set.data).toEqual({ departments: 2, dueSet: end })
    expect(set.matter.wentOn?.dueBefore).toBe(own)
    expect(set.matter.remarks.at(-1)).toEqual({ act: 'go-on', text: '去年没有答复', at: LATER })
    // The other clocks run as for whoever gets it today.
    const others = set.clocks.flatMap((one) => (one.kind === 'start' ? [one.clock] : []))
    expect(others).toEqual(['return', 'contact', 'answer', 'return', 'opinion'])
  })

  it('on a day ahead, and no further than the law lets any answer be', () => {
    const reason = '去年没有答复'
    expect(why(() => goOn({ dueOn: '2026-03-02', reason }))).toEqual([
      'suggestion.due-unfit',
      'dueOn',
    ])
    expect(why(() => goOn({ dueOn: '2026-03-03', reason }))).toBe('done')
    expect(why(() => goOn({ dueOn: '2026-09-02', reason }))).toBe('done')
    expect(why(() => goOn({ dueOn: '2026-09-04', reason }))).toEqual([
      'suggestion.due-unfit',
      'dueOn',
    ])
    expect(why(() => goOn({ dueOn: '2026-04-30' }))).toEqual(['suggestion.due-reason', 'reason'])
  })

  it('waits to be assigned where its list names nobody who answers', () => {
    const alone = { ...listed, handlers: listed.handlers.filter(({ part }) => part === 'co') }
    const next = step(alone, 'office', commands['go-on'], LATER)
    expect(next.matter).toMatchObject({ state: 'review', handlers: [], firstAssignedAt: null })
    expect([next.data, next.answerDueAt]).toEqual([{}, null])
    expect(next.clocks).toMatchObject([{ kind: 'start', clock: 'assign', from: LATER }])
    expect(next.matter.wentOn?.before).toEqual(alone.handlers)
  })

  it('is not what was answered, or never over', () => {
    expect(refusal(promised, 'office', commands['go-on'])).toBe('suggestion.not-left')
    expect(refusal(matters.closed, 'office', commands['go-on'])).toBe('suggestion.not-left')
    expect(
      step({ ...listed, firstAssignedAt: null }, 'office', commands['go-on'], LATER).clocks,
    ).toContainEqual(expect.objectContaining({ clock: 'answer', from: LATER }))
  })
})

describe('a slip of the office', () => {
  it('is taken back as long as nobody has done anything about it', () => {
    const own = Date.parse('2026-05-20T16:00:00Z')
    const anew = goOn({}, { answerDueAt: own }).matter
    const { matter, data, answerDueAt, clocks } = step(anew, 'office', commands['lay-by'], LATER)
    expect(matter).toMatchObject({
      state: 'closed',
      handlers: listed.handlers,
      firstAssignedAt: START,
      endedAt: START,
    })
    expect(matter).not.toHaveProperty('wentOn')
    expect(matter.remarks.at(-1)).toEqual({ act: 'lay-by', text: '已经在别处答复过', at: LATER })
    expect([data, answerDueAt, clocks]).toEqual([{ departments: 2 }, own, [{ kind: 'stop-all' }]])
  })

  it('stays where somebody has', () => {
    const { matter } = wentOn
    expect(isUntouched(matter)).toBe(true)
    const received = step(matter, 'main', commands.receive, LATER).matter
    const opined = step(matter, 'co', commands.opine, LATER).matter
    const objected = step(matter, 'main', commands.object, LATER).matter
    const touched: Partial<Matter>[] = [
      { handlersBefore: [] },
      { withdrawalAskedAt: LATER },
      { letters: matters.answered.letters },
      { handlers: matter.handlers.map((one) => ({ ...one, assignedAt: LATER + 1 })) },
    ]
    for (const one of [
      received,
      opined,
      objected,
      ...touched.map((more) => ({ ...matter, ...more })),
    ])
      expect(isUntouched(one)).toBe(false)
    expect(isUntouched(listed)).toBe(false)
    expect(refusal(opined, 'office', commands['lay-by'])).toBe('suggestion.went-on')
  })
})

describe('a promise out of a list', () => {
  const two: Matter = {
    ...promised,
    handlers: promised.handlers.map((one) => ({ ...one, part: 'separate' })),
    letters: ['housing', 'police'].flatMap((departmentId) =>
      promised.letters.map((one) => ({ ...one, departmentId })),
    ),
  }
  const retell = (matter: Matter, more: Partial<CommandOf<'retell'>> = {}) =>
    decide(matter, { ...commands.retell, ...more }, who.office, around(LATER))

  it('is one that nobody signed here', () => {
    expect(listedPromises(promised)).toEqual(promised.letters)
    const [letter] = promised.letters
    if (letter === undefined) throw new Error('no letter')
    expect(listedPromises({ ...promised, letters: [{ ...letter, signer: '局长' }] })).toEqual([])
    expect(listedPromises({ ...promised, letters: [{ ...letter, promisedFor: null }] })).toEqual([])
  })

  it('is told again by the office, with what became of it', () => {
    const { matter, data, clocks } = retell(promised)
    expect(matter.letters.at(-1)).toMatchObject({
      departmentId: 'housing',
      departmentName: '住建局',
      class: 'A',
      signedAt: LATER,
      redeems: true,
      promisedFor: null,
    })
    expect(data).toMatchObject({
      departmentId: 'housing',
      class: 'A',
      promisedFor: null,
      whole: 'A',
    })
    expect(clocks).toEqual([{ kind: 'stop', clock: 'promise', owner: 'housing' }])
    const later = retell(promised, { class: 'B', promisedFor: '2026-12-31' })
    const end = Date.parse('2026-12-31T16:00:00Z')
    expect(later.data).toMatchObject({ promisedFor: end, whole: 'B' })
    expect(later.clocks).toMatchObject([{ kind: 'stop' }, { kind: 'start', span: { count: end } }])
  })

  it('of several is the one that is named', () => {
    expect(why(() => retell(two))).toEqual(['suggestion.whose-promise', 'department'])
    const { matter, data } = retell(two, { department: 'police' })
    expect(matter.letters.at(-1)).toMatchObject({
      departmentId: 'police',
      departmentName: '公安局',
    })
    expect(data).toMatchObject({ departmentId: 'police', whole: 'B' })
    expect(why(() => retell(two, { department: 'farming' }))).toEqual([
      'suggestion.no-listed-promise',
      undefined,
    ])
  })

  it('is none where nothing is open', () => {
    expect(why(() => retell({ ...promised, letters: [] }))).toEqual([
      'suggestion.no-listed-promise',
      undefined,
    ])
    expect([draft, handling].map(listedPromises)).toEqual([[], []])
  })
})
