import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { suggestionTellings } from '@mashang/shared/suggestions/tellings.rules.ts'
import { describe, expect, it } from 'vitest'
import { commands, steps } from './deciding.ts'
import { entered, matters, separate } from './matters.ts'

/** Whom it is told, in short: "kind: who who". */
const told = (
  act: string,
  matter: Matter,
  data: Record<string, unknown> = {},
  left: string[] = [],
) =>
  suggestionTellings({ type: `suggestion.${act}`, data }, matter, (id) => left.includes(id)).map(
    ({ kind, to, data: given }) => {
      const names = to.map((party) => (party.kind === 'office' ? 'office' : party.id)).join(' ')
      return `${kind.replace('suggestion.', '')}${given.task === undefined ? '' : `(${given.task})`}: ${names}`
    },
  )
const { review, handling, mediation, objected } = matters
const settled = steps(mediation, [['office', commands.settle]])
const everybody = 'li zhang housing police'

describe('what is entered from paper is told', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['enter', {}, ['entered: li', 'entered-joint: zhang']],
    ['disown', {}, ['for-office(disowned): office']],
    ['take-back', {}, ['entry-taken-back: li zhang']],
    ['verify', { agreed: true, of: 'li', theirs: false }, ['withdrawn: li zhang']],
    ['verify', { of: 'li', theirs: true }, ['entry-verified: li']],
    ['verify', { of: 'zhang', theirs: true }, ['entry-verified: li zhang']],
    ['verify', { of: 'zhang', theirs: false }, ['entry-verified: li']],
  ])('given %s with %j, then to %j', (act, data, to) => {
    expect(told(act, entered, data)).toEqual(to)
  })
})

describe('it is told to whom it is news', () => {
  it.each<[string, Matter, Record<string, unknown>, string[]]>([
    ['author-left', handling, { agreed: true }, [`withdrawn: ${everybody}`]],
    ['author-left', review, {}, []],
    ['unmerge', review, {}, ['unmerged: li zhang']],
    ['resume', review, {}, ['resumed: li zhang']],
    ['rate', mediation, { next: 'mediation' }, ['for-office(mediation): office']],
    ['rate', mediation, { next: 'mediation', was: 'mediation' }, []],
    ['rate', matters.redo, { next: 'redo' }, ['redo: housing']],
    ['rate', matters.closed, { next: 'closed' }, ['rated: housing police']],
    ['rate', matters.closed, { next: 'closed', was: 'closed' }, []],
    ['rate', matters.closed, { paper: true, of: 'li' }, ['rated-for: li']],
    ['rate', matters.closed, { replaces: true }, ['for-office(corrected): office']],
    ['rate', matters.closed, {}, []],
    ['sign', matters.answered, { answered: true }, ['answered: li zhang']],
    ['sign', matters.handling, {}, []],
    ['waive', handling, { departmentId: 'police' }, ['waived: police housing']],
    [
      'dispute',
      handling,
      { departmentId: 'housing', never: true },
      ['disputed: housing', 'for-office(dispute): office'],
    ],
    ['dispute', handling, { departmentId: 'housing', never: false }, ['disputed: housing office']],
    ['weigh', handling, { departmentId: 'housing' }, ['weighed: housing li zhang']],
    ['remind', handling, { ownerKind: 'department', owner: 'housing' }, ['reminded: housing']],
    [
      'remind',
      handling,
      { ownerKind: 'department', owner: 'housing', inspects: true },
      ['reminded(inspection): housing'],
    ],
    [
      'remind',
      handling,
      { ownerKind: 'department', owner: 'police', by: 'department', byId: 'housing' },
      ['reminded(opinion): police'],
    ],
    ['drop-objection', handling, {}, ['objection-dropped: office']],
    ['drop-objection', objected, {}, []],
    ['lay-by', handling, { departments: 2 }, ['laid-by: housing police', 'goes-not-on: li zhang']],
    ['lay-by', handling, { departments: 0 }, ['goes-not-on: li zhang']],
    ['retell', handling, { departmentId: 'housing' }, ['retold: li zhang housing']],
    [
      'reassign',
      handling,
      { changed: true, lost: 'farming', fresh: 'police' },
      ['arrived: police', 'taken: farming', 'handlers-changed: housing li zhang'],
    ],
    ['reassign', handling, { fresh: 'police' }, ['arrived: police', 'assigned: li zhang']],
    [
      'reassign',
      handling,
      { changed: true, fresh: 'housing', moved: 'housing:co-lead' },
      ['part-changed(co-lead): housing', 'handlers-changed: police li zhang'],
    ],
    [
      'reassign',
      handling,
      { answered: true },
      ['arrived: housing police', 'assigned: li zhang', 'answered: li zhang'],
    ],
    [
      'assign',
      separate,
      { lost: 'farming,water' },
      ['arrived: housing police', 'taken: farming water', 'assigned: li zhang'],
    ],
    ['assign', handling, { lost: '' }, ['arrived: police', 'assigned: li zhang']],
  ])('given %s, then so', (act, matter, data, to) => {
    expect(told(act, matter, data)).toEqual(to)
  })

  it('of many that go on at once each is told by one of them', () => {
    expect(told('go-on', handling)).toEqual(['went-on: housing police', 'goes-on: li zhang'])
    expect(told('go-on', handling, { tells: 'department:police representative:li' })).toEqual([
      'went-on(many): police',
      'goes-on(many): li',
    ])
    expect(told('go-on', handling, { tells: '' })).toEqual([])
  })

  it('whoever speaks for all is asked whether they accept, the others are told', () => {
    expect(told('settle', settled)).toEqual(['settled-asked: li', 'settled: zhang housing police'])
    expect(told('settle', settled, {}, ['li'])).toEqual([
      'settled-asked: zhang',
      'settled: li housing police',
    ])
    expect(told('accept', settled, { by: 'representative', byId: 'li' })).toEqual([
      'settled-word: office zhang housing police',
    ])
  })
})
