import { DAY } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import type { CommandOf } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import {
  askingOf,
  isAskedToAccept,
  isToldApart,
  settledWith,
} from '@mashang/shared/suggestions/settling.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, refusal, START, step, steps, who } from './deciding.ts'
import { matters } from './matters.ts'

const { mediation } = matters
const settled = step(mediation, 'office', commands.settle)
const last = settledWith(settled.matter)
const MONTH = 30 * DAY
const settle = (more: Partial<CommandOf<'settle'>>): CommandOf<'settle'> => ({
  ...commands.settle,
  ...more,
})

describe('what is done on the way to an agreement', () => {
  it('is written down as often as something was done, and moves nothing', () => {
    const first = step(mediation, 'office', commands.mediate)
    expect([first.matter.state, first.data, first.clocks]).toEqual([
      'mediation',
      { way: 'meeting', on: '2026-03-02' },
      [],
    ])
    const second = step(first.matter, 'office', { ...commands.mediate, text: '又谈了一次' })
    expect(second.matter.mediating?.map(({ text, at }) => [text, at])).toEqual([
      ['和住建局谈了', START],
      ['又谈了一次', START],
    ])
  })

  it('once where it came twice, and not before it was done', () => {
    const { matter } = step(mediation, 'office', commands.mediate)
    const again = (more: object) => refusal(matter, 'office', { ...commands.mediate, ...more })
    expect(again({})).toBe('suggestion.already-done')
    expect(again({ way: 'site' })).toBe('done')
    expect(again({ on: '2026-03-01' })).toBe('suggestion.settled-early')
    const next = { ...commands.mediate, on: '2026-03-03' }
    expect(refusal(matter, 'office', next, START + DAY)).toBe('done')
    expect(again({ on: '2026-03-03' })).toBe('suggestion.settled-ahead')
  })
})

describe('what was agreed', () => {
  it('ends it, with its words beside what was done', () => {
    const { matter, data, clocks } = settled
    expect([matter.state, matter.endedAt, clocks]).toEqual(['closed', START, []])
    expect(data).toEqual({ way: 'site', on: '2026-03-02', promisedFor: null })
    expect(last).toMatchObject({ people: '赵主任、住建局王局长', promisedFor: null, at: START })
    expect(matter.remarks.at(-1)).toEqual({ act: 'settle', text: commands.settle.text, at: START })
    expect(matter.remarks).toHaveLength(mediation.remarks.length + 1)
  })

  it('by a day is a promise of whoever was not good enough, in place of any before', () => {
    const { matter, data, clocks } = step(
      mediation,
      'office',
      settle({ promisedFor: '2026-03-03' }),
    )
    const end = Date.parse('2026-03-03T16:00:00Z')
    expect(settledWith(matter)?.promisedFor).toBe(end)
    expect(data.promisedFor).toBe(end)
    expect(clocks).toMatchObject([
      { kind: 'stop', clock: 'promise', owner: 'housing' },
      { kind: 'start', clock: 'promise', owner: { id: 'housing' }, span: { count: end } },
    ])
  })

  it('is of a day that has come, and promises one that has not', () => {
    const code = (more: Partial<CommandOf<'settle'>>) => {
      try {
        decide(mediation, settle(more), who.office, around())
        return 'done'
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        return [error.kind.code, error.details.fields?.[0]?.path]
      }
    }
    expect(code({ on: '2026-03-03' })).toEqual(['suggestion.settled-ahead', 'on'])
    expect(code({ on: '2026-03-01' })).toEqual(['suggestion.settled-early', 'on'])
    expect(code({ on: '2026-03-02' })).toBe('done')
    expect(code({ promisedFor: '2026-03-02' })).toEqual([
      'suggestion.settled-promise-past',
      'promisedFor',
    ])
  })

  it('stands until what it promised was told again badly', () => {
    expect(settledWith(mediation)).toBeUndefined()
    expect(settledWith({ ...settled.matter, state: 'mediation' })).toBeUndefined()
    const twice = step(
      { ...settled.matter, state: 'mediation' },
      'office',
      settle({ text: '再议' }),
    )
    expect(twice.matter.settlements?.map(({ text }) => text)).toEqual([
      commands.settle.text,
      '再议',
    ])
    expect(settledWith(twice.matter)?.text).toBe('再议')
  })

  it('is told with what was done, and not once more among the other words', () => {
    const [remark] = settled.matter.remarks.slice(-1)
    if (remark === undefined) throw new Error('nothing was said')
    expect(isToldApart(settled.matter, remark)).toBe(true)
    expect(isToldApart(settled.matter, { ...remark, at: START + 1 })).toBe(false)
    expect(isToldApart(settled.matter, { ...remark, act: 'return' })).toBe(false)
    expect(isToldApart(mediation, remark)).toBe(false)
  })
})

describe('whether they accept it', () => {
  const asked = (matter: Matter, by: keyof typeof who, now = START, gone: string[] = []) =>
    isAskedToAccept(matter, who[by], { now, gone })

  it('is asked of whoever speaks for all, for a month, once', () => {
    expect([asked(settled.matter, 'lead'), asked(settled.matter, 'cosigner')]).toEqual([
      true,
      false,
    ])
    expect(asked(settled.matter, 'cosigner', START, ['li'])).toBe(true)
    expect([asked(settled.matter, 'office'), asked(mediation, 'lead')]).toEqual([false, false])
    expect(asked(settled.matter, 'lead', START + MONTH)).toBe(true)
    expect(asked(settled.matter, 'lead', START + MONTH + 1)).toBe(false)
    const said = step(settled.matter, 'lead', commands.accept)
    expect([said.data, said.clocks]).toEqual([{ accepted: true }, []])
    expect(settledWith(said.matter)?.word).toEqual({
      representativeId: 'li',
      accepted: true,
      text: null,
      at: START,
    })
    expect(asked(said.matter, 'lead')).toBe(false)
    expect(refusal(said.matter, 'lead', commands.accept)).toBe('suggestion.already-done')
  })

  it('is kept with the one that was agreed last', () => {
    const twice = step(
      { ...settled.matter, state: 'mediation' },
      'office',
      settle({ text: '再议' }),
    )
    const said = step(twice.matter, 'lead', { ...commands.accept, accepted: false, text: '太晚' })
    expect(said.matter.settlements?.map(({ word }) => word?.text)).toEqual([undefined, '太晚'])
    expect(said.data).toEqual({ accepted: false })
  })

  it('is refused to others, too late, and where nothing was agreed', () => {
    expect(refusal(settled.matter, 'cosigner', commands.accept)).toBe('suggestion.not-now')
    expect(refusal(matters.closed, 'lead', commands.accept)).toBe('suggestion.not-now')
    expect(refusal(settled.matter, 'lead', commands.accept, START + MONTH)).toBe('done')
    expect(refusal(settled.matter, 'lead', commands.accept, START + MONTH + 1)).toBe(
      'suggestion.settled-long-ago',
    )
  })

  it('stands beside it as it is', () => {
    const of = (matter: Matter, now = START, gone: string[] = [], nth = 0) => {
      const one = matter.settlements?.[nth]
      if (one === undefined) throw new Error('nothing was settled')
      return askingOf(matter, one, { now, gone })
    }
    const until = START + MONTH
    expect(of(settled.matter)).toEqual({ asking: 'open', until })
    expect(of(settled.matter, until)).toEqual({ asking: 'open', until })
    expect(of(settled.matter, until + 1)).toEqual({ asking: 'ended', until: null })
    expect(of(settled.matter, START, ['li', 'zhang'])).toEqual({ asking: 'nobody', until: null })
    expect(of(settled.matter, START, ['li'])).toEqual({ asking: 'open', until })
    expect(of({ ...settled.matter, state: 'redo' })).toEqual({ asking: 'replaced', until: null })
    const said = steps(settled.matter, [['lead', commands.accept]])
    expect(of(said)).toEqual({ asking: null, until: null })
  })
})
