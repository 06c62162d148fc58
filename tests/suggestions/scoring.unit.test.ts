import { scoring } from '@mashang/shared/suggestions/scoring.rules.ts'
import { describe, expect, it } from 'vitest'

const of = (type: string, data: Record<string, unknown> = {}) => scoring.facts[type]?.(data)
const lead = (fact: string) => ({ fact, owner: { namedBy: 'suggestion.submit' } })
const cosigners = (fact: string) => ({
  fact,
  owner: { namedBy: 'suggestion.confirm', all: true },
})
const one = (fact: string, id: string, more: object = {}) => ({ fact, owner: { id }, ...more })
const handedIn = [lead('suggestion.submitted'), cosigners('suggestion.cosigned')]
const gone = [lead('suggestion.void'), cosigners('suggestion.void')]

describe('what a step scores', () => {
  it.each([
    ['suggestion.submit', {}, []],
    ['suggestion.submit', { submitted: true }, handedIn],
    ['suggestion.submit', { submitted: true, key: true }, [...handedIn, lead('suggestion.key')]],
    ['suggestion.send-on', { submitted: true }, handedIn],
    ['suggestion.confirm', { byId: 'zhang' }, [one('suggestion.cosigned', 'zhang')]],
    [
      'suggestion.confirm',
      { byId: 'zhang', submitted: true },
      [one('suggestion.cosigned', 'zhang'), ...handedIn],
    ],
    ['suggestion.refuse', { byId: 'zhang' }, [one('suggestion.void', 'zhang')]],
    [
      'suggestion.refuse',
      { byId: 'zhang', submitted: true },
      [one('suggestion.void', 'zhang'), ...handedIn],
    ],
    [
      'suggestion.refuse',
      { byId: 'zhang', agreed: true },
      [one('suggestion.void', 'zhang'), ...gone],
    ],
    ['suggestion.edit', {}, [cosigners('suggestion.void')]],
    ['suggestion.return', {}, gone],
    ['suggestion.decline', {}, gone],
    ['suggestion.take-back', {}, gone],
    ['suggestion.withdraw', { agreed: false }, []],
    ['suggestion.withdraw', { agreed: true }, gone],
    ['suggestion.agree', { agreed: true }, gone],
    ['suggestion.author-left', { submitted: true }, handedIn],
    ['suggestion.author-left', { agreed: true }, gone],
    ['suggestion.mark-key', {}, [lead('suggestion.key')]],
    ['suggestion.unmark-key', {}, [lead('suggestion.not-key')]],
    ['suggestion.mark-excellent', { leadId: 'li' }, [one('suggestion.excellent', 'li')]],
    ['suggestion.unmark-excellent', { leadId: 'li' }, [one('suggestion.not-excellent', 'li')]],
    ['suggestion.mark-excellent', {}, []],
  ])('given %s with %j, then that', (type, data, scored) => {
    expect(of(type, data)).toEqual(scored)
  })

  it.each(['suggestion.sign', 'suggestion.assign', 'suggestion.redeem', 'suggestion.retell'])(
    'given %s, then the class of the whole, where there is one',
    (type) => {
      expect(of(type, { whole: 'A' })).toEqual([lead('suggestion.class-a')])
      expect(of(type, { whole: 'B', class: 'A' })).toEqual([lead('suggestion.not-a')])
      expect(of(type, { whole: null, class: 'A' })).toEqual([])
      expect(of(type, {})).toEqual([])
      // Older facts say the class of one letter, and whether that was all of it.
      expect(of(type, { class: 'A' })).toEqual([lead('suggestion.class-a')])
      expect(of(type, { class: 'A', answered: true })).toEqual([lead('suggestion.class-a')])
      expect(of(type, { class: 'A', answered: false })).toEqual([])
    },
  )

  it.each([
    ['suggestion.enter', 'suggestion.submitted'],
    ['suggestion.cosigned-on-paper', 'suggestion.cosigned'],
  ])('given %s, then that of the day of the paper', (type, fact) => {
    expect(of(type, { of: 'li', on: 5 })).toEqual([one(fact, 'li', { on: 5 })])
    expect(of(type, { of: 'li' })).toEqual([])
  })

  it('given the office found that it was not theirs, then they have nothing of it', () => {
    expect(of('suggestion.verify', { theirs: true, of: 'li' })).toEqual([])
    expect(of('suggestion.verify', { theirs: false, of: 'zhang' })).toEqual([
      one('suggestion.void', 'zhang'),
    ])
    expect(of('suggestion.verify', { theirs: false, of: 'li', agreed: true })).toEqual(gone)
  })

  it('given it counts in another one or again by itself, then for whom the fact says', () => {
    for (const type of ['suggestion.merge', 'suggestion.counted-there']) {
      expect(of(type, { countedThere: 'li zhang' })).toEqual([
        one('suggestion.counted-there', 'li'),
        one('suggestion.counted-there', 'zhang'),
      ])
      expect(of(type, { countedThere: '' })).toEqual([])
      expect(of(type)).toEqual([])
    }
    for (const type of ['suggestion.counted-here', 'suggestion.unmerge', 'suggestion.resume']) {
      const data = { leadId: 'li', cosignerIds: 'zhang wang' }
      const again = [
        one('suggestion.submitted', 'li'),
        one('suggestion.cosigned', 'zhang'),
        one('suggestion.cosigned', 'wang'),
      ]
      expect(of(type, data)).toEqual(again)
      expect(of(type, { ...data, key: true })).toEqual([...again, one('suggestion.key', 'li')])
    }
  })
})

describe('a list of an earlier year', () => {
  const data = {
    leadId: 'li',
    on: 5,
    answeredOn: 7,
    class: 'A',
    cosignerIds: 'zhang',
    leftIds: 'wang',
  }
  const scored = [
    one('suggestion.submitted', 'li', { on: 5 }),
    one('suggestion.cosigned', 'zhang', { on: 5 }),
    one('suggestion.void', 'wang'),
    one('suggestion.class-a', 'li', { on: 7 }),
  ]
  it.each(['suggestion.imported', 'suggestion.import-updated', 'suggestion.import-undone'])(
    'given %s, then all of it on its own days',
    (type) => {
      expect(of(type, data)).toEqual(scored)
      expect(of(type, { leadId: 'li', on: 5, class: 'B' })).toEqual([
        one('suggestion.submitted', 'li', { on: 5 }),
        one('suggestion.not-a', 'li', { on: 5 }),
      ])
      expect(of(type, { ...data, on: null })).toEqual([])
    },
  )
  it('given it was taken back, then nobody has anything of it', () => {
    expect(of('suggestion.import-undone', { ...data, gone: true })).toEqual([
      one('suggestion.void', 'li'),
      one('suggestion.void', 'zhang'),
    ])
  })
})

describe('whose it is', () => {
  const names = (type: string, data: Record<string, unknown> = {}) => scoring.names?.[type]?.(data)
  it('is said by the steps that name its lead and who joined', () => {
    expect(names('suggestion.imported', { leadId: 'li' })).toEqual({
      as: 'suggestion.submit',
      id: 'li',
    })
    expect(names('suggestion.submit', { byId: 'li' })).toEqual({
      as: 'suggestion.submit',
      id: 'li',
    })
    expect(names('suggestion.enter', { of: 'li' })).toEqual({ as: 'suggestion.submit', id: 'li' })
    for (const [type, key] of [
      ['suggestion.cosigned-on-paper', 'of'],
      ['suggestion.confirm', 'byId'],
    ] as const)
      expect(names(type, { [key]: 'zhang' })).toEqual({ as: 'suggestion.confirm', id: 'zhang' })
    expect(names('suggestion.edit')).toEqual({ as: 'suggestion.confirm', id: null })
    expect(names('suggestion.submit')).toBeNull()
  })
})
