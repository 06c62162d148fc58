import { deliveredOf } from '@mashang/shared/suggestions/delivery.rules.ts'
import type { Matter, Party } from '@mashang/shared/suggestions/matter.rules.ts'
import {
  canNow,
  officeTasksOf,
  waitsForOffice,
  waitsForRepresentative,
} from '@mashang/shared/suggestions/open-steps.rules.ts'
import { promisedNext } from '@mashang/shared/suggestions/promises.rules.ts'
import type { SuggestionAct } from '@mashang/shared/suggestions/suggestions.words.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, refusal, START, step, steps, type Who, who } from './deciding.ts'
import { matters } from './matters.ts'

const DAY = 86_400_000
const { handling, answered, closed, cosigning, assigned, signing } = matters
const can = (matter: Matter, act: SuggestionAct, by: Who, now = START, due: number | null = null) =>
  canNow(matter, act, who[by], around(now, due))
const withdrawing = steps(handling, [['lead', commands.withdraw]])
const extending = steps(handling, [['main', commands['ask-extension']]])
const decided = steps(extending, [['office', commands['decide-extension']]])
const key = steps(handling, [['office', commands['mark-key']]])
const published = steps(closed, [['office', commands.publish]])

describe('what can be done now', () => {
  it.each<[SuggestionAct, Matter, Who, boolean]>([
    ['confirm', cosigning, 'cosigner', true],
    ['confirm', cosigning, 'lead', false],
    ['submit', matters.draft, 'lead', true],
    ['submit', matters.draft, 'stranger', false],
    ['withdraw', handling, 'lead', true],
    ['withdraw', withdrawing, 'lead', false],
    ['agree', withdrawing, 'cosigner', true],
    ['agree', handling, 'cosigner', false],
    ['disagree', withdrawing, 'cosigner', true],
    ['disagree', handling, 'cosigner', false],
    ['drop-withdrawal', withdrawing, 'lead', true],
    ['drop-withdrawal', withdrawing, 'cosigner', false],
    ['drop-withdrawal', handling, 'lead', false],
    // Answered meanwhile, nobody is asked any more.
    ['agree', { ...withdrawing, state: 'answered' }, 'cosigner', false],
    ['drop-objection', matters.objected, 'main', true],
    ['drop-objection', matters.objected, 'co', false],
    ['drop-objection', assigned, 'main', false],
    ['receive', assigned, 'main', true],
    ['receive', steps(assigned, [['co', commands.receive]]), 'co', false],
    ['ask-extension', handling, 'main', true],
    ['ask-extension', extending, 'main', false],
    ['decide-extension', extending, 'office', true],
    ['decide-extension', decided, 'office', false],
    ['decide-extension', handling, 'office', false],
    ['propose', handling, 'main', true],
    ['propose', { ...handling, contacts: [] }, 'main', false],
    ['propose', signing, 'main', false],
    ['propose', { ...handling, opinions: [] }, 'main', false],
    ['rework', signing, 'main', true],
    ['sign', signing, 'main', true],
    ['sign', handling, 'main', false],
    ['rate', answered, 'lead', true],
    ['rate', answered, 'office', true],
    ['rate', { ...answered, feedbacks: matters.closed.feedbacks, cosigners: [] }, 'office', false],
    ['publish', closed, 'office', true],
    ['publish', { ...closed, secret: true }, 'office', false],
    ['publish', published, 'office', false],
    // Of a list of an earlier year: ended, and nobody answered.
    ['publish', { ...closed, answeredAt: null, letters: [] }, 'office', false],
    ['unpublish', published, 'office', true],
    ['unpublish', closed, 'office', false],
    ['mark-key', handling, 'office', true],
    ['mark-key', key, 'office', false],
    ['unmark-key', key, 'office', true],
    ['unmark-key', handling, 'office', false],
    ['supervise', key, 'office', true],
    ['supervise', handling, 'office', false],
    ['remind', handling, 'office', true],
  ])('given %s', (act, matter, by, expected) => {
    expect(can(matter, act, by)).toBe(expected)
  })

  it('is closed by the office only after the time for a judgement is over', () => {
    expect(can(answered, 'close', 'office')).toBe(false)
    expect(can(answered, 'close', 'office', START, START)).toBe(false)
    expect(can(answered, 'close', 'office', START + 1, START)).toBe(true)
  })

  it('is withdrawn, and taken out of another, only where nothing stands on it', () => {
    const { review, merged } = matters
    const withdraw = (sources: Matter[]) =>
      canNow(review, 'withdraw', who.lead, { ...around(), sources })
    expect([withdraw([]), withdraw([merged])]).toEqual([true, false])
    const unmerge = (target: Matter) =>
      canNow(merged, 'unmerge', who.office, { ...around(), target })
    expect([unmerge(handling), unmerge(answered), unmerge(merged)]).toEqual([true, false, false])
    expect(can(merged, 'unmerge', 'office')).toBe(true)
  })

  it('urges nobody where only the office, or a sending back, owes something', () => {
    const owing = (clock: 'answer' | 'return', owner: Party) =>
      canNow(handling, 'remind', who.office, { ...around(), running: [{ clock, owner }] as never })
    expect(owing('answer', who.main)).toBe(true)
    expect(owing('return', who.main)).toBe(false)
    expect(owing('answer', who.office)).toBe(false)
  })
})

describe('for whom it waits', () => {
  it('a representative: to send, confirm, agree or judge', () => {
    const waits = (matter: Matter, id: string) => waitsForRepresentative(matter, id, around())
    expect(waits(matters.draft, 'li')).toBe(true)
    expect(waits(cosigning, 'zhang')).toBe(true)
    expect(waits(withdrawing, 'zhang')).toBe(true)
    expect(waits(answered, 'li')).toBe(true)
    expect(waits(handling, 'li')).toBe(false)
    expect(waits(closed, 'li')).toBe(false)
  })

  it('the office: a mediation, more time that was asked for, a judgement of those who left', () => {
    const waits = (matter: Matter, given: object = {}) =>
      waitsForOffice(matter, { ...around(), ...given })
    expect(waits(matters.mediation)).toBe(true)
    expect(waits(extending)).toBe(true)
    expect(waits(decided)).toBe(false)
    expect(waits(handling)).toBe(false)
    expect(waits(steps(extending, [['main', commands.propose]]))).toBe(false)
    expect(waits(answered)).toBe(false)
    expect(waits(answered, { gone: ['li', 'zhang'] })).toBe(true)
    expect(waits(answered, { now: START + 1, feedbackDueAt: START })).toBe(true)
  })

  it('the office is told by what it has to do', () => {
    const tasks = (matter: Matter, given: object = {}) =>
      officeTasksOf(matter, { ...around(), ...given })
    expect(tasks({ ...handling, state: 'review' })).toEqual(['review'])
    expect(tasks({ ...handling, state: 'objected' })).toEqual(['objection'])
    expect(tasks(extending)).toEqual(['extension'])
    expect(tasks(matters.mediation)).toEqual(['mediation'])
    expect(tasks(answered, { gone: ['li', 'zhang'] })).toEqual(['judge'])
    expect(tasks(answered, { now: START + 1, feedbackDueAt: START })).toEqual(['close'])
    expect(tasks(handling)).toEqual([])
  })
})

describe('seeing to it from above', () => {
  it('marks it once, and unmarks what is marked, with the reason kept', () => {
    expect(key.key).toMatchObject({ leader: '王主任', at: START })
    expect(refusal(key, 'office', commands['mark-key'])).toBe('suggestion.already-key')
    expect(refusal(handling, 'office', commands['unmark-key'])).toBe('suggestion.not-key')
    const after = step(key, 'office', commands['unmark-key']).matter
    expect(after.key).toBeNull()
    expect(after.remarks.at(-1)).toEqual({ act: 'unmark-key', text: '已经办好', at: START })
  })

  it('urges who owes something, once a day and clock', () => {
    const once = step(handling, 'office', commands.remind)
    expect(once.data).toEqual({ clock: 'answer', owner: 'housing', ownerKind: 'department' })
    expect(once.matter.reminders).toEqual([
      { clock: 'answer', owner: 'housing', text: null, at: START },
    ])
    expect(refusal(once.matter, 'office', commands.remind, START + 1)).toBe(
      'suggestion.reminded-today',
    )
    const [first] = once.matter.reminders ?? []
    const twice = step(
      once.matter,
      'office',
      { ...commands.remind, text: '请抓紧' },
      START + DAY,
    ).matter
    expect(twice.reminders).toEqual([
      first,
      { clock: 'answer', owner: 'housing', text: '请抓紧', at: START + DAY },
    ])
    for (const wrong of [{ owner: 'police' }, { clock: 'feedback' }] as const)
      expect(refusal(handling, 'office', { ...commands.remind, ...wrong } as never)).toBe(
        'suggestion.nothing-owed',
      )
  })
})

describe('whether a promise was kept', () => {
  const rated = answered.letters.map((one) => ({ ...one, class: 'A' as const }))
  it.each<[string, Matter, ReturnType<typeof deliveredOf>]>([
    ['nothing was answered', handling, null],
    ['it was answered and not judged', answered, 'pending'],
    ['it was judged well', closed, 'done'],
    ['it was closed unjudged', { ...closed, feedbacks: [] }, 'unconfirmed'],
    [
      'it is promised',
      { ...answered, letters: rated.map((one) => ({ ...one, class: 'B' })) },
      'pending',
    ],
    ['it cannot be', { ...answered, letters: rated.map((one) => ({ ...one, class: 'C' })) }, null],
    [
      'what was promised cannot be',
      { ...answered, letters: rated.map((one) => ({ ...one, class: 'C', redeems: true })) },
      'failed',
    ],
    [
      'it was redeemed',
      { ...answered, letters: rated.map((one) => ({ ...one, redeems: true })) },
      'done',
    ],
    [
      'a bad word of its result',
      { ...closed, feedbacks: closed.feedbacks.map((one) => ({ ...one, result: 'dissatisfied' })) },
      'failed',
    ],
    [
      'a bad word, redeemed later',
      {
        ...closed,
        letters: rated.map((one) => ({ ...one, redeems: true })),
        feedbacks: closed.feedbacks.map((one) => ({ ...one, result: 'dissatisfied' })),
      },
      'done',
    ],
    [
      'a word of an earlier round',
      { ...closed, round: 1, letters: rated.map((one) => ({ ...one, round: 1 })) },
      'unconfirmed',
    ],
  ])('given that %s', (_, matter, expected) => {
    expect(deliveredOf(matter)).toBe(expected)
  })

  it('names the first of the days that are promised', () => {
    expect(promisedNext(answered)).toBeNull()
    const [letter] = answered.letters
    const letters = [500, 300, null].map((promisedFor) => ({
      ...letter,
      departmentId: `d${promisedFor}`,
      promisedFor,
    })) as Matter['letters']
    const handlers = letters.map(({ departmentId }) => ({
      departmentId,
      part: 'separate' as const,
      assignedAt: START,
      receivedAt: START,
    }))
    expect(promisedNext({ ...answered, handlers, letters })).toBe(300)
  })
})
