import { classOf } from '@mashang/shared/suggestions/answers.rules.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import type { Matter, Surroundings } from '@mashang/shared/suggestions/matter.rules.ts'
import {
  canNow,
  waitsForOffice,
  waitsForRepresentative,
} from '@mashang/shared/suggestions/open-steps.rules.ts'
import {
  defaultPeriods,
  months,
  mustBeLawful,
  spanEnd,
  workingDays,
} from '@mashang/shared/suggestions/periods.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, draft, refusal, START, step, steps, who } from './deciding.ts'
import { bad, handling, matters } from './matters.ts'

const DAY = 86_400_000
describe('co-signing', () => {
  it('given nobody was asked, when it is sent, then it is the office’s at once', () => {
    expect(step({ ...draft, cosigners: [] }, 'lead', commands.submit).matter.state).toBe('review')
  })
  it('given one refuses, then it goes on without them, and they have no part in it', () => {
    const after = step(matters.cosigning, 'cosigner', commands.refuse).matter
    expect(after.state).toBe('review')
    expect(refusal(after, 'cosigner', commands.agree)).toBe('suggestion.not-yours')
  })
  it('given it was changed, then who had confirmed is asked again', () => {
    const again = steps(matters.returned, [
      ['lead', commands.edit],
      ['lead', commands.submit],
    ])
    expect(again.state).toBe('cosigning')
  })
  it('nobody co-signs their own, or twice', () => {
    for (const cosigners of [['li'], ['zhang', 'zhang']])
      expect(refusal(draft, 'lead', { ...commands.edit, cosigners })).toBe('suggestion.oneself')
  })
  it('a joint one is taken back only when all agree', () => {
    const asked = step(matters.handling, 'lead', commands.withdraw).matter
    expect(asked.state).toBe('handling')
    expect(step(asked, 'cosigner', commands.agree).matter.state).toBe('withdrawn')
    expect(refusal(matters.handling, 'cosigner', commands.agree)).toBe('suggestion.not-now')
  })
})

describe('sending an assignment back', () => {
  const fiveDays = Date.parse('2026-03-09T16:00:00Z')
  it('given the last millisecond of the fifth working day, then it may; one later it lapses', () => {
    expect(refusal(handling, 'main', commands.object, fiveDays)).toBe('done')
    expect(refusal(handling, 'main', commands.object, fiveDays + 1)).toBe(
      'suggestion.return-too-late',
    )
  })
  it('given the days were changed since, then those count that it began with', () => {
    const now = { ...around(fiveDays), periods: { ...defaultPeriods, returnDays: 2 } }
    expect(decide(handling, commands.object, who.main, now).matter.state).toBe('objected')
    const longer = { ...around(fiveDays + 1), periods: { ...defaultPeriods, returnDays: 10 } }
    expect(() => decide(handling, commands.object, who.main, longer)).toThrow('return-too-late')
  })
  it('given its days are over or its clock has stopped, then there is no such button', () => {
    const can = (at: Surroundings) => canNow(handling, 'object', who.main, at)
    expect(can(around(fiveDays))).toBe(true)
    expect(can(around(fiveDays + 1))).toBe(false)
    expect(can({ ...around(), running: [] })).toBe(false)
  })
  it('given it goes to another one, then the months count from the first assignment', () => {
    const again: SuggestionCommand = { act: 'assign', lead: 'farming', co: [], separate: [] }
    const later = START + 3 * DAY
    const { matter, clocks } = step(matters.objected, 'office', again, later)
    expect(matter.firstAssignedAt).toBe(START)
    expect(clocks).toContainEqual(
      expect.objectContaining({ clock: 'answer', from: START, span: months(3) }),
    )
    expect(refusal(matter, 'main', commands.receive)).toBe('suggestion.not-yours')
  })
  it('given nobody has signed for it, then the office may mend its own slip; after that it says why', () => {
    const { matter, data } = step(matters.assigned, 'office', commands.reassign, START + DAY)
    expect(matter.handlers.map(({ departmentId }) => departmentId)).toEqual(['police'])
    expect(matter.firstAssignedAt).toBe(START)
    expect(data).toMatchObject({ lost: 'housing', departments: 1 })
    expect(refusal(matter, 'main', commands.receive)).toBe('suggestion.not-yours')
    const taken = step(matters.assigned, 'co', commands.receive).matter
    const { reason: _, ...unsaid } = commands.reassign
    expect(refusal(matters.assigned, 'office', unsaid)).toBe('done')
    expect(refusal(taken, 'office', unsaid)).toBe('suggestion.reassign-reason')
    expect(refusal(taken, 'office', commands.reassign)).toBe('done')
    expect(canNow(matters.assigned, 'reassign', who.office, around())).toBe(true)
  })
  it('one lead, or several that answer apart; nothing in between', () => {
    for (const wrong of [
      { co: ['police'], separate: [] },
      { co: [], separate: ['housing'] },
      { lead: 'housing', co: [], separate: ['police', 'farming'] },
      { lead: 'housing', co: ['housing'], separate: [] },
    ])
      expect(refusal(matters.review, 'office', { act: 'assign', ...wrong })).toBe(
        'suggestion.handlers-unclear',
      )
  })
})

describe('answering', () => {
  it('given nobody has talked to the representative, then no answer', () => {
    const opined = step(handling, 'co', commands.opine).matter
    expect(refusal(opined, 'main', commands.propose)).toBe('suggestion.no-contact')
  })
  it('given nothing was answered, then no talk is one after the answer, and none such will do', () => {
    const after = { ...commands.contact, phase: 'after' } as const
    expect(refusal(handling, 'main', after)).toBe('suggestion.not-answered-yet')
    expect(refusal(matters.answered, 'main', after)).toBe('done')
    // As an earlier version has taken it.
    const [talk] = matters.handling.contacts
    const kept = { ...matters.handling, contacts: [{ ...talk, phase: 'after' }] } as Matter
    expect(refusal(kept, 'main', commands.propose)).toBe('suggestion.no-contact')
    expect(canNow(kept, 'propose', who.main, around())).toBe(false)
  })
  it('given it was not good enough, then no answer without having talked since', () => {
    const later = START + DAY
    const redo = step(matters.answered, 'lead', bad, later).matter
    expect(refusal(redo, 'main', commands.propose, later)).toBe('suggestion.no-contact-since')
    expect(canNow(redo, 'propose', who.main, around(later))).toBe(false)
    // What was talked about before the word is no talk about it, whenever it is noted.
    const old = step(redo, 'main', { ...commands.contact, text: '补记' }, later + 1).matter
    expect(refusal(old, 'main', commands.propose, later + 1)).toBe('suggestion.no-contact-since')
    const anew = { ...commands.contact, on: '2026-03-03', text: '又去看了' }
    const talked = step(redo, 'main', anew, later + 1).matter
    expect(refusal(talked, 'main', commands.propose, later + 1)).toBe('done')
    expect(canNow(talked, 'propose', who.main, around(later + 1))).toBe(true)
  })
  it('given the co-handler has not spoken, then no answer', () => {
    const talked = step(handling, 'main', commands.contact).matter
    expect(refusal(talked, 'main', commands.propose)).toBe('suggestion.opinion-missing')
  })
  it('given neither, then both are said at once', () => {
    const told = (): unknown => decide(handling, commands.propose, who.main, around())
    expect(told).toThrow('还没有和代表沟通过')
    expect(told).toThrow('会办单位的意见还没有到齐')
  })
  it('class B needs a day that lies ahead; A and C have none', () => {
    const b = { ...commands.propose, class: 'B' } as const
    expect(refusal(matters.handling, 'main', b)).toBe('suggestion.promise-missing')
    const today = { ...b, promisedFor: '2026-03-02' }
    expect(refusal(matters.handling, 'main', today)).toBe('suggestion.promise-missing')
    expect(refusal(matters.handling, 'main', { ...b, promisedFor: '2026-03-03' })).toBe('done')
    expect(
      refusal(matters.handling, 'main', { ...commands.propose, promisedFor: '2026-09-01' }),
    ).toBe('suggestion.promise-unwanted')
  })
  it('a promise is asked for at the end of its day, and can be kept or renewed', () => {
    const b = { ...commands.propose, class: 'B', promisedFor: '2026-09-01' } as const
    const signed = step(steps(matters.handling, [['main', b]]), 'main', commands.sign)
    const end = Date.parse('2026-09-01T16:00:00Z')
    expect(signed.clocks).toContainEqual(
      expect.objectContaining({ clock: 'promise', span: { unit: 'date', count: end } }),
    )
    expect(classOf(signed.matter)).toBe('B')
    const kept = step(signed.matter, 'main', commands.redeem).matter
    expect(classOf(kept)).toBe('A')
    expect(kept.letters).toHaveLength(2)
    expect(refusal(kept, 'main', commands.redeem)).toBe('suggestion.no-promise')
  })
  it('a talk of tomorrow is none', () => {
    expect(refusal(handling, 'main', { ...commands.contact, on: '2026-03-03' })).toBe(
      'suggestion.contact-ahead',
    )
  })
  it('of several that answer apart, the last one makes it answered; the class is the weakest', () => {
    const apart: SuggestionCommand = { act: 'assign', co: [], separate: ['housing', 'police'] }
    const both = steps(matters.review, [
      ['office', apart],
      ['main', commands.receive],
      ['co', commands.receive],
      ['main', commands.contact],
      ['main', commands.propose],
      ['main', commands.sign],
    ])
    expect(both.state).toBe('handling')
    const done = steps(both, [
      ['co', commands.contact],
      ['co', { ...commands.propose, class: 'C' }],
      ['co', commands.sign],
    ])
    expect([done.state, classOf(done)]).toEqual(['answered', 'C'])
  })
  it('what the head did not sign leaves no letter behind', () => {
    const { matter } = step(matters.signing, 'main', commands.rework)
    expect([matter.state, matter.letters]).toEqual(['handling', []])
  })
  it('more time once, with the assigner’s word, and not when it is late', () => {
    const asked = step(handling, 'main', commands['ask-extension']).matter
    const granted = step(asked, 'office', commands['decide-extension'])
    expect(granted.clocks).toEqual([
      { kind: 'recount', clock: 'answer', owner: 'housing', span: months(6) },
    ])
    expect(refusal(granted.matter, 'main', commands['ask-extension'])).toBe(
      'suggestion.extended-once',
    )
    expect(refusal(granted.matter, 'office', commands['decide-extension'])).toBe(
      'suggestion.not-asked',
    )
    expect(refusal(handling, 'main', commands['ask-extension'], START + 95 * DAY)).toBe(
      'suggestion.too-late-to-extend',
    )
    expect(canNow(handling, 'ask-extension', who.main, around(START + 95 * DAY))).toBe(false)
    // By the clock that runs, whatever the months are by now.
    const periods = { ...defaultPeriods, answerMonths: 1 }
    const later = { ...around(START + 60 * DAY), periods }
    expect(decide(handling, commands['ask-extension'], who.main, later).matter.extension).toEqual(
      expect.objectContaining({ granted: null }),
    )
  })
})

describe('judging', () => {
  it('given 不满意 without a reason, then it is refused', () => {
    const { reason: _, ...without } = bad
    expect(refusal(matters.answered, 'lead', without)).toBe('suggestion.reason-missing')
  })
  it('given 不满意 once, then it is done again within a month, and the earlier letter stays', () => {
    const { matter, clocks } = step(matters.answered, 'lead', bad)
    expect([matter.state, matter.round, matter.letters.length]).toEqual(['redo', 1, 1])
    expect(clocks).toContainEqual(expect.objectContaining({ clock: 'answer', span: months(1) }))
  })
  it('given 不满意 twice, then the office takes it on, and ends it in words', () => {
    expect(matters.mediation.state).toBe('mediation')
    expect(matters.mediation.letters).toHaveLength(2)
    expect(step(matters.mediation, 'office', commands.settle).matter.state).toBe('closed')
  })
  it('who co-signed judges too; what follows is the lead’s to say', () => {
    const { matter } = step(matters.answered, 'cosigner', bad)
    expect([matter.state, matter.feedbacks.length]).toEqual(['answered', 1])
    expect(refusal(matter, 'cosigner', bad)).toBe('suggestion.already-done')
  })
  it('given the lead’s word has ended it, then who co-signed may still say theirs, once, for a month', () => {
    const ended = matters.closed
    const at = Number(ended.endedAt)
    const said = step(ended, 'cosigner', bad, at + DAY)
    expect(said.matter.state).toBe('closed')
    expect(said.clocks).toEqual([])
    expect(said.matter.feedbacks).toHaveLength(2)
    expect(refusal(said.matter, 'cosigner', commands.rate, at + DAY)).toBe(
      'suggestion.already-done',
    )
    expect(refusal(ended, 'cosigner', commands.rate, at + 30 * DAY)).toBe('done')
    expect(refusal(ended, 'cosigner', commands.rate, at + 30 * DAY + 1)).toBe('suggestion.not-now')
    expect(canNow(ended, 'rate', who.cosigner, around(at + 30 * DAY))).toBe(true)
    expect(canNow(ended, 'rate', who.cosigner, around(at + 30 * DAY + 1))).toBe(false)
    // Also where the lead has left since, what is over stays over.
    const gone = { ...around(at + DAY), gone: ['li'] }
    expect(decide(ended, bad, who.cosigner, gone).matter.state).toBe('closed')
    expect(waitsForRepresentative(ended, 'zhang', gone)).toBe(false)
  })
  it('given nobody judges for fifteen working days, then the office may end it', () => {
    expect(refusal(matters.answered, 'office', commands.close)).toBe('suggestion.feedback-open')
    const late = START + 30 * DAY
    const close = (due: number | null) => () =>
      decide(matters.answered, commands.close, who.office, around(late, due))
    expect(close(late - 1)().matter.state).toBe('closed')
    // It waits for the office then, and not before.
    expect(waitsForOffice(matters.answered, around(late, late - 1))).toBe(true)
    expect(waitsForOffice(matters.answered, around(late, late))).toBe(false)
    // Another calendar has moved the clock; what counts is the clock.
    expect(close(late)).toThrow('feedback-open')
    expect(close(null)).toThrow('feedback-open')
  })
  it('what nobody has answered is never published', () => {
    const unanswered = { ...matters.closed, answeredAt: null, letters: [] }
    expect(refusal(unanswered, 'office', commands.publish)).toBe('suggestion.not-answered')
  })

  it('a secret one is never published', () => {
    expect(refusal({ ...matters.closed, secret: true }, 'office', commands.publish)).toBe(
      'suggestion.secret',
    )
  })
})

describe('periods', () => {
  it('months end on the corresponding day and move on over a holiday; days are working days', () => {
    const { calendar } = around()
    // Three months from 30 June end on 30 September; a day later, in the holidays, on 8 October.
    expect(spanEnd(Date.parse('2026-06-30T02:00:00Z'), months(3), calendar)).toBe(
      Date.parse('2026-09-30T16:00:00Z'),
    )
    expect(spanEnd(Date.parse('2026-07-02T02:00:00Z'), months(3), calendar)).toBe(
      Date.parse('2026-10-08T16:00:00Z'),
    )
    expect(spanEnd(Date.parse('2026-09-29T02:00:00Z'), workingDays(5), calendar)).toBe(
      Date.parse('2026-10-12T16:00:00Z'),
    )
  })
  it('the law’s three and six months cannot be made longer', () => {
    expect(() => mustBeLawful(defaultPeriods)).not.toThrow()
    for (const longer of [{ answerMonths: 4 }, { extendedMonths: 7 }, { extendedMonths: 3 }])
      expect(() => mustBeLawful({ ...defaultPeriods, ...longer })).toThrow('periods-too-long')
  })
})

it('given it was sent back by a former version, when that is taken back, then its words say so', () => {
  const remarks = matters.objected.remarks.map(({ departmentId: _, ...one }) => one)
  const { matter } = step({ ...matters.objected, remarks }, 'main', commands['drop-objection'])
  expect(matter.remarks.at(-1)).toMatchObject({ act: 'object', droppedAt: START })
})
