import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { suggestionActs } from '@mashang/shared/suggestions/suggestions.words.ts'
import { suggestionTellings } from '@mashang/shared/suggestions/tellings.rules.ts'
import {
  addressedTellings,
  type SuggestionStaff,
  withoutAccount,
} from '@mashang/shared/suggestions/told-accounts.rules.ts'
import { describe, expect, it } from 'vitest'
import { commands, draft, START, steps } from '../suggestions/deciding.ts'
import { matters, separate } from '../suggestions/matters.ts'

/** Whom it is told, in short: "kind: who who". */
const told = (act: string, matter: Matter, data: Record<string, unknown> = {}): string[] =>
  suggestionTellings({ type: `suggestion.${act}`, data }, matter).map(
    ({ kind, to, data: given }) => {
      const names = to.map((party) => (party.kind === 'office' ? 'office' : party.id)).join(' ')
      return `${kind.replace('suggestion.', '')}${given.task === undefined ? '' : `(${given.task})`}: ${names}`
    },
  )
const asked = steps(matters.handling, [['lead', commands.withdraw]])
const promised: Matter = {
  ...matters.closed,
  letters: matters.closed.letters.map((one) => ({ ...one, class: 'B', promisedFor: START })),
}
const confirmed = {
  ...draft.cosigners[0],
  askedAt: START,
  confirmedAt: START,
} as Matter['cosigners'][number]

describe('who is told of a step of a suggestion', () => {
  it.each<[string, Matter, Record<string, unknown>, string[]]>([
    ['submit', matters.cosigning, {}, ['cosign: zhang']],
    ['submit', matters.review, { submitted: true }, ['for-office(submitted): office']],
    ['confirm', matters.review, { submitted: true }, ['for-office(submitted): office']],
    ['confirm', matters.cosigning, {}, []],
    // Written in the office's name; nobody of it knows.
    [
      'author-left',
      matters.review,
      { submitted: true, by: 'office' },
      ['for-office(submitted): office'],
    ],
    [
      'refuse',
      matters.cosigning,
      { submitted: true },
      ['refused: li', 'for-office(submitted): office'],
    ],
    ['withdraw', asked, {}, ['withdrawal: zhang']],
    ['withdraw', { ...asked, cosigners: [{ ...confirmed, agreedAt: START }] }, {}, []],
    ['withdraw', { ...asked, cosigners: [{ ...confirmed, confirmedAt: null }] }, {}, []],
    ['agree', asked, {}, []],
    ['agree', asked, { agreed: true }, ['withdrawn: li zhang housing police']],
    ['withdrawal-waits', asked, {}, ['withdrawal: zhang']],
    ['drop-withdrawal', matters.handling, {}, ['withdrawal-dropped: zhang']],
    [
      'drop-withdrawal',
      { ...matters.handling, cosigners: [{ ...confirmed, confirmedAt: null }] },
      {},
      [],
    ],
    ['withdraw', matters.handling, {}, []],
    ['withdrawal-waits', matters.handling, {}, []],
    // Whoever said no does not hear it: the fact says who.
    ['disagree', matters.handling, {}, ['withdrawal-refused: li zhang']],
    [
      'disagree',
      matters.handling,
      { by: 'representative', byId: 'zhang' },
      ['withdrawal-refused: li'],
    ],
    [
      'disagree',
      { ...matters.handling, cosigners: [{ ...confirmed, confirmedAt: null }] },
      {},
      ['withdrawal-refused: li'],
    ],
    ['return', matters.returned, {}, ['returned: li zhang']],
    ['decline', matters.declined, {}, ['declined: li zhang']],
    ['merge', matters.merged, {}, ['merged: li zhang']],
    ['assign', matters.assigned, {}, ['arrived: housing police', 'assigned: li zhang']],
    [
      'assign',
      {
        ...matters.assigned,
        handlers: matters.assigned.handlers.map((one) => ({
          ...one,
          receivedAt: one.departmentId === 'police' ? START : null,
        })),
      },
      { answered: true },
      ['arrived: housing', 'assigned: li zhang', 'answered: li zhang'],
    ],
    ['object', matters.objected, {}, ['for-office(objected): office']],
    ['drop-objection', matters.assigned, {}, ['objection-dropped: office']],
    // Another one waits for the office still.
    ['drop-objection', matters.objected, {}, []],
    ['reject', matters.assigned, { departmentId: 'housing' }, ['rejected: housing']],
    ['ask-extension', matters.handling, {}, ['for-office(extension): office']],
    ['decide-extension', matters.handling, { granted: true }, ['extended: li zhang']],
    [
      'decide-extension',
      { ...matters.handling, extension: { departmentId: 'housing' } as Matter['extension'] },
      { granted: true },
      ['extension-granted: housing', 'extended: li zhang'],
    ],
    [
      'decide-extension',
      { ...matters.handling, extension: { departmentId: 'housing' } as Matter['extension'] },
      {},
      ['extension-refused: housing'],
    ],
    // Of several that answer apart each has its own.
    [
      'decide-extension',
      { ...separate, extension: { departmentId: 'housing' } as Matter['extension'] },
      { granted: true, departmentId: 'police' },
      ['extension-granted: police', 'extended: li zhang'],
    ],
    ['waive', matters.handling, { departmentId: 'police' }, ['waived: police housing']],
    [
      'reassign',
      matters.handling,
      { fresh: 'police', lost: 'farming', changed: true },
      ['arrived: police', 'taken: farming', 'handlers-changed: housing li zhang'],
    ],
    // Whoever stays with another part hears which.
    [
      'reassign',
      matters.handling,
      { fresh: 'police,housing', lost: '', moved: 'housing:co-lead', changed: true },
      ['arrived: police', 'part-changed(co-lead): housing', 'handlers-changed: li zhang'],
    ],
    // A slip, before anybody had it.
    [
      'reassign',
      matters.handling,
      { fresh: 'police', lost: 'farming', changed: false },
      ['arrived: police', 'taken: farming', 'assigned: li zhang'],
    ],
    [
      'reassign',
      matters.answered,
      { fresh: '', lost: 'farming', changed: true, answered: true },
      ['taken: farming', 'handlers-changed: housing police li zhang', 'answered: li zhang'],
    ],
    ['sign', matters.answered, { answered: true }, ['answered: li zhang']],
    ['sign', matters.signing, {}, []],
    ['rate', matters.redo, { next: 'redo' }, ['redo: housing']],
    ['rate', matters.mediation, { next: 'mediation' }, ['for-office(mediation): office']],
    ['rate', matters.closed, { next: 'closed' }, ['rated: housing police']],
    ['rate', matters.answered, {}, []],
    [
      'promise-due',
      promised,
      { departmentId: 'housing', promisedFor: START },
      ['promise-asked: housing', 'promise-due: li zhang'],
    ],
    // Told by a former version, which did not say of which day.
    [
      'promise-due',
      promised,
      { departmentId: 'housing' },
      ['promise-asked: housing', 'promise-due: li zhang'],
    ],
    ['promise-due', promised, { departmentId: 'housing', promisedFor: START - 1 }, []],
    ['promise-due', matters.closed, { departmentId: 'housing', promisedFor: START }, []],
    ['redeem', matters.closed, {}, ['redeemed: li zhang']],
    [
      'remind',
      matters.handling,
      { ownerKind: 'department', owner: 'housing' },
      ['reminded: housing'],
    ],
    [
      'lay-by',
      matters.closed,
      { departments: 2 },
      ['laid-by: housing police', 'goes-not-on: li zhang'],
    ],
    ['lay-by', matters.closed, { departments: 0 }, ['goes-not-on: li zhang']],
    ['mark-key', matters.handling, {}, ['key: li zhang housing police']],
    ['supervise', matters.handling, {}, ['supervised: li zhang housing police']],
    ['edit', matters.draft, {}, []],
  ])('given %s', (act, matter, data, expected) => {
    expect(told(act, matter, data)).toEqual(expected)
  })

  it('given whoever did it, then they are not told, and others are', () => {
    expect(told('return', matters.returned, { by: 'representative', byId: 'li' })).toEqual([
      'returned: zhang',
    ])
    expect(told('return', matters.returned, { by: 'department', byId: 'li' })).toEqual([
      'returned: li zhang',
    ])
    expect(told('object', matters.objected, { by: 'office', byId: 'x' })).toEqual([])
  })

  it('given a co-signer who was not asked yet, or refused, then it is none of theirs', () => {
    const without = (given: object) =>
      told('return', { ...matters.returned, cosigners: [{ ...confirmed, ...given }] })
    expect(without({})).toEqual(['returned: li zhang'])
    expect(without({ askedAt: null })).toEqual(['returned: li'])
    expect(without({ refusedAt: START })).toEqual(['returned: li'])
  })
})

describe('the accounts that are told', () => {
  const staff = (gone: string[] = []): SuggestionStaff => ({
    office: ['o1', 'o2'],
    byRepresentative: new Map([['li', ['a1']]]),
    byDepartment: new Map([['housing', ['d1']]]),
    left: (id) => gone.includes(id),
  })
  const accounts = (act: string, data: Record<string, unknown>, gone: string[] = []) =>
    addressedTellings(
      suggestionTellings({ type: act, data }, matters.answered),
      matters.answered,
      staff(gone),
    ).map(({ accountId, kind, data: given }) => `${accountId} ${kind} ${given.task ?? ''}`.trim())

  it('given an account, then it is told; without one nobody, but of what cannot wait the office', () => {
    expect(accounts('suggestion.mark-key', {})).toEqual(['a1 suggestion.key', 'd1 suggestion.key'])
    const forward = ['o1 suggestion.for-office forward', 'o2 suggestion.for-office forward']
    expect(accounts('suggestion.remind', { ownerKind: 'department', owner: 'police' })).toEqual(
      forward,
    )
    expect(accounts('suggestion.remind', { ownerKind: 'department', owner: 'housing' })).toEqual([
      'd1 suggestion.reminded',
    ])
    expect(accounts('suggestion.object', {})).toEqual([
      'o1 suggestion.for-office objected',
      'o2 suggestion.for-office objected',
    ])
  })

  it('given a department without one, then each kind that tells it is passed on, or said to wait', () => {
    const said = {
      departmentId: 'housing',
      lost: 'housing',
      ownerKind: 'department',
      owner: 'police',
    }
    const datas: Record<string, unknown>[] = [
      { ...said, agreed: true, granted: true, next: 'redo' },
      { ...said, changed: true, fresh: 'police' },
      { ...said, changed: true, fresh: 'police,housing', moved: 'housing:co-lead' },
      { ...said, granted: false, next: 'closed', never: true },
      said,
    ]
    const asking = { departmentId: 'housing' } as Matter['extension']
    const all = [...Object.values(matters), promised].flatMap((one) => [
      one,
      { ...one, extension: asking },
    ])
    const itself = ['author-left', 'withdrawal-waits', 'promise-due', 'clock-soon', 'clock-late']
    const acts = [...Object.keys(suggestionActs), ...itself]
    const kinds = acts.flatMap((act) =>
      all.flatMap((matter) =>
        datas.flatMap((data) =>
          suggestionTellings({ type: `suggestion.${act}`, data }, matter).flatMap(({ kind, to }) =>
            to.some((party) => party.kind === 'department') ? [kind] : [],
          ),
        ),
      ),
    )
    expect([...new Set(kinds)].sort()).toEqual(Object.keys(withoutAccount).sort())
  })

  it('given a disputed talk, then the office passes it on, and what was found of it', () => {
    const forward = ['o1 suggestion.for-office forward', 'o2 suggestion.for-office forward']
    const named = { departmentId: 'police' }
    expect(accounts('suggestion.dispute', { ...named, never: true })).toEqual([
      ...forward,
      'o1 suggestion.for-office dispute',
      'o2 suggestion.for-office dispute',
    ])
    expect(accounts('suggestion.dispute', named)).toEqual(expect.arrayContaining(forward))
    expect(accounts('suggestion.weigh', { ...named, by: 'office' })).toEqual([
      ...forward,
      'a1 suggestion.weighed',
    ])
  })

  it('given that it need not go on, then the office tells whoever has no account just that', () => {
    expect(accounts('suggestion.reassign', { lost: 'police' })).toContain(
      'o1 suggestion.for-office over',
    )
  })

  it('given that everybody who wrote it has left, then the office judges the answer', () => {
    const judge = ['o1 suggestion.for-office feedback', 'o2 suggestion.for-office feedback']
    expect(accounts('suggestion.sign', { answered: true }, ['li', 'zhang'])).toEqual([
      'a1 suggestion.answered',
      ...judge,
    ])
    expect(accounts('suggestion.sign', { answered: true }, ['li'])).toEqual([
      'a1 suggestion.answered',
    ])
    expect(accounts('suggestion.redeem', {}, ['li', 'zhang'])).toEqual(['a1 suggestion.redeemed'])
  })
})
