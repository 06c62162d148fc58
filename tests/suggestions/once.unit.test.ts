import { authorship } from '@mashang/shared/records/entries.rules.ts'
import { withAuthorsOf } from '@mashang/shared/suggestions/authors.rules.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import type { Cosigner, Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import {
  cameOnlyWith,
  countedThere,
  recountedOnce,
} from '@mashang/shared/suggestions/once.rules.ts'
import { describe, expect, it } from 'vitest'
import { around, commands, draft, START, who } from './deciding.ts'

const cosigner = (representativeId: string, more: Partial<Cosigner> = {}): Cosigner => ({
  representativeId,
  askedAt: START,
  confirmedAt: START,
  refusedAt: null,
  agreedAt: null,
  ...more,
})
const by = (lead: string, ...cosigners: (string | Cosigner)[]): Matter => ({
  ...draft,
  state: 'review',
  submittedAt: START,
  representativeId: lead,
  cosigners: cosigners.map((one) => (typeof one === 'string' ? cosigner(one) : one)),
})

describe('for whom a merged suggestion no longer counts', () => {
  it('whoever leads or joined both, in any combination', () => {
    expect(countedThere(by('li'), by('li'))).toEqual(['li'])
    expect(countedThere(by('li', 'zhang'), by('zhang', 'wang', 'li'))).toEqual(['li', 'zhang'])
    expect(countedThere(by('li', 'zhang'), by('wang', 'zhang'))).toEqual(['zhang'])
    expect(countedThere(by('li', 'zhang'), by('wang', 'zhao'))).toEqual([])
  })

  it('not whoever refused one of the two, or did not say a word', () => {
    const refused = cosigner('zhang', { confirmedAt: null, refusedAt: START })
    const silent = cosigner('zhang', { confirmedAt: null })
    for (const one of [refused, silent]) {
      expect(countedThere(by('zhang'), by('li', one))).toEqual([])
      expect(countedThere(by('li', one), by('zhang'))).toEqual([])
    }
  })

  it('given their own one was merged into the target before, then that one counts, and this one does not', () => {
    const came = cosigner('zhang', { merged: true })
    expect(countedThere(by('zhang'), by('li', came))).toEqual(['zhang'])
    const left = { ...came, refusedAt: START }
    expect(countedThere(by('zhang'), by('li', left))).toEqual(['zhang'])
  })

  it('given they came with an earlier one, then it is the earlier one that counts for them', () => {
    const target = by('zhang')
    const earlier = by('zhang')
    const between = withAuthorsOf(by('li'), earlier, START)
    expect(countedThere(between, target)).toEqual([])
    expect(countedThere(earlier, target)).toEqual(['zhang'])
  })

  it('is said once', () => {
    const known = { ...by('li', 'zhang'), countedThere: ['li'] }
    expect(countedThere(known, by('zhang', 'li'))).toEqual(['zhang'])
  })
})

describe('the step', () => {
  const merge = { act: 'merge', into: 'a', reason: '说的是同一件事' } as const
  const into = (merged: Matter, target: Matter) =>
    decide(merged, merge, who.office, { ...around(), target })

  it('keeps it in the matter and says it in the ledger, by references only', () => {
    const { matter, data } = into(by('li', 'zhang'), by('zhang', 'li'))
    expect(matter.countedThere).toEqual(['li', 'zhang'])
    expect(data).toEqual({ into: 'a', countedThere: 'li zhang' })
  })

  it('given nobody is in both, then there is nothing of it', () => {
    const { matter, data } = into(by('li'), by('wang'))
    expect([Object.hasOwn(matter, 'countedThere'), data]).toEqual([false, { into: 'a' }])
  })

  it('given a record, then it is told there as counted in the other one, and counts toward no role', () => {
    const { matter } = into(by('li', 'zhang'), by('li'))
    expect([authorship(matter, 'li'), authorship(matter, 'zhang')]).toMatchObject([
      { lead: true, counts: false, countedThere: true },
      { lead: false, counts: true, countedThere: false },
    ])
  })
})

describe('after a step on one into which others were merged', () => {
  const merged = (matter: Matter, ...there: string[]): { matter: Matter } => ({
    matter: { ...matter, state: 'merged', ...(there.length > 0 ? { countedThere: there } : {}) },
  })
  const told = (root: Matter, ...members: { matter: Matter }[]) =>
    recountedOnce(root, members).map(({ member, there, again }) => [
      members.indexOf(member),
      there.join(),
      again.join(),
    ])

  it('given nothing has changed, then nothing is counted anew', () => {
    expect(told(by('li', 'zhang'), merged(by('zhang'), 'zhang'))).toEqual([])
    expect(told(by('li', cosigner('zhang', { merged: true })), merged(by('zhang')))).toEqual([])
  })

  it('given it is declined or withdrawn, then each of theirs that it counted for counts again', () => {
    for (const state of ['declined', 'withdrawn'] as const)
      expect(
        told({ ...by('li', 'zhang'), state }, merged(by('zhang', 'li'), 'zhang', 'li')),
      ).toEqual([[0, '', 'zhang,li']])
  })

  it('given two of theirs were merged, then the first one counts again, and not both', () => {
    const both = [merged(by('zhang'), 'zhang'), merged(by('zhang'), 'zhang')]
    expect(told({ ...by('li', 'zhang'), state: 'declined' }, ...both)).toEqual([[0, '', 'zhang']])
  })

  it('given somebody is left out of it, or asked anew, then theirs counts until they join again', () => {
    const own = merged(by('zhang'), 'zhang')
    expect(told(by('li'), own)).toEqual([[0, '', 'zhang']])
    expect(told(by('li', cosigner('zhang', { confirmedAt: null })), own)).toEqual([
      [0, '', 'zhang'],
    ])
    expect(told(by('li', 'zhang'), merged(by('zhang')))).toEqual([[0, 'zhang', '']])
  })

  it('who is left out by the lead, and has one of their own in it, stays with that', () => {
    const returned: Matter = { ...by('li', 'zhang', 'wang'), state: 'returned' }
    const lead = { kind: 'representative', id: 'li' } as const
    const edit = { ...commands.edit, cosigners: [] }
    const sources = [merged(by('zhang')).matter]
    const { matter } = decide(returned, edit, lead, { ...around(), sources })
    expect(matter.cosigners).toMatchObject([
      { representativeId: 'zhang', merged: true, confirmedAt: START },
    ])
  })

  it('who came with it alone goes with it; who came with another, too, or joined, stays', () => {
    const came = cosigner('zhang', { merged: true })
    expect(cameOnlyWith(by('li', came, 'wang'), by('zhang', 'wang'), [])).toEqual(['zhang'])
    expect(cameOnlyWith(by('li', came), by('zhang'), [by('zhao', 'zhang')])).toEqual([])
  })
})
