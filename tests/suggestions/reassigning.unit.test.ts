import { DAY } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { mayBeReassigned } from '@mashang/shared/suggestions/assignment.rules.ts'
import type { CommandOf } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, START, step, steps, who } from './deciding.ts'
import { handling, matters, separate } from './matters.ts'

const LATER = START + 5
const reassign = (matter: Matter, more: Partial<CommandOf<'reassign'>> = {}, now = LATER) =>
  decide(matter, { ...commands.reassign, ...more }, who.office, around(now))
const why = (work: () => unknown): unknown => {
  try {
    work()
    return 'done'
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return [error.kind.code, error.details.fields?.[0]?.path]
  }
}
const handlersOf = ({ handlers }: Matter) =>
  handlers.map(({ departmentId, part, assignedAt, receivedAt }) => [
    departmentId,
    part,
    assignedAt,
    receivedAt,
  ])
const owners = (clocks: ReturnType<typeof reassign>['clocks'], kind: string) =>
  clocks.flatMap((one) =>
    one.kind !== kind
      ? []
      : one.kind === 'start'
        ? [`${one.clock} ${one.owner.id}`]
        : one.kind === 'stop'
          ? [`${one.clock} ${one.owner ?? ''}`]
          : [],
  )

describe('others are to handle it', () => {
  const housing = { lead: 'housing', co: ['farming'] }
  it('and whoever stays what they are keeps what they had', () => {
    const { matter, data, clocks } = reassign(handling, housing)
    expect(handlersOf(matter)).toEqual([
      ['housing', 'lead', START, START],
      ['farming', 'co', LATER, null],
    ])
    expect(matter.state).toBe('handling')
    expect(matter.handlersBefore).toEqual([{ handlers: handling.handlers, until: LATER }])
    expect(data).toEqual({
      again: true,
      departments: 2,
      lost: 'police',
      fresh: 'farming',
      changed: true,
      moved: '',
    })
    expect(owners(clocks, 'stop')).toEqual([
      ...['return police', 'contact police', 'opinion police', 'answer police'],
      'promise police',
    ])
    expect(owners(clocks, 'start')).toEqual(['return farming', 'opinion farming'])
    expect(matter.remarks.at(-1)).toEqual({
      act: 'reassign',
      text: '区政府定的',
      at: LATER,
      on: '2026-03-02',
    })
  })

  it('with the day and whose decision it was', () => {
    const said = reassign(
      handling,
      { ...housing, on: '2026-03-02', decidedBy: '区长' },
      LATER + DAY,
    ).matter
    expect(said.remarks.at(-1)).toMatchObject({ on: '2026-03-02', decidedBy: '区长' })
    expect(why(() => reassign(handling, { ...housing, on: '2026-03-01' }))).toEqual([
      'suggestion.reassigned-early',
      'on',
    ])
    expect(why(() => reassign(handling, { ...housing, on: '2026-03-03' }))).toEqual([
      'suggestion.reassigned-ahead',
      'on',
    ])
    expect(why(() => reassign(handling, { ...housing, on: '2026-03-02' }))).toBe('done')
  })

  it('with a reason once anybody has ever signed for it', () => {
    const { reason: _, ...silent } = commands.reassign
    const without = (matter: Matter) =>
      why(() => decide(matter, { ...silent, lead: 'farming', co: [] }, who.office, around(LATER)))
    expect(without(handling)).toEqual(['suggestion.reassign-reason', 'reason'])
    expect(without(matters.assigned)).toBe('done')
    const slip = decide(
      matters.assigned,
      { ...silent, lead: 'farming', co: [] },
      who.office,
      around(LATER),
    )
    expect([slip.data.changed, slip.matter.remarks]).toEqual([false, matters.assigned.remarks])
    const moved = reassign(handling, { lead: 'farming', co: [] }).matter
    expect(
      without({
        ...moved,
        handlers: moved.handlers.map((one) => ({ ...one, departmentId: 'water' })),
      }),
    ).toEqual(['suggestion.reassign-reason', 'reason'])
  })

  it('and a part that changes is a new one, signed for already', () => {
    const { matter, data, clocks } = reassign(handling, { lead: 'police', co: ['housing'] })
    expect(handlersOf(matter)).toEqual([
      ['police', 'lead', LATER, null],
      ['housing', 'co', LATER, START],
    ])
    expect(data).toMatchObject({
      lost: '',
      fresh: 'police,housing',
      moved: 'housing:lead-co,police:co-lead',
    })
    expect(owners(clocks, 'stop')).toContain('promise housing')
  })

  it('only where something changes, where it lies as was seen, and while it is not answered', () => {
    expect(why(() => reassign(handling, { lead: 'housing', co: ['police'] }))).toEqual([
      'suggestion.handlers-same',
      'lead',
    ])
    expect(why(() => reassign(handling, { lead: 'housing', co: [] }))).toBe('done')
    const was = (...all: [string, 'lead' | 'co' | 'separate'][]) =>
      all.map(([id, part]) => ({ id, part }))
    const seen = was(['housing', 'lead'], ['police', 'co'])
    const at = (was: NonNullable<CommandOf<'reassign'>['was']>) =>
      why(() => reassign(handling, { ...housing, was }))
    expect(at(seen)).toBe('done')
    for (const other of [
      seen.slice(0, 1),
      was(['housing', 'lead'], ['police', 'lead']),
      was(['housing', 'lead'], ['farming', 'co']),
      [...seen, ...was(['farming', 'co'])],
    ])
      expect(at(other)).toEqual(['suggestion.handlers-moved', undefined])
    expect(mayBeReassigned(handling)).toBe(true)
    expect(mayBeReassigned({ ...handling, answeredAt: START })).toBe(false)
    expect(mayBeReassigned({ ...handling, round: 1 })).toBe(false)
    expect(why(() => reassign({ ...handling, answeredAt: START }, housing))).toEqual([
      'suggestion.not-now',
      undefined,
    ])
  })

  it('to one lead, or to several that answer apart, and nobody twice', () => {
    const unclear = ['suggestion.handlers-unclear', 'lead']
    const to = (lead: string | undefined, co: string[], apart: string[]) =>
      why(() => {
        const { lead: _, ...rest } = commands.reassign
        const command = { ...rest, ...(lead === undefined ? {} : { lead }), co, separate: apart }
        decide(handling, command, who.office, around(LATER))
      })
    expect(to('farming', [], [])).toBe('done')
    expect(to(undefined, [], ['police', 'farming'])).toBe('done')
    expect(to(undefined, [], ['police'])).toEqual(unclear)
    expect(to(undefined, ['housing'], ['police', 'farming'])).toEqual(unclear)
    expect(to('farming', [], ['police', 'housing'])).toEqual(unclear)
    expect(to('farming', ['farming'], [])).toEqual(unclear)
    expect(to(undefined, [], ['police', 'police'])).toEqual(unclear)
  })

  describe('where one of several has answered', () => {
    const half = steps(separate, [
      ['main', commands.receive],
      ['main', commands.contact],
      ['main', commands.propose],
      ['main', commands.sign],
    ])
    const { lead: _, ...bare } = commands.reassign
    const apart = (...all: string[]) =>
      decide(half, { ...bare, co: [], separate: all }, who.office, around(LATER))

    it('its answer stays with it', () => {
      const { matter, clocks } = apart('housing', 'farming')
      expect([matter.state, matter.letters.length]).toEqual(['assigned', 1])
      expect(owners(clocks, 'start')).toEqual([
        'return farming',
        'contact farming',
        'answer farming',
      ])
      expect(why(() => apart('police', 'farming'))).toEqual(['suggestion.answer-given', 'separate'])
    })

    it('and the others are taken out, then the whole is answered', () => {
      const three = decide(
        step(matters.review, 'office', {
          act: 'assign',
          co: [],
          separate: ['housing', 'police', 'farming'],
        }).matter,
        commands.receive,
        who.main,
        around(),
      ).matter
      const one = steps(three, [
        ['main', commands.contact],
        ['main', commands.propose],
        ['main', commands.sign],
        ['co', commands.receive],
        ['co', commands.contact],
        ['co', { ...commands.propose, class: 'B', promisedFor: '2026-06-30' }],
        ['co', commands.sign],
      ])
      const whole = decide(
        one,
        { ...bare, co: [], separate: ['housing', 'police'] },
        who.office,
        around(LATER),
      )
      expect([whole.matter.state, whole.matter.answeredAt]).toEqual(['answered', LATER])
      expect(whole.data).toMatchObject({ answered: true, class: 'B', whole: 'B', lost: 'farming' })
      expect(owners(whole.clocks, 'stop')).toContain('answer farming')
      expect(owners(whole.clocks, 'start')).toEqual(['feedback li'])
    })
  })
})

describe('it is assigned once more', () => {
  const again = (matter: Matter, more: Partial<CommandOf<'assign'>> = {}) =>
    decide(matter, { ...commands.assign, ...more }, who.office, around(LATER))
  it('after it was sent back: everything runs anew, from the first assignment', () => {
    const { matter, data, clocks } = again(matters.objected, { lead: 'farming', co: [] })
    expect([matter.state, matter.objection, matter.firstAssignedAt]).toEqual([
      'assigned',
      null,
      START,
    ])
    expect(data).toEqual({ again: true, departments: 1, lost: 'housing,police' })
    expect(owners(clocks, 'stop')).toEqual([
      'assign ',
      'return ',
      'contact ',
      'opinion ',
      'answer ',
      'promise housing',
      'promise police',
    ])
    expect(owners(clocks, 'start')).toEqual(['return farming', 'contact farming', 'answer farming'])
    expect(clocks.at(-1)).toMatchObject({ clock: 'answer', from: START })
    const first = again(matters.review)
    expect(first.data).toEqual({ again: false, departments: 2 })
    expect(first.matter).not.toHaveProperty('handlersBefore')
  })
  it('to whoever sent it back, who signs for it anew', () => {
    expect(handlersOf(again(matters.objected).matter)).toMatchObject([
      ['housing', 'lead', START, null],
      ['police', 'co', START, null],
    ])
  })
  it('where those send it back who were seen to', () => {
    const objecting = (...ids: string[]) => why(() => again(matters.objected, { objecting: ids }))
    expect(objecting('housing')).toBe('done')
    for (const other of [[], ['police'], ['housing', 'police']])
      expect(objecting(...other)).toEqual(['suggestion.objection-moved', undefined])
  })
})
