import { heardAfter } from '@mashang/server/suggestions/heard.ts'
import { suggestionCorrected } from '@mashang/shared/issues/suggested.words.ts'
import { suggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { judgedNow, replacedNow } from '@mashang/shared/suggestions/judging.rules.ts'
import type { Matter, Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { canNow, waitsForOffice } from '@mashang/shared/suggestions/open-steps.rules.ts'
import { suggestionTellings } from '@mashang/shared/suggestions/tellings.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, refusal, START, step, steps } from './deciding.ts'
import { bad, matters, separate } from './matters.ts'

const DAY = 86_400_000
const { answered, closed } = matters
const day = '2026-03-02'
const paper = { ...commands.rate, paper: { of: 'li', signedOn: day } } as const
const badPaper = { ...bad, paper: { of: 'li', signedOn: day } } as const
const entered = step(answered, 'office', paper).matter
const enteredBad = step(answered, 'office', badPaper).matter
const can = (matter: Matter, who: Party, now = START) => canNow(matter, 'rate', who, around(now))
const li: Party = { kind: 'representative', id: 'li' }
const office: Party = { kind: 'office' }

describe('given a paper of the lead, who serves', () => {
  it('when the office enters it, then what is said on it decides, and it says that it was paper', () => {
    const { matter, data } = step(answered, 'office', paper)
    expect(matter.state).toBe('closed')
    expect(matter.feedbacks).toMatchObject([
      { representativeId: 'li', attitude: 'satisfied', paper: { signedOn: day } },
    ])
    expect(matter.feedbacks[0]?.forLead).toBeUndefined()
    expect(data).toMatchObject({ paper: true, of: 'li', signedOn: day, lead: true, next: 'closed' })
    const told = suggestionTellings(
      { type: 'suggestion.rate', data: { ...data, by: 'office' } },
      matter,
    )
    expect(told.map(({ kind }) => kind)).toEqual(['suggestion.rated-for', 'suggestion.rated'])
    expect(told[0]?.to).toEqual([li])
  })

  it('then the office may enter it while it is answered, and nobody waits for that', () => {
    expect([can(answered, office), waitsForOffice(answered, around())]).toEqual([true, false])
    // A co-signer may say theirs for a while after the end, on paper, too.
    expect(can(closed, office)).toBe(true)
    expect(can(step(closed, 'cosigner', commands.rate).matter, office)).toBe(false)
  })

  it.each([
    ['of a stranger', { of: 'nobody', signedOn: day }, 'suggestion.paper-author'],
    ['of a day ahead', { of: 'li', signedOn: '2026-03-03' }, 'suggestion.paper-day'],
    ['of a day before the answer', { of: 'li', signedOn: '2026-03-01' }, 'suggestion.paper-day'],
  ])('when it is %s, then it is refused', (_, of, code) => {
    expect(refusal(answered, 'office', { ...commands.rate, paper: of })).toBe(code)
  })

  it('when its author has judged already, or enters a paper, then it is refused', () => {
    expect(refusal(closed, 'office', paper)).toBe('suggestion.already-done')
    expect(refusal(answered, 'lead', paper)).toBe('suggestion.paper-for-office')
    expect(refusal(answered, 'office', commands.rate)).toBe('suggestion.authors-serve')
  })
})

describe('given it was entered, when its author says it otherwise', () => {
  it('then that takes its place, and what followed goes back', () => {
    const { matter, data } = step(entered, 'lead', bad)
    expect([matter.state, matter.round]).toEqual(['redo', 1])
    expect(matter.feedbacks).toHaveLength(1)
    expect(matter.feedbacks[0]).toMatchObject({ result: 'dissatisfied', reason: bad.reason })
    expect(matter.replaced).toHaveLength(1)
    expect(data).toMatchObject({ replaces: true, was: 'closed', next: 'redo' })
  })

  it('then a redo that nobody has begun is stopped, and the answer stands', () => {
    const { matter, clocks, data } = step(enteredBad, 'lead', commands.rate)
    expect([matter.state, matter.round, matter.again]).toEqual(['closed', 0, undefined])
    expect(clocks).toContainEqual({ kind: 'stop', clock: 'answer', owner: 'housing' })
    expect(data).toMatchObject({ was: 'redo', next: 'closed' })
    expect(suggestionTellings({ type: 'suggestion.rate', data }, matter)).toMatchObject([
      { kind: 'suggestion.for-office', data: { task: 'corrected' } },
      { kind: 'suggestion.rated' },
    ])
  })

  it('then a promise that the bad word had ended runs again', () => {
    const promised = Date.parse('2026-09-30T16:00:00Z')
    const letters = answered.letters.map((one) => ({
      ...one,
      class: 'B' as const,
      promisedFor: promised,
    }))
    const before = step({ ...answered, letters }, 'office', badPaper).matter
    expect(step(before, 'lead', commands.rate).clocks).toContainEqual({
      kind: 'start',
      clock: 'promise',
      owner: { kind: 'department', id: 'housing' },
      from: START,
      span: { unit: 'date', count: promised },
    })
  })

  it('then it is too late once a new answer is drafted, and when the days are over', () => {
    const drafted = steps(enteredBad, [
      ['main', { ...commands.contact, text: '又谈了一次' }],
      ['main', commands.propose],
    ])
    expect(drafted.state).toBe('signing')
    expect(refusal(drafted, 'lead', commands.rate)).toBe('suggestion.not-now')
    const late = START + 60 * DAY
    expect([can(entered, li), can(entered, li, late)]).toEqual([true, false])
    expect(refusal(entered, 'lead', bad, late)).toBe('suggestion.paper-stands')
  })

  it('then what was judged of a second answer is taken back from mediation, not once it is settled', () => {
    const again = steps(matters.redo, [
      ['main', commands.propose],
      ['main', commands.sign],
    ])
    const mediated = step(again, 'office', badPaper).matter
    expect([mediated.state, mediated.round]).toEqual(['mediation', 1])
    expect(step(mediated, 'lead', commands.rate).matter.state).toBe('closed')
    const settled = step(mediated, 'office', commands.settle).matter
    expect(can(settled, li)).toBe(false)
    // Of the first answer nothing is said anew while the second one waits for its word.
    const second = steps(enteredBad, [
      ['main', { ...commands.contact, text: '又谈了一次' }],
      ['main', commands.propose],
      ['main', commands.sign],
    ])
    expect([second.state, second.round]).toEqual(['answered', 1])
    expect(step(second, 'lead', commands.rate).matter.replaced).toBeUndefined()
  })

  it('then the office may put right what it has entered, and no more than that', () => {
    const mended = step(entered, 'office', badPaper).matter
    expect([mended.state, mended.feedbacks.length, mended.replaced?.length]).toEqual(['redo', 1, 1])
    const own = step(entered, 'lead', commands.rate).matter
    expect(refusal(own, 'office', paper)).toBe('suggestion.already-done')
  })
})

it('given files with a word that is not from paper, then they are refused, and not dropped', () => {
  const one = '0198c1de-0000-7000-8000-000000000001'
  const faults = (command: object) =>
    suggestionCommand
      .safeParse(command)
      .error?.issues.map(({ path, message }) => [path.join('.'), message])
  expect(faults({ ...commands.rate, files: [one] })).toEqual([
    ['files', '附件只和代录的纸质意见表一起交，自己评价请去掉附件。'],
  ])
  for (const fine of [
    { ...paper, paper: { of: one, signedOn: day }, files: [one] },
    { ...commands.rate, files: [] },
  ])
    expect(faults(fine)).toBeUndefined()
})

it('given the voters have heard of mediation, when the lead puts it right, then they hear that it is not needed', () => {
  const again = steps(matters.redo, [
    ['main', commands.propose],
    ['main', commands.sign],
    ['office', badPaper],
  ])
  const heard = (before: Matter) => heardAfter('rate', before, step(before, 'lead', commands.rate))
  expect(heard(again)).toEqual({ type: 'issue.suggestion-corrected', of: 'mediated' })
  expect(heard(enteredBad)).toEqual({ type: 'issue.suggestion-corrected', of: 'unsatisfied' })
  expect(suggestionCorrected('mediated')).toContain('不用再协调了')
})

it('given it was never public, then taking it down says so', () => {
  expect(refusal(closed, 'office', commands.unpublish)).toBe('suggestion.not-public')
})

it('given a paper of a co-signer, then it decides nothing, and they may say it themselves', () => {
  const theirs = { ...commands.rate, paper: { of: 'zhang', signedOn: day } } as const
  const { matter, data } = step(answered, 'office', theirs)
  expect([matter.state, data.next]).toEqual(['answered', null])
  const said = step(matter, 'cosigner', bad).matter
  expect([said.state, said.feedbacks.length, said.replaced?.length]).toEqual(['answered', 1, 1])
})

describe('given a paper of a co-signer that decided nothing', () => {
  const ofZhang = { ...commands.rate, paper: { of: 'zhang', signedOn: day } } as const
  const zhang: Party = { kind: 'representative', id: 'zhang' }

  it('when the lead’s word has sent the second answer to mediation, then nobody says theirs anew', () => {
    const again = steps(matters.redo, [
      ['main', commands.propose],
      ['main', commands.sign],
      ['office', ofZhang],
      ['lead', bad],
    ])
    expect(again.state).toBe('mediation')
    expect([can(again, zhang), can(again, office)]).toEqual([false, false])
    expect(replacedNow(again, 'zhang', START)).toBeNull()
    expect(refusal(again, 'cosigner', commands.rate)).toBe('suggestion.not-now')
  })

  it('when it has ended, then for no longer than late words are taken', () => {
    const late = START + 30 * DAY
    const { matter } = step(closed, 'office', ofZhang, late)
    expect([can(matter, zhang, late), can(matter, zhang, late + 1)]).toEqual([true, false])
    expect(replacedNow(matter, 'zhang', late + 1)).toBeNull()
    expect(refusal(matter, 'cosigner', commands.rate, late + 1)).toBe('suggestion.not-now')
  })
})

it('given two have answered apart, then a paper judges each alone, and only the bad one is made again', () => {
  const both = steps(separate, [
    ['main', commands.receive],
    ['main', commands.contact],
    ['main', commands.propose],
    ['main', commands.sign],
    ['co', commands.receive],
    ['co', commands.contact],
    ['co', commands.propose],
    ['co', commands.sign],
  ])
  expect(both.state).toBe('answered')
  const fine = { attitude: 'satisfied', result: 'satisfied' } as const
  const apart = [
    { department: 'housing', ...fine },
    { department: 'police', attitude: 'fair', result: 'dissatisfied', reason: '没有来' } as const,
  ]
  const given = { act: 'rate', apart, paper: paper.paper } as const
  const { matter } = step(both, 'office', given)
  expect([matter.state, matter.again]).toEqual(['redo', ['police']])
  // What the lead judges anew is not what a co-signer is asked about.
  const asked = (id: string) => judgedNow(matter, { kind: 'representative', id }, START)
  expect([asked('li'), asked('zhang')]).toEqual([['housing', 'police'], []])
  const mended = step(matter, 'lead', {
    act: 'rate',
    apart: [
      { department: 'housing', ...fine },
      { department: 'police', ...fine },
    ],
  }).matter
  expect([mended.state, mended.again, mended.round]).toEqual(['closed', undefined, 0])
})
