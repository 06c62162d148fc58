import { DAY } from '@mashang/shared/core/clock.ts'
import { isNoted } from '@mashang/shared/suggestions/department.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { describe, expect, it } from 'vitest'
import { codeIn, commands, refusal, START, step, who } from './deciding.ts'
import { handling, separate } from './matters.ts'

describe('a department', () => {
  it('takes it once, and moves the whole when the last one has', () => {
    const first = step(separate, 'main', commands.receive).matter
    expect([first.state, first.handlers.map(({ receivedAt }) => receivedAt)]).toEqual([
      'assigned',
      [START, null],
    ])
    expect(step(first, 'co', commands.receive).matter.state).toBe('handling')
    expect(refusal(first, 'main', commands.receive)).toBe('suggestion.already-done')
    const objected = step(first, 'co', commands.object).matter
    expect(refusal(objected, 'co', commands.receive)).toBe('suggestion.objection-open')
  })

  it('sends it back in its days, each with words of its own, and the first one’s days run', () => {
    const first = step(separate, 'main', commands.object)
    expect(first.matter.remarks.at(-1)).toEqual({
      act: 'object',
      text: '不归我们管',
      at: START,
      departmentId: 'housing',
    })
    expect(first.clocks).toMatchObject([{ kind: 'start', clock: 'assign', from: START }])
    const second = step(first.matter, 'co', commands.object, START + 1)
    expect(second.clocks).toEqual([])
    expect(second.matter.objection).toEqual({ departmentId: 'housing', at: START })
    expect(second.matter.moreObjections).toEqual([{ departmentId: 'police', at: START + 1 }])
    const due = Date.parse('2026-03-09T16:00:00Z')
    expect(refusal(separate, 'main', commands.object, due)).toBe('done')
    expect(refusal(separate, 'main', commands.object, due + 1)).toBe('suggestion.return-too-late')
    expect(codeIn(separate, who.main, commands.object, { running: [] })).toBe(
      'suggestion.return-too-late',
    )
    expect(refusal({ ...separate, round: 1 }, 'main', commands.object)).toBe(
      'suggestion.return-too-late',
    )
  })

  it('takes that back, and what runs for the office goes by who still asks', () => {
    const both = step(
      step(separate, 'main', commands.object).matter,
      'co',
      commands.object,
      START + 1,
    ).matter
    const left = step(both, 'main', commands['drop-objection'], START + 2)
    expect(left.matter.objection).toEqual({ departmentId: 'police', at: START + 1 })
    expect(left.clocks).toMatchObject([
      { kind: 'stop', clock: 'assign' },
      { kind: 'start', clock: 'assign', from: START + 1 },
    ])
    expect(left.matter.remarks.map(({ droppedAt }) => droppedAt)).toEqual([START + 2, undefined])
    const other = step(both, 'co', commands['drop-objection'], START + 2)
    expect([other.matter.objection?.departmentId, other.clocks]).toEqual(['housing', []])
    expect(other.matter.remarks.map(({ droppedAt }) => droppedAt)).toEqual([undefined, START + 2])
    const none = step(left.matter, 'co', commands['drop-objection'], START + 3)
    expect([none.matter.state, none.clocks]).toEqual([
      'assigned',
      [{ kind: 'stop', clock: 'assign' }],
    ])
    expect(refusal(left.matter, 'main', commands['drop-objection'])).toBe('suggestion.not-objected')
  })

  it('notes a talk once, of a day that has come, and stops its days', () => {
    const talked = step(handling, 'main', commands.contact)
    expect(talked.data).toEqual({ phase: 'before', way: 'visit' })
    expect(talked.clocks).toEqual([{ kind: 'stop', clock: 'contact', owner: 'housing' }])
    expect(refusal(talked.matter, 'main', commands.contact)).toBe('suggestion.already-done')
    for (const more of [
      { way: 'call' },
      { people: '别人' },
      { inCharge: false },
      { text: '又一次' },
    ] as const)
      expect(refusal(talked.matter, 'main', { ...commands.contact, ...more })).toBe('done')
    const early = { ...commands.contact, on: '2026-03-01' }
    expect(refusal(talked.matter, 'main', early)).toBe('suggestion.contact-early')
    const next = { ...commands.contact, on: '2026-03-03' }
    expect(refusal(talked.matter, 'main', next, START + DAY)).toBe('done')
    expect(refusal(handling, 'main', { ...commands.contact, on: '2026-03-03' })).toBe(
      'suggestion.contact-ahead',
    )
    expect(refusal(handling, 'main', { ...commands.contact, phase: 'after' })).toBe(
      'suggestion.not-answered-yet',
    )
    expect([
      isNoted(talked.matter, 'housing', commands.contact),
      isNoted(talked.matter, 'police', commands.contact),
    ]).toEqual([true, false])
    const [talk] = talked.matter.contacts
    if (talk === undefined) throw new Error('nobody talked')
    const theirs = { ...talked.matter, contacts: [{ ...talk, departmentId: 'police' }] }
    expect(refusal(theirs, 'main', commands.contact)).toBe('done')
    const withFile = {
      ...talked.matter,
      contacts: [{ ...talk, files: [{ id: 'a', name: 'a' }] }],
    } as unknown as Matter
    expect(isNoted(withFile, 'housing', commands.contact)).toBe(false)
    expect(
      isNoted(
        { ...theirs, contacts: [talk, { ...talk, text: '又一次' }] },
        'housing',
        commands.contact,
      ),
    ).toBe(true)
  })

  it('says what it thinks, the same words once in a round', () => {
    const opined = step(handling, 'co', commands.opine)
    expect(opined.clocks).toEqual([{ kind: 'stop', clock: 'opinion', owner: 'police' }])
    expect(refusal(opined.matter, 'co', commands.opine)).toBe('suggestion.already-done')
    expect(refusal(opined.matter, 'co', { act: 'opine', text: '还有一点' })).toBe('done')
    const [said] = opined.matter.opinions
    if (said === undefined) throw new Error('nothing was said')
    const more = (opinions: Matter['opinions'], round = 0) =>
      refusal({ ...handling, opinions, round }, 'co', commands.opine)
    expect(more([{ ...said, departmentId: 'farming' }])).toBe('done')
    expect(more([{ ...said, round: 1 }])).toBe('done')
    expect(more([said, { ...said, text: '还有一点' }])).toBe('done')
  })
})
