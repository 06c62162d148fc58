import type { LedgerFact } from '@mashang/shared/matters/scoring.ts'
import { collect, nothingYet } from '@mashang/shared/points/collect.rules.ts'
import { accountOf } from '@mashang/shared/points/fold.rules.ts'
import { shippedVersion } from '@mashang/shared/points/rule-set.rules.ts'
import { describe, expect, it } from 'vitest'
import { fact, noon } from './facts.ts'

/** Handed in by one, joined by another. */
const sent = (id: string, lead: string, cosigner: string): LedgerFact[] => [
  fact('suggestion.submit', id, { byId: lead }),
  fact('suggestion.confirm', id, { byId: cosigner, submitted: true }),
]
const accountIn = (facts: readonly LedgerFact[], id: string) =>
  accountOf(
    { year: 2026, half: null },
    [...(collect(nothingYet(), facts).entries.get(id)?.values() ?? [])],
    [],
    [shippedVersion],
    noon('2026-11-23'),
  )
const rolesIn = (facts: readonly LedgerFact[], id: string): [number, number] => {
  const { analysis, information } = accountIn(facts, id).roles
  return [analysis, information]
}

describe('a suggestion that is merged into another', () => {
  it('given whoever leads both, then it scores once, and is no second fact of the picture', () => {
    const two = [...sent('b', 'li', 'zhang'), ...sent('a', 'li', 'wang')]
    expect([accountIn(two, 'li').total, rolesIn(two, 'li')]).toEqual([66, [2, 0]])
    const merged = [...two, fact('suggestion.merge', 'b', { into: 'a', countedThere: 'li' })]
    expect([accountIn(merged, 'li').total, rolesIn(merged, 'li')]).toEqual([63, [1, 0]])
    expect([rolesIn(merged, 'zhang'), rolesIn(merged, 'wang')]).toEqual([
      [0, 1],
      [0, 1],
    ])
  })

  it('given lead here and co-signer there, or the other way round, then each is who they are there', () => {
    const two = [...sent('b', 'li', 'zhang'), ...sent('a', 'zhang', 'li')]
    const merged = [...two, fact('suggestion.merge', 'b', { into: 'a', countedThere: 'li zhang' })]
    expect([rolesIn(merged, 'li'), rolesIn(merged, 'zhang')]).toEqual([
      [0, 1],
      [1, 0],
    ])
  })

  it('given it was a key one, then what that scored is taken back with it', () => {
    const two = [...sent('b', 'li', 'zhang'), ...sent('a', 'li', 'zhang')]
    const key = [...two, fact('suggestion.mark-key', 'b', {})]
    expect(accountIn(key, 'li').total).toBeGreaterThan(66)
    const merged = [...key, fact('suggestion.merge', 'b', { into: 'a', countedThere: 'li zhang' })]
    expect(accountIn(merged, 'li').total).toBe(63)
  })

  it('given a chain, then what was merged before is counted in its end only', () => {
    const three = [
      ...sent('c', 'li', 'zhang'),
      ...sent('b', 'wang', 'zhang'),
      ...sent('a', 'li', 'wang'),
    ]
    const chain = [
      ...three,
      fact('suggestion.merge', 'c', { into: 'b', countedThere: 'zhang' }),
      fact('suggestion.merge', 'b', { into: 'a', countedThere: 'wang' }),
      fact('suggestion.counted-there', 'c', { into: 'a', countedThere: 'li' }),
    ]
    expect(['li', 'zhang', 'wang'].map((id) => rolesIn(chain, id))).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
    ])
  })

  it('given a fact of before that names nobody, then it scores as it did', () => {
    const two = [...sent('b', 'li', 'zhang'), ...sent('a', 'li', 'zhang')]
    const merged = [...two, fact('suggestion.merge', 'b', { into: 'a', by: 'office' })]
    expect(accountIn(merged, 'li')).toEqual(accountIn(two, 'li'))
  })

  it('given it is taken apart again, then both score as they did, on the day of each', () => {
    const two = [...sent('b', 'li', 'zhang'), ...sent('a', 'li', 'zhang')]
    const key = [...two, fact('suggestion.mark-key', 'b', {})]
    const apart = [
      ...key,
      fact('suggestion.merge', 'b', { into: 'a', countedThere: 'li zhang' }),
      fact(
        'suggestion.unmerge',
        'b',
        {
          from: 'a',
          leadId: 'li',
          cosignerIds: 'zhang',
          key: true,
        },
        noon('2026-07-01'),
      ),
    ]
    for (const id of ['li', 'zhang'])
      expect([accountIn(apart, id).total, rolesIn(apart, id)]).toEqual([
        accountIn(key, id).total,
        rolesIn(key, id),
      ])
    expect(collect(nothingYet(), apart).entries.get('li')?.get('suggestion.submitted:b')?.at).toBe(
      noon('2026-03-02'),
    )
  })

  it('given it was declined and is looked at again, then it scores again; whoever refused does not', () => {
    const one = [
      ...sent('b', 'li', 'zhang'),
      fact('suggestion.confirm', 'b', { byId: 'wang' }),
      fact('suggestion.refuse', 'b', { byId: 'wang' }),
    ]
    const declined = [...one, fact('suggestion.decline', 'b', { why: 'empty' })]
    expect(rolesIn(declined, 'li')).toEqual([0, 0])
    const resumed = [
      ...declined,
      fact('suggestion.resume', 'b', { leadId: 'li', cosignerIds: 'zhang' }),
    ]
    expect(['li', 'zhang', 'wang'].map((id) => rolesIn(resumed, id))).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ])
  })
})
