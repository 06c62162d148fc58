import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { extensionLapsed, extensionsOf } from '@mashang/shared/suggestions/more-time.rules.ts'
import { canNow } from '@mashang/shared/suggestions/open-steps.rules.ts'
import type { SuggestionAct } from '@mashang/shared/suggestions/suggestions.words.ts'
import { suggestionTellings } from '@mashang/shared/suggestions/tellings.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, refusal, runs, START, step, steps, who } from './deciding.ts'
import { matters, sentBack, separate } from './matters.ts'

/** Several handle it, and each goes on by themselves. */

const taken = steps(separate, [['main', commands.receive]])

describe('given two answer apart and one has not taken it', () => {
  it('when the other one works, then it talks, asks for time, answers and signs', () => {
    for (const act of ['contact', 'ask-extension'] as const)
      expect(refusal(taken, 'main', commands[act]), act).toBe('done')
    const drafted = steps(taken, [
      ['main', commands.contact],
      ['main', commands.propose],
    ])
    expect(drafted.state).toBe('signing')
    const signed = step(drafted, 'main', commands.sign)
    expect([signed.matter.state, signed.data.answered]).toEqual(['assigned', false])
    expect(step(drafted, 'main', commands.rework).matter.state).toBe('assigned')
  })
  it('when the other one asks for time, then the office may say so', () => {
    const asked = step(taken, 'main', commands['ask-extension']).matter
    expect(refusal(asked, 'office', commands['decide-extension'])).toBe('done')
    expect(canNow(asked, 'decide-extension', who.office, around())).toBe(true)
  })
  it('when whoever has not taken it works, then it is asked to take it first', () => {
    for (const act of ['contact', 'ask-extension', 'propose'] as const) {
      expect(refusal(taken, 'co', commands[act]), act).toBe('suggestion.not-received')
      expect(canNow(taken, act, who.co, around()), act).toBe(false)
    }
  })
  it('when it takes it after the other one has drafted or signed, then it goes on as usual', () => {
    const drafted = steps(taken, [
      ['main', commands.contact],
      ['main', commands.propose],
    ])
    expect(step(drafted, 'co', commands.receive).matter.state).toBe('signing')
    const both = steps(drafted, [
      ['main', commands.sign],
      ['co', commands.receive],
    ])
    expect(both.state).toBe('handling')
    const done = steps(both, [
      ['co', commands.contact],
      ['co', commands.propose],
      ['co', commands.sign],
    ])
    expect(done.state).toBe('answered')
  })
})

describe('given the lead has not taken it', () => {
  it('when the co-handler speaks, then it is kept, and the lead may answer once it has it', () => {
    const spoken = step(matters.assigned, 'co', commands.opine).matter
    expect([spoken.state, spoken.opinions.length]).toEqual(['assigned', 1])
    const done = steps(spoken, [
      ['main', commands.receive],
      ['main', commands.contact],
      ['main', commands.propose],
      ['main', commands.sign],
    ])
    expect(done.state).toBe('answered')
  })
})

it('nobody but who handles it has these steps while it is assigned', () => {
  for (const act of ['contact', 'opine', 'propose', 'ask-extension'] satisfies SuggestionAct[])
    expect(refusal(taken, 'otherDepartment', commands[act])).toBe('suggestion.not-yours')
})

describe('given one of two has sent it back', () => {
  const alone: SuggestionCommand = { act: 'assign', lead: 'housing', co: [], separate: [] }
  const handlers = (matter: typeof sentBack) =>
    matter.handlers.map(({ departmentId }) => departmentId)

  it('when the other one works, then it drafts, drafts anew and signs; the office decides still', () => {
    const drafted = step(sentBack, 'main', commands.propose).matter
    expect(drafted.state).toBe('objected')
    expect(step(drafted, 'main', commands.rework).matter.state).toBe('objected')
    const signed = step(drafted, 'main', commands.sign).matter
    expect(signed.state).toBe('objected')
    expect(step(signed, 'office', commands.reject).matter.state).toBe('assigned')
    // Theirs alone: what they have signed is the answer.
    expect(step(signed, 'office', alone).matter.state).toBe('answered')
  })
  it('when the office says no, then it is where the other one has brought it', () => {
    const drafted = step(sentBack, 'main', commands.propose).matter
    expect(step(drafted, 'office', commands.reject).matter.state).toBe('signing')
  })
  it('when it asks for time or talks, then it may; whoever sent it back waits for the office', () => {
    for (const act of ['contact', 'ask-extension'] as const)
      expect(refusal(sentBack, 'main', commands[act], START + 1), act).not.toBe(
        'suggestion.not-now',
      )
    for (const act of ['receive', 'object', 'contact', 'propose'] as const) {
      expect(refusal(sentBack, 'co', commands[act]), act).toBe('suggestion.objection-open')
      expect(canNow(sentBack, act, who.co, around()), act).toBe(false)
    }
  })
  it('when the other one sends it back as well, then the office decides on one after the other', () => {
    const later = START + 1000
    const both = step(sentBack, 'main', commands.object, later)
    expect(both.matter.state).toBe('objected')
    const first = step(both.matter, 'office', commands.reject, later)
    expect([first.matter.state, first.data.departmentId]).toEqual(['objected', 'police'])
    // The office has its days for the second one, too.
    expect(first.clocks).toContainEqual(expect.objectContaining({ clock: 'assign', from: later }))
    const second = step(first.matter, 'office', commands.reject, later)
    expect([second.matter.state, second.data.departmentId]).toEqual(['assigned', 'housing'])
    expect(step(both.matter, 'office', alone).matter.objection).toBeNull()
    expect(refusal(step(both.matter, 'office', alone).matter, 'main', commands.receive)).toBe(
      'done',
    )
  })
  it('when it goes to others, then a draft that was not signed goes with whoever lost it', () => {
    const drafted = step(sentBack, 'main', commands.propose).matter
    const other: SuggestionCommand = { act: 'assign', lead: 'farming', co: [], separate: [] }
    const given = step(drafted, 'office', other).matter
    expect([given.state, given.letters]).toEqual(['assigned', []])
    const kept = step(drafted, 'office', { ...commands.assign, co: [] }).matter
    expect([handlers(kept), kept.state, kept.letters.length]).toEqual([['housing'], 'signing', 1])
    const apart: SuggestionCommand = { act: 'assign', co: [], separate: ['housing', 'farming'] }
    const stays = step(drafted, 'office', apart).matter
    expect([stays.state, stays.letters.length]).toEqual(['signing', 1])
    expect(steps(stays, [['main', commands.receive]]).state).toBe('signing')
  })
  it('when it has drafted its answer, then it does not send it back any more', () => {
    const drafted = step(sentBack, 'main', commands.propose).matter
    expect(refusal(drafted, 'main', commands.object)).toBe('suggestion.already-proposed')
  })
})

it('given a co-handler has sent it back, when the lead signs, then it is answered and nothing is left to decide', () => {
  const objected = step(matters.handling, 'co', commands.object).matter
  const done = step(step(objected, 'main', commands.propose).matter, 'main', commands.sign)
  expect([done.matter.state, done.matter.objection]).toEqual(['answered', null])
  expect(done.clocks).toContainEqual({ kind: 'stop', clock: 'assign' })
})

describe('given the office has changed who handles it', () => {
  const lead: SuggestionCommand = { act: 'assign', lead: 'housing', co: ['police'], separate: [] }

  it('when a co-handler came to it after the draft, then nobody signs before they have spoken', () => {
    const drafted = steps(sentBack, [
      ['main', commands.propose],
      ['office', lead],
      ['main', commands.receive],
    ])
    expect(refusal(drafted, 'main', commands.sign)).toBe('suggestion.opinion-missing')
    expect(canNow(drafted, 'sign', who.main, around())).toBe(false)
    const heard = step(drafted, 'co', commands.opine).matter
    expect(step(heard, 'main', commands.sign).matter.state).toBe('answered')
  })
  it('when it was taken from one of them, then that one is told', () => {
    const alone: SuggestionCommand = { act: 'assign', lead: 'housing', co: [], separate: [] }
    const { matter, data } = step(sentBack, 'office', alone)
    expect(data.lost).toBe('police')
    const told = suggestionTellings({ type: 'suggestion.assign', data }, matter)
    expect(told.find(({ kind }) => kind === 'suggestion.taken')?.to).toEqual([
      { kind: 'department', id: 'police' },
    ])
  })
})

const hasLapsed = (matter: Matter): boolean =>
  extensionsOf(matter).some((one) => extensionLapsed(matter, one))

it('more time that lapsed with its asker’s draft takes nothing from the other one', () => {
  const lapsed = steps(taken, [
    ['main', commands['ask-extension']],
    ['main', commands.contact],
    ['main', commands.propose],
    ['co', commands.receive],
  ])
  expect(canNow(lapsed, 'decide-extension', who.office, around())).toBe(false)
  expect(hasLapsed(lapsed)).toBe(true)
  // A second question beside the first would be nobody's, too.
  expect(refusal(lapsed, 'main', commands['ask-extension'])).toBe('suggestion.already-proposed')
  expect(canNow(lapsed, 'ask-extension', who.main, around())).toBe(false)
  expect(hasLapsed(step(lapsed, 'main', commands.rework).matter)).toBe(false)
  // Whether its own clock lets it ask is another matter than somebody else's question.
  expect(refusal(lapsed, 'co', commands['ask-extension'])).not.toBe('suggestion.extended-once')
  const waiting = steps(taken, [
    ['main', commands['ask-extension']],
    ['co', commands.receive],
  ])
  // Each has its own, whatever became of the other one's, and has it once.
  const due = runs('answer', 'police', '2026-06-02T16:00:00Z')
  const both = { ...around(), running: [...around().running, due] }
  const refused = { ...commands['decide-extension'], granted: false } as const
  for (const matter of [waiting, step(waiting, 'office', refused).matter]) {
    const asked = decide(matter, commands['ask-extension'], who.co, both).matter
    expect(extensionsOf(asked).map(({ departmentId }) => departmentId)).toEqual([
      'housing',
      'police',
    ])
    expect(refusal(asked, 'co', commands['ask-extension'])).toBe('suggestion.extended-once')
    expect(refusal(asked, 'main', commands['ask-extension'])).toBe('suggestion.extended-once')
  }
})

it('what is done once more cannot be sent back', () => {
  const drafted = step(
    step(matters.redo, 'main', { ...commands.contact, text: '又看了一次' }, START + 1).matter,
    'main',
    commands.propose,
    START + 1,
  ).matter
  expect(drafted.state).toBe('signing')
  expect(refusal(drafted, 'co', commands.object, START + 1)).not.toBe('done')
  expect(canNow(drafted, 'object', who.co, around(START + 1))).toBe(false)
})
