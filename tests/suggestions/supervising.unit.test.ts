import { DAY } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import { mayBeDisputed } from '@mashang/shared/suggestions/disputes.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { mayUrge } from '@mashang/shared/suggestions/supervision.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, refusal, runs, START, step, steps, who } from './deciding.ts'
import { handling, matters } from './matters.ts'

describe('what the office marks', () => {
  const { closed, review } = matters
  it('excellent is so once, with whose it is, and no longer with a reason', () => {
    const marked = step(closed, 'office', commands['mark-excellent'])
    expect([marked.data, marked.matter.excellent]).toEqual([
      { leadId: 'li' },
      { reason: '调研扎实，一年办成', at: START },
    ])
    expect(refusal(marked.matter, 'office', commands['mark-excellent'])).toBe(
      'suggestion.already-excellent',
    )
    const back = step(marked.matter, 'office', commands['unmark-excellent'])
    expect([back.data, back.matter.excellent]).toEqual([{ leadId: 'li' }, null])
    expect(back.matter.remarks).toEqual([
      ...closed.remarks,
      { act: 'unmark-excellent', text: '路灯又坏了', at: START },
    ])
    expect(refusal(closed, 'office', commands['unmark-excellent'])).toBe('suggestion.not-excellent')
  })

  it('watched is so once, and no longer with a reason', () => {
    const marked = step(review, 'office', commands['mark-key']).matter
    expect(refusal(marked, 'office', commands['mark-key'])).toBe('suggestion.already-key')
    const back = step(marked, 'office', commands['unmark-key']).matter
    expect([back.key, back.remarks.at(-1)]).toEqual([
      null,
      { act: 'unmark-key', text: '已经办好', at: START },
    ])
    expect(refusal(review, 'office', commands['unmark-key'])).toBe('suggestion.not-key')
  })

  it('inside is taken down where it was public, and may be released again later', () => {
    const secret = step(review, 'office', commands['mark-secret'])
    expect([secret.matter.secret, secret.data]).toEqual([true, {}])
    expect(secret.matter.remarks.at(-1)).toMatchObject({ act: 'mark-secret', text: '涉及商业秘密' })
    expect(refusal(secret.matter, 'office', commands['mark-secret'])).toBe(
      'suggestion.already-done',
    )
    expect(refusal(review, 'office', commands['unmark-secret'])).toBe('suggestion.already-done')
    const open = step({ ...secret.matter, publishedAt: 5 }, 'office', commands['unmark-secret'])
    expect([open.matter.secret, open.matter.publishedAt, open.data]).toEqual([false, 5, {}])
    const released = steps(closed, [['office', commands.publish]])
    const down = step(released, 'office', commands['mark-secret'])
    expect([down.matter.publishedAt, down.data]).toEqual([null, { unpublished: true }])
  })
})

describe('催办', () => {
  const remind = (matter: Matter, by: keyof typeof who, more: object = {}, now = START) =>
    decide(matter, { ...commands.remind, ...more }, who[by], {
      ...around(now),
      running: [
        ...around().running,
        runs('opinion', 'police', '2026-04-02T16:00:00Z'),
        { clock: 'assign', owner: { kind: 'office', id: 'office' }, dueAt: START },
      ],
    })
  const code = (...of: Parameters<typeof remind>): string => {
    try {
      remind(...of)
      return 'done'
    } catch (error) {
      if (error instanceof Failure) return error.kind.code
      throw error
    }
  }
  it('is of what is owed, by the office; of opinions also by who answers', () => {
    const { matter, data } = remind(handling, 'office', { text: '请抓紧' })
    expect(matter.reminders).toEqual([
      { clock: 'answer', owner: 'housing', text: '请抓紧', at: START },
    ])
    expect(data).toEqual({ clock: 'answer', owner: 'housing', ownerKind: 'department' })
    const opinion = { clock: 'opinion', owner: 'police' }
    expect(remind(handling, 'main', opinion).matter.reminders).toEqual([
      { ...opinion, text: null, at: START, departmentId: 'housing' },
    ])
    expect(code(handling, 'main')).toBe('suggestion.nothing-owed')
    expect(code(handling, 'office', { clock: 'return' })).toBe('suggestion.nothing-owed')
    expect(code(handling, 'office', { clock: 'contact' })).toBe('suggestion.nothing-owed')
    expect(code(handling, 'office', { owner: 'farming' })).toBe('suggestion.nothing-owed')
    const own = { clock: 'assign', owner: { kind: 'office', id: 'office' }, dueAt: START } as const
    expect(mayUrge(who.office, own)).toBe(false)
    expect(mayUrge(who.main, runs('opinion', 'police', '2026-04-02T16:00:00Z'))).toBe(true)
  })
  it('says that whoever inspects did it', () => {
    const { matter, data } = remind(handling, 'inspector')
    expect(matter.reminders?.[0]).toMatchObject({ inspects: true })
    expect(data).toMatchObject({ inspects: true })
    expect(remind(handling, 'office').matter.reminders?.[0]).not.toHaveProperty('inspects')
  })
  it('is once a day for each', () => {
    const once = remind(handling, 'office').matter
    expect(code(once, 'office')).toBe('suggestion.reminded-today')
    expect(code(once, 'office', {}, START + DAY)).toBe('done')
    expect(code(once, 'office', { clock: 'opinion', owner: 'police' })).toBe('done')
    const other = {
      ...handling,
      reminders: [
        { clock: 'answer' as const, owner: 'police', text: null, at: START },
        { clock: 'opinion' as const, owner: 'housing', text: null, at: START },
      ],
    }
    expect(code(other, 'office')).toBe('done')
    expect(remind(other, 'office').matter.reminders).toHaveLength(3)
  })
})

describe('a talk that is disputed', () => {
  const said = { ...commands.dispute, text: '没有来过' }
  const disputed = step(matters.handling, 'lead', said)
  it('keeps what was said beside it, once, by whoever speaks for all', () => {
    expect(disputed.data).toEqual({ departmentId: 'housing', never: true })
    expect(disputed.matter.contacts[0]?.dispute).toEqual({
      representativeId: 'li',
      never: true,
      text: '没有来过',
      at: START,
    })
    expect(refusal(disputed.matter, 'lead', commands.dispute)).toBe('suggestion.already-done')
    expect(refusal(matters.handling, 'cosigner', commands.dispute)).toBe('suggestion.not-now')
    expect(refusal(matters.handling, 'lead', { ...commands.dispute, nth: 2 })).toBe(
      'suggestion.contact-unknown',
    )
    expect(refusal(matters.handling, 'lead', { ...commands.dispute, never: false })).toBe(
      'suggestion.dispute-wordless',
    )
    expect(refusal(matters.handling, 'lead', { ...said, never: false })).toBe('done')
    const [talk] = matters.handling.contacts
    if (talk === undefined) throw new Error('nobody talked')
    expect([mayBeDisputed(talk), mayBeDisputed({ ...talk, on: '' })]).toEqual([true, false])
    const second = { ...talk, text: '另一次' }
    const two = {
      ...matters.handling,
      contacts: [{ ...talk, departmentId: 'police' }, talk, second],
    }
    const next = step(two, 'lead', { ...commands.dispute, nth: 2 }).matter
    expect(next.contacts.map(({ dispute }) => dispute?.text)).toEqual([undefined, undefined, null])
  })
  it('is weighed once, where somebody says that it never was', () => {
    const found = step(disputed.matter, 'office', commands.weigh)
    expect(found.data).toEqual({ departmentId: 'housing', stands: false })
    expect(found.matter.contacts[0]?.dispute?.weighed).toEqual({
      stands: false,
      reason: '问过，没有',
      at: START,
    })
    expect(refusal(found.matter, 'office', commands.weigh)).toBe('suggestion.not-now')
    expect(refusal(matters.handling, 'office', commands.weigh)).toBe('suggestion.not-now')
    const otherwise = step(matters.handling, 'lead', { ...said, never: false }).matter
    expect(refusal(otherwise, 'office', commands.weigh)).toBe('suggestion.not-now')
  })
})
