import type { CommandOf } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import { draftFor } from '@mashang/shared/suggestions/drafts.rules.ts'
import type { Matter, Surroundings } from '@mashang/shared/suggestions/matter.rules.ts'
import {
  extensionLapsed,
  extensionOf,
  extensionsAsked,
  isHandedOver,
} from '@mashang/shared/suggestions/more-time.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, codeIn, commands, refusal, START, step, steps, who } from './deciding.ts'
import { handling, matters, separate } from './matters.ts'

describe('more time', () => {
  const asked = step(handling, 'main', commands['ask-extension'])
  const apart = steps(separate, [
    ['main', commands.receive],
    ['co', commands.receive],
  ])
  const running = [
    ...around().running,
    { ...around().running[0], owner: { kind: 'department', id: 'police' } },
  ] as Surroundings['running']
  const ask = (matter: Matter, by: 'main' | 'co') =>
    decide(matter, commands['ask-extension'], who[by], { ...around(), running }).matter
  const both = ask(ask(apart, 'main'), 'co')
  const say = (more: Partial<CommandOf<'decide-extension'>>, matter = asked.matter) =>
    decide(matter, { ...commands['decide-extension'], ...more }, who.office, around())

  it('is asked for once, before the answer is drafted or late', () => {
    expect(asked.matter.extension).toEqual({
      departmentId: 'housing',
      askedAt: START,
      reason: '要等化冻才能施工',
      granted: null,
    })
    expect(asked.matter.remarks.at(-1)).toMatchObject({
      act: 'ask-extension',
      text: '要等化冻才能施工',
    })
    expect(asked.matter).not.toHaveProperty('moreExtensions')
    expect(refusal(asked.matter, 'main', commands['ask-extension'])).toBe(
      'suggestion.extended-once',
    )
    const due = Date.parse('2026-06-02T16:00:00Z')
    expect(refusal(handling, 'main', commands['ask-extension'], due)).toBe('done')
    expect(refusal(handling, 'main', commands['ask-extension'], due + 1)).toBe(
      'suggestion.too-late-to-extend',
    )
    expect(codeIn(handling, who.main, commands['ask-extension'], { running: [] })).toBe(
      'suggestion.not-now',
    )
    expect(refusal({ ...handling, round: 1 }, 'main', commands['ask-extension'])).toBe(
      'suggestion.not-now',
    )
  })

  it('is granted or not, with words or without', () => {
    const yes = say({})
    const dueBefore = Date.parse('2026-06-02T16:00:00Z')
    expect(yes.matter.extension).toMatchObject({
      granted: true,
      saidAt: START,
      decidedAt: START,
      dueBefore,
    })
    expect(yes.matter.extension).not.toHaveProperty('said')
    expect(yes.matter.remarks).toEqual(asked.matter.remarks)
    expect(yes.data).toEqual({ granted: true, months: 6, departmentId: 'housing' })
    expect(yes.clocks).toEqual([
      { kind: 'recount', clock: 'answer', owner: 'housing', span: { unit: 'month', count: 6 } },
    ])
    const no = say({ granted: false, reason: '时间够' })
    expect([no.matter.extension?.said, no.clocks]).toEqual(['时间够', []])
    expect(no.matter.extension).not.toHaveProperty('decidedAt')
    expect(no.matter.remarks.at(-1)).toEqual({ act: 'decide-extension', text: '时间够', at: START })
    const unknown = decide(asked.matter, commands['decide-extension'], who.office, {
      ...around(),
      running: [],
    })
    expect(unknown.matter.extension).not.toHaveProperty('dueBefore')
    const late = decide(
      { ...asked.matter, answeredAt: START },
      commands['decide-extension'],
      who.office,
      around(),
    )
    expect(late.matter.extension).not.toHaveProperty('decidedAt')
    expect(codeIn(handling, who.office, commands['decide-extension'])).toBe('suggestion.not-asked')
  })

  it('of several that answer apart is asked for and decided apart', () => {
    expect(extensionsAsked(both).map(({ departmentId }) => departmentId)).toEqual([
      'housing',
      'police',
    ])
    expect(codeIn(both, who.office, commands['decide-extension'])).toBe(
      'suggestion.which-extension',
    )
    const { matter } = say({ department: 'police' }, both)
    expect([matter.extension?.granted, matter.moreExtensions?.[0]?.granted]).toEqual([null, true])
    expect([
      extensionOf(matter, 'police')?.granted,
      extensionOf(matter, 'housing')?.granted,
    ]).toEqual([true, null])
    expect(say({}, matter).data).toMatchObject({ departmentId: 'housing' })
    expect(
      codeIn(both, who.office, { ...commands['decide-extension'], department: 'farming' }),
    ).toBe('suggestion.not-asked')
  })

  it('granted to whoever led before counts for whoever leads now', () => {
    const granted = say({}).matter
    const moved = step(granted, 'office', { ...commands.reassign, lead: 'farming' }).matter
    expect(extensionOf(moved, 'farming')?.granted).toBe(true)
    expect(extensionOf(moved, 'police')).toBeNull()
    const refused = step(say({ granted: false }).matter, 'office', {
      ...commands.reassign,
      lead: 'farming',
    }).matter
    expect(extensionOf(refused, 'farming')).toBeNull()
    const co = {
      ...granted,
      handlers: granted.handlers.map((one) => ({ ...one, part: 'co' as const })),
    }
    expect(extensionOf(co, 'police')).toBeNull()
  })

  it('is nobody’s question any more once it is drafted, handed over or made anew', () => {
    const [question] = extensionsAsked(asked.matter)
    if (question === undefined) throw new Error('nobody asked')
    expect(extensionLapsed(asked.matter, question)).toBe(false)
    const drafted = steps(asked.matter, [
      ['main', commands.contact],
      ['co', commands.opine],
      ['main', commands.propose],
    ])
    const moved = step(asked.matter, 'office', { ...commands.reassign, lead: 'farming' }).matter
    expect([isHandedOver(moved, question), isHandedOver(asked.matter, question)]).toEqual([
      true,
      false,
    ])
    expect(isHandedOver(moved, { ...question, granted: true })).toBe(false)
    for (const one of [drafted, moved, { ...asked.matter, round: 1 }]) {
      expect(extensionsAsked(one)).toEqual([])
      expect(extensionLapsed(one, question)).toBe(true)
    }
    expect(extensionLapsed(drafted, { ...question, granted: true })).toBe(false)
  })
})

describe('drafts that nobody signed', () => {
  const full = {
    ...commands.propose,
    solved: 'done',
    contactPerson: '张敏',
    contactPhone: '0477-8581234',
  } as const
  const drafted = steps(matters.handling, [['main', full]])

  it('go back to who wrote them with all that they had', () => {
    const back = step(drafted, 'main', commands.rework).matter
    expect(draftFor(back, 'housing')).toMatchObject({
      text: full.text,
      class: 'A',
      solved: 'done',
      contactPerson: '张敏',
      contactPhone: '0477-8581234',
      reason: '把数字写清楚',
    })
    const bare = step(matters.signing, 'main', commands.rework).matter
    const plain = draftFor(bare, 'housing')
    for (const name of ['solved', 'contactPerson', 'contactPhone'])
      expect(plain).not.toHaveProperty(name)
    expect(draftFor(back, 'police')).toBeNull()
    expect(draftFor({ ...back, round: 1 }, 'housing')).toBeNull()
  })

  it('are there for whoever comes in their place, and not for who was there before', () => {
    const moved = step(
      drafted,
      'office',
      { ...commands.reassign, lead: 'farming', co: ['police'] },
      START + 5,
    ).matter
    expect(draftFor(moved, 'farming')).toMatchObject({
      text: full.text,
      leftAt: START + 5,
      reason: '',
    })
    expect(moved.letters).toEqual([])
    const before = {
      ...moved,
      handlers: moved.handlers.map((one) => ({ ...one, assignedAt: START + 4 })),
    }
    expect(draftFor(before, 'farming')).toBeNull()
    expect(draftFor(moved, 'nobody')).toBeNull()
    const back = step(drafted, 'main', commands.rework).matter
    const others = step(
      back,
      'office',
      { ...commands.reassign, lead: 'farming', co: ['police'] },
      START + 5,
    ).matter
    expect(others.sentBack).toMatchObject([{ departmentId: 'housing', leftAt: START + 5 }])
    const again = step(
      others,
      'office',
      { ...commands.reassign, lead: 'housing', co: ['police'] },
      START + 9,
    ).matter
    expect(again.sentBack).toMatchObject([{ departmentId: 'housing', leftAt: START + 5 }])
    const none = step(matters.handling, 'office', {
      ...commands.reassign,
      lead: 'farming',
      co: ['police'],
    }).matter
    expect(none).not.toHaveProperty('sentBack')
  })
})
