import { DAY } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import {
  disownUntil,
  enter,
  hasOpenObjection,
  isHeldUp,
  mayTakeBack,
} from '@mashang/shared/suggestions/entering.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, draft, refusal, START, step, steps, who } from './deciding.ts'
import { entered, matters } from './matters.ts'

const entry = (on: string, now = START) =>
  enter(draft, { act: 'enter', on, by: 'clerk', scans: [] }, around(now))
const why = (work: () => unknown): unknown => {
  try {
    work()
    return 'done'
  } catch (error) {
    return error instanceof Failure ? [error.kind.code, error.details.fields?.[0]?.path] : error
  }
}
const until = entered.entry?.until ?? 0

describe('what is entered from paper', () => {
  it('is handed in on the day of the paper, with everybody who signed it', () => {
    const { matter, data, clocks } = entry('2026-02-27')
    const from = Date.parse('2026-02-26T16:00:00Z')
    expect(matter).toMatchObject({
      state: 'review',
      submittedAt: from,
      cosigners: [{ representativeId: 'zhang', askedAt: from, confirmedAt: from, onPaper: true }],
      entry: { on: '2026-02-27', by: 'clerk', at: START, scans: [] },
    })
    expect(data).toEqual({ of: 'li', paper: true, on: from, signedOn: '2026-02-27' })
    expect(clocks).toMatchObject([{ kind: 'start', clock: 'assign', from }])
    expect(entry('2026-03-02').matter.submittedAt, 'today it is this moment').toBe(START)
  })

  it('is of today or of the year before it', () => {
    expect(why(() => entry('2026-03-03'))).toEqual(['suggestion.entry-day', 'on'])
    expect(why(() => entry('2025-03-01'))).toBe('done')
    expect(why(() => entry('2025-02-28'))).toEqual(['suggestion.entry-day', 'on'])
  })
})

describe('whoever a paper names may say that it is not theirs', () => {
  const may = (matter: Matter, by: keyof typeof who, now = START) =>
    disownUntil(matter, who[by], now)

  it('for the days of a judgement, once, and nobody else', () => {
    expect([may(entered, 'lead'), may(entered, 'cosigner')]).toEqual([until, until])
    expect([may(entered, 'stranger'), may(entered, 'office'), may(draft, 'lead')]).toEqual([
      null,
      null,
      null,
    ])
    expect([may(entered, 'lead', until), may(entered, 'lead', until + 1)]).toEqual([until, null])
    const asks = {
      ...entered,
      cosigners: entered.cosigners.map(({ onPaper: _, ...one }) => one),
    }
    expect([may(asks, 'cosigner'), may(asks, 'lead')]).toEqual([null, until])
    const own =
      entered.entry === undefined
        ? entered
        : { ...entered, entry: { ...entered.entry, takenUp: true as const } }
    expect(may(own, 'lead'), 'who has gone on with it has taken it for theirs').toBeNull()
  })

  it('and the office looks before it is assigned', () => {
    expect([hasOpenObjection(entered), isHeldUp(entered)]).toEqual([false, false])
    const said = step(entered, 'lead', commands.disown)
    expect(said.data).toEqual({ lead: true })
    expect(said.matter.entry?.objections).toEqual([
      { representativeId: 'li', text: '我没有交过', at: START },
    ])
    expect([hasOpenObjection(said.matter), isHeldUp(said.matter)]).toEqual([true, true])
    expect(isHeldUp({ ...said.matter, state: 'assigned' })).toBe(false)
    expect(may(said.matter, 'lead')).toBeNull()
    expect(may(said.matter, 'cosigner')).toBe(until)
    const both = step(said.matter, 'cosigner', { act: 'disown' })
    expect(both.data).toEqual({ lead: false })
    expect(
      both.matter.entry?.objections?.map(({ representativeId, text }) => [representativeId, text]),
    ).toEqual([
      ['li', '我没有交过'],
      ['zhang', null],
    ])
    expect(refusal(said.matter, 'lead', commands.disown)).toBe('suggestion.already-done')
    expect(refusal(entered, 'lead', commands.disown, until + 1)).toBe('suggestion.disown-late')
    expect(refusal(matters.review, 'lead', commands.disown)).toBe('suggestion.not-entered')
  })
})

describe('what the office found of it', () => {
  const disowned = (by: 'lead' | 'cosigner', from = entered): Matter =>
    step(from, by, commands.disown).matter
  const verify = (of: string, theirs: boolean) => ({ ...commands.verify, of, theirs })

  it('theirs after all: it goes on, and stands beside what they said', () => {
    const both = disowned('cosigner', disowned('lead'))
    const { matter, data, clocks } = step(both, 'office', verify('zhang', true))
    expect([matter.state, data, clocks]).toEqual(['review', { of: 'zhang', theirs: true }, []])
    expect(matter.entry?.objections).toMatchObject([
      { representativeId: 'li' },
      {
        representativeId: 'zhang',
        verified: { theirs: true, reason: commands.verify.reason, at: START },
      },
    ])
    expect(matter.entry?.objections?.[0]).not.toHaveProperty('verified')
    expect(matter.cosigners).toMatchObject([{ refusedAt: null }])
    expect(hasOpenObjection(matter)).toBe(true)
  })

  it('of a co-signer who never signed: they are out of it, and it goes on', () => {
    const two = enter(
      {
        ...draft,
        cosigners: [
          ...draft.cosigners,
          { ...draft.cosigners[0], representativeId: 'nobody' },
        ] as Matter['cosigners'],
      },
      { act: 'enter', on: '2026-03-02', by: 'clerk', scans: [] },
      around(),
    ).matter
    const { matter, data } = step(disowned('cosigner', two), 'office', verify('zhang', false))
    expect(matter.state).toBe('review')
    expect(matter.cosigners.map(({ refusedAt }) => refusedAt)).toEqual([START, null])
    expect(data).toEqual({ of: 'zhang', theirs: false })
  })

  it('of the only one whose word on taking it back was waited for: then it is taken back', () => {
    const leaving = step(disowned('cosigner'), 'lead', commands.withdraw).matter
    const { matter, data, clocks } = step(leaving, 'office', verify('zhang', false))
    expect([matter.state, clocks]).toEqual(['withdrawn', [{ kind: 'stop-all' }]])
    expect(data).toEqual({ agreed: true, of: 'zhang', theirs: false })
  })

  it('of its lead: nothing is left to be handled, unless it is answered or others go on in it', () => {
    const { matter, data, clocks } = step(disowned('lead'), 'office', verify('li', false))
    expect([matter.state, matter.endedAt]).toEqual(['withdrawn', START])
    expect(data).toEqual({ of: 'li', theirs: false, agreed: true })
    expect(clocks).toEqual([{ kind: 'stop-all' }])
    const answered = steps(disowned('lead', steps(entered, [['office', commands.assign]])), [
      ['main', commands.receive],
      ['main', commands.contact],
      ['co', commands.opine],
      ['main', commands.propose],
      ['main', commands.sign],
    ])
    const kept = step(answered, 'office', verify('li', false))
    expect([kept.matter.state, kept.clocks]).toEqual(['answered', []])
    expect(kept.data).toEqual({ of: 'li', theirs: false })
  })

  it('is nothing where nobody said so, or the office has looked', () => {
    expect(refusal(entered, 'office', verify('li', false))).toBe('suggestion.not-now')
    expect(refusal(disowned('lead'), 'office', verify('zhang', false))).toBe('suggestion.not-now')
    const looked = step(disowned('lead'), 'office', verify('li', true)).matter
    expect(refusal(looked, 'office', verify('li', true))).toBe('suggestion.not-now')
  })
})

describe('what was entered by mistake', () => {
  const key = step(entered, 'office', commands['mark-key']).matter
  const returned = step(entered, 'office', commands.return).matter

  it('is taken back with the reason, and nothing of it runs', () => {
    const { matter, data, clocks } = step(entered, 'office', commands['take-back'])
    expect([matter.state, matter.endedAt, data]).toEqual(['withdrawn', START, { agreed: true }])
    expect(matter.remarks).toEqual([{ act: 'take-back', text: '录错了人', at: START }])
    expect(clocks).toEqual([{ kind: 'stop-all' }])
    expect(step(returned, 'office', commands['take-back']).matter.remarks).toHaveLength(2)
  })

  it('stays where something was built on it', () => {
    expect([entered, returned].map((one) => mayTakeBack(one, {}))).toEqual([true, true])
    const taken =
      entered.entry === undefined
        ? entered
        : { ...entered, entry: { ...entered.entry, takenUp: true as const } }
    const leaving = step(entered, 'lead', commands.withdraw).matter
    const resent = { ...returned, state: 'review' as const }
    for (const one of [taken, leaving, resent, key, matters.review])
      expect(mayTakeBack(one, {})).toBe(false)
    expect(mayTakeBack(entered, { sources: [draft] })).toBe(false)
    expect(refusal(key, 'office', commands['take-back'])).toBe('suggestion.entry-went-on')
    expect(refusal(matters.review, 'office', commands['take-back'])).toBe('suggestion.not-entered')
  })
})

it('the days to say so are those of a judgement', () => {
  expect(until).toBeGreaterThan(START + 10 * DAY)
})
