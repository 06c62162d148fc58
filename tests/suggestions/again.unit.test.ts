import { classOf, lettersInForce } from '@mashang/shared/suggestions/answers.rules.ts'
import { afterDeparture } from '@mashang/shared/suggestions/authors.rules.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import { deliveredOf } from '@mashang/shared/suggestions/delivery.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { months } from '@mashang/shared/suggestions/periods.rules.ts'
import { promisedNext } from '@mashang/shared/suggestions/promises.rules.ts'
import { unreleased } from '@mashang/shared/suggestions/publishing.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, draft, refusal, START, step, steps, who } from './deciding.ts'
import { matters } from './matters.ts'

const DAY = 86_400_000

describe('taking back that is under way', () => {
  const two = (): Matter =>
    steps(draft, [
      ['lead', { ...commands.edit, cosigners: ['zhang', 'nobody'] }],
      ['lead', commands.submit],
      ['cosigner', commands.confirm],
      ['lead', commands.withdraw],
    ])
  const returned = steps(matters.review, [
    ['lead', commands.withdraw],
    ['office', commands.return],
  ])
  it.each([
    ['edit', [['lead', commands.edit]]],
    ['submit', [['lead', commands.submit]]],
  ] as const)(
    'given it is changed or sent again (%s), then it can be asked for anew',
    (_, taken) => {
      expect(refusal(returned, 'lead', commands.withdraw)).toBe('suggestion.already-done')
      const again = steps(returned, taken)
      expect(again.withdrawalAskedAt).toBe(null)
      expect(refusal(again, 'lead', commands.withdraw)).toBe('done')
    },
  )
  it('given all who confirmed agreed or left, then it is taken back', () => {
    const leaving = step(two(), 'cosigner', commands.refuse)
    expect(leaving.matter.state).toBe('withdrawn')
    expect(leaving.clocks).toEqual([{ kind: 'stop-all' }])
  })
  it('given one who confirmed has not agreed, then another’s leaving sends it on, to be agreed to', () => {
    const left = step(two(), 'stranger', commands.refuse).matter
    expect([left.state, left.withdrawalAskedAt]).toEqual(['review', START])
    expect(step(left, 'cosigner', commands.agree).matter.state).toBe('withdrawn')
  })
})

describe('a co-signer who has left office', () => {
  const gone = { ...around(), gone: ['nobody'] }
  const two = steps(draft, [
    ['lead', { ...commands.edit, cosigners: ['zhang', 'nobody'] }],
    ['lead', commands.submit],
  ])
  const asked = steps(two, [
    ['stranger', commands.confirm],
    ['cosigner', commands.confirm],
    ['lead', commands.withdraw],
  ])
  it('is not waited for before it goes to the office', () => {
    const after = decide(two, commands.confirm, who.cosigner, gone)
    expect([after.matter.state, after.data.submitted]).toEqual(['review', true])
  })
  it('is not waited for before it is taken back', () => {
    expect(decide(asked, commands.agree, who.cosigner, gone).matter.state).toBe('withdrawn')
  })
  it('given they were the last one waited for, then it goes on without a step of anybody', () => {
    const waiting = step(two, 'cosigner', commands.confirm).matter
    const sent = afterDeparture(waiting, gone)?.matter
    expect(sent?.state).toBe('review')
    // Who left without a word has not joined, and does not by coming back.
    expect(
      sent?.cosigners.every(({ confirmedAt, refusedAt }) => (confirmedAt ?? refusedAt) !== null),
    ).toBe(true)
    const all = { ...gone, gone: [...gone.gone, waiting.representativeId] }
    expect(afterDeparture(waiting, all), 'nothing is handed in for a lead who left').toBeNull()
    const agreed = step(asked, 'cosigner', commands.agree).matter
    const back = afterDeparture(agreed, gone)
    expect([back?.matter.state, back?.data]).toEqual(['withdrawn', { agreed: true }])
  })
  it('given somebody who serves is waited for, or nobody, then nothing follows', () => {
    for (const matter of [two, asked, matters.draft, matters.handling, matters.closed])
      expect(afterDeparture(matter, gone)).toBeNull()
  })
})

describe('publishing', () => {
  const b = { ...commands.propose, class: 'B', promisedFor: '2026-09-01' } as const
  const published = steps(matters.handling, [
    ['main', b],
    ['main', commands.sign],
    ['office', commands.publish],
  ])
  it('given nothing new was signed, then not twice; given a newer letter, then once more', () => {
    const later = START + DAY
    expect(refusal(published, 'office', commands.publish, later)).toBe('suggestion.already-done')
    const kept = step(published, 'main', commands.redeem, later).matter
    const shown = (matter: Matter) =>
      lettersInForce(matter, matter.publishedAt ?? 0).map((letter) => letter.class)
    expect([unreleased(published), unreleased(kept)]).toEqual([false, true])
    expect(shown(kept)).toEqual(['B'])
    const again = step(kept, 'office', commands.publish, later + 1).matter
    expect([unreleased(again), shown(again)]).toEqual([false, ['A']])
  })
})

describe('assigning once more, where one of several has answered', () => {
  const apart: SuggestionCommand = { act: 'assign', co: [], separate: ['housing', 'police'] }
  const b = { ...commands.propose, class: 'B', promisedFor: '2026-09-01' } as const
  const objected = steps(matters.review, [
    ['office', apart],
    ['main', commands.receive],
    ['co', commands.receive],
    ['main', commands.contact],
    ['main', b],
    ['main', commands.sign],
    ['co', commands.object],
  ])
  const started = (clocks: ReturnType<typeof step>['clocks']) =>
    clocks.flatMap((one) => (one.kind === 'start' ? [`${one.clock} ${one.owner.id}`] : []))

  it('given the other one signs another class, then the whole has the one further from solved', () => {
    const one = steps(matters.review, [
      ['office', apart],
      ['main', commands.receive],
      ['co', commands.receive],
      ['main', commands.contact],
      ['main', b],
    ])
    const first = step(one, 'main', commands.sign)
    expect(first.data).toMatchObject({ answered: false, class: 'B', whole: null })
    const other = steps(first.matter, [
      ['co', commands.contact],
      ['co', { ...commands.propose, class: 'A' }],
    ])
    expect(step(other, 'co', commands.sign).data).toMatchObject({ class: 'A', whole: 'B' })
  })

  it('given it is theirs alone now, then it is answered, and the lead has days to judge', () => {
    const alone: SuggestionCommand = { act: 'assign', lead: 'housing', co: [], separate: [] }
    const { matter, clocks, data } = step(objected, 'office', alone, START + DAY)
    expect([matter.state, matter.answeredAt]).toEqual(['answered', START + DAY])
    expect(data).toMatchObject({ answered: true, class: 'B', whole: 'B' })
    expect(started(clocks)).toEqual(['feedback li'])
    // What they promised runs on.
    expect(clocks).not.toContainEqual(
      expect.objectContaining({ clock: 'promise', owner: 'housing' }),
    )
    expect(clocks).not.toContainEqual({ kind: 'stop-all' })
  })
  it('given another one answers too, then only for that one clocks run, and its answer ends it', () => {
    const both: SuggestionCommand = { act: 'assign', co: [], separate: ['housing', 'farming'] }
    const { matter, clocks } = step(objected, 'office', both, START + DAY)
    expect(matter.state).toBe('assigned')
    expect(started(clocks)).toEqual(['return farming', 'contact farming', 'answer farming'])
    const done = steps(matter, [
      ['otherDepartment', commands.receive],
      ['otherDepartment', commands.contact],
      ['otherDepartment', commands.propose],
      ['otherDepartment', commands.sign],
    ])
    expect(done.state).toBe('answered')
  })
  it('given who promised has lost it, then nobody asks them any more', () => {
    const others: SuggestionCommand = { act: 'assign', lead: 'farming', co: [], separate: [] }
    const { clocks } = step(objected, 'office', others, START + DAY)
    expect(clocks).toContainEqual({ kind: 'stop', clock: 'promise', owner: 'housing' })
  })
  it('given who has signed has lost it, then neither their class nor their promise is of it any more', () => {
    const given = step(objected, 'office', {
      act: 'assign',
      lead: 'farming',
      co: [],
      separate: [],
    }).matter
    expect([classOf(given), promisedNext(given), deliveredOf(given)]).toEqual([null, null, null])
    const done = steps(given, [
      ['otherDepartment', commands.receive],
      ['otherDepartment', commands.contact],
      ['otherDepartment', { ...commands.propose, class: 'A' }],
    ])
    const signed = step(done, 'otherDepartment', commands.sign)
    expect([signed.matter.state, signed.data.whole]).toEqual(['answered', 'A'])
    expect(lettersInForce(signed.matter).map(({ departmentId }) => departmentId)).toEqual([
      'farming',
    ])
    // What was signed is kept, and read by whoever reads all of it.
    expect(signed.matter.letters).toHaveLength(2)
  })
  it('given who has signed only helps from now on, then the same, and nobody asks for the promise', () => {
    const helps: SuggestionCommand = {
      act: 'assign',
      lead: 'farming',
      co: ['housing'],
      separate: [],
    }
    const { matter, clocks } = step(objected, 'office', helps, START + DAY)
    expect([classOf(matter), promisedNext(matter)]).toEqual([null, null])
    expect(clocks).toContainEqual({ kind: 'stop', clock: 'promise', owner: 'housing' })
  })
  it('given who has it still has talked, then no clock of a first talk; what was granted stays', () => {
    const talked = steps(matters.review, [
      ['office', commands.assign],
      ['main', commands.receive],
      ['main', commands.contact],
      ['co', commands.opine],
      ['main', commands['ask-extension']],
      ['office', commands['decide-extension']],
      ['co', commands.object],
    ])
    const { clocks } = step(talked, 'office', commands.assign, START + DAY)
    expect(started(clocks)).toEqual(['return housing', 'answer housing', 'return police'])
    expect(clocks).toContainEqual(
      expect.objectContaining({ clock: 'answer', from: START, span: months(6) }),
    )
  })
  it('given who has it still has not talked, then their days count from when it reached them', () => {
    const { clocks } = step(matters.objected, 'office', commands.assign, START + DAY)
    expect(clocks).toContainEqual(expect.objectContaining({ clock: 'contact', from: START }))
  })
  it('given it is answered, then nobody owes a talk or an opinion any more', () => {
    const { clocks } = step(matters.signing, 'main', commands.sign)
    for (const clock of ['contact', 'opinion'])
      expect(clocks).toContainEqual({ kind: 'stop', clock })
  })
})
