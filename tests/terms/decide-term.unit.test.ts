import { type Doubt, decideTerm } from '@mashang/shared/terms/terms.rules.ts'
import { describe, expect, it } from 'vitest'

type Given = Parameters<typeof decideTerm>
const TERM = '第十届'
const person = (id: string, given: object = {}) => ({
  id,
  name: id,
  state: 'serving',
  term: '第九届',
  leftOn: null,
  phone: null,
  ...given,
})
const row = (name: string, state = 'serving') => ({ name, state })
const decide = (
  representatives: {
    insert?: object[]
    update?: object[]
    unchanged?: object[]
    absent?: object[]
  },
  people: object[],
  doubt: Partial<Doubt> = {},
) =>
  decideTerm(
    {
      representatives: { insert: [], update: [], unchanged: [], absent: [], ...representatives },
    } as unknown as Given[0],
    people as unknown as Given[1],
    { names: new Set(), phones: new Set(), nameless: false, ...doubt },
    TERM,
  )

describe('a change of term', () => {
  it('given somebody in both rosters, then they go on, in the new term', () => {
    const term = { from: '第九届', to: TERM }
    const result = decide({ unchanged: [{ id: 'a', row: row('a') }] }, [person('a')])
    expect(result).toMatchObject({
      continuing: [{ id: 'a', name: 'a' }],
      returning: [],
      leaving: [],
      joining: [],
    })
    expect(result.decision.representatives.update).toEqual([
      { id: 'a', row: row('a'), changes: { term } },
    ])
    expect(result.decision.representatives.unchanged).toEqual([])
  })

  it('given that the new term stands there already, then nothing changes', () => {
    const changes = { term: { from: 'x', to: 'y' } }
    const result = decide({ update: [{ id: 'a', row: row('a'), changes }] }, [
      person('a', { term: TERM }),
    ])
    expect(result.decision.representatives).toMatchObject({ update: [], unchanged: [{ id: 'a' }] })
  })

  it('given somebody who had left, then they come back, and the day they left is taken away', () => {
    const gone = person('a', { state: 'left', leftOn: '2024-01-01' })
    const result = decide({ unchanged: [{ id: 'a', row: row('a') }] }, [gone])
    expect(result).toMatchObject({ returning: [{ id: 'a' }], continuing: [] })
    expect(result.decision.representatives.update[0]?.changes).toMatchObject({
      state: { from: 'left', to: 'serving' },
      leftOn: { from: '2024-01-01', to: null },
    })
  })

  it('given that the roster says somebody has left, then they leave, once', () => {
    const rows = ['a', 'b'].map((id) => ({ id, row: row(id, 'left') }))
    const result = decide({ unchanged: rows }, [person('a'), person('b', { state: 'left' })])
    expect(result).toMatchObject({
      leaving: [{ id: 'a', name: 'a' }],
      continuing: [],
      returning: [],
      unmentioned: [],
    })
    expect(result.decision.representatives.unchanged).toHaveLength(2)
  })

  it('given a row of nobody that is known, then it is passed over', () => {
    const result = decide({ unchanged: [{ id: 'x', row: row('x') }] }, [])
    expect(result).toMatchObject({
      continuing: [],
      decision: { representatives: { update: [], unchanged: [] } },
    })
  })

  it('given somebody new, then they join in the new term, unless they have left already', () => {
    const result = decide({ insert: [row('n'), row('o', 'left')] }, [])
    expect(result.joining).toEqual([{ ...row('n'), term: TERM }])
    expect(result.decision.representatives.insert).toEqual([
      { ...row('n'), term: TERM },
      row('o', 'left'),
    ])
  })

  it.each<[string, Partial<Doubt>, object[], boolean]>([
    ['nothing is unclear', {}, [], true],
    ['a row without a name', { nameless: true }, [], false],
    ['a doubtful row of that name', { names: new Set(['a']) }, [], false],
    ['a doubtful row of that telephone', { phones: new Set(['139']) }, [], false],
    ['a doubtful row of another telephone', { phones: new Set(['138']) }, [], true],
    ['somebody new of that name', {}, [row('a')], false],
    ['somebody of that name who has left', {}, [row('a', 'left')], true],
  ])('given somebody who is not named, and %s', (_, doubt, insert, leaves) => {
    const absent = [{ id: 'a', name: 'a' }]
    const result = decide({ absent, insert }, [person('a', { phone: '139' })], doubt)
    expect(result.leaving).toEqual(leaves ? absent : [])
    expect(result.unmentioned).toEqual(leaves ? ['a'] : [])
  })

  it('given no telephone, then none is mistaken for it', () => {
    const absent = [{ id: 'a', name: 'a' }]
    expect(decide({ absent }, [person('a')], { phones: new Set(['139']) }).unmentioned).toEqual([
      'a',
    ])
    expect(decide({ absent }, [], { phones: new Set(['139']) }).unmentioned).toEqual(['a'])
  })
})
