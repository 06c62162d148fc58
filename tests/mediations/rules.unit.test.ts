import { Failure } from '@mashang/shared/core/errors.ts'
import { type Around, decide, type Mediation } from '@mashang/shared/mediations/decide.rules.ts'
import type { MediationCommand } from '@mashang/shared/mediations/mediations.model.ts'
import {
  type MediationAct,
  type MediationPart,
  type MediationState,
  mediationActs,
  mediationParts,
  mediationStates,
} from '@mashang/shared/mediations/mediations.words.ts'
import { moves } from '@mashang/shared/mediations/moves.rules.ts'
import { describe, expect, it } from 'vitest'

const states = Object.keys(mediationStates) as MediationState[]
const acts = Object.keys(mediationActs) as MediationAct[]
const parts = Object.keys(mediationParts) as MediationPart[]
const now = Date.parse('2026-03-20T02:00:00Z')

const mediation = (state: MediationState, more: Partial<Mediation> = {}): Mediation => ({
  state,
  createdAt: Date.parse('2026-03-01T02:00:00Z'),
  acceptedAt: state === 'registered' ? null : Date.parse('2026-03-02T02:00:00Z'),
  extendedTo: null,
  dueAt: null,
  consentedOn: state === 'mediating' || state === 'ended' ? '2026-03-04' : null,
  log: [{ step: 'mediate', on: '2026-03-10', text: '谈了。', by: null }],
  outcome: state === 'ended' ? 'agreed' : null,
  endedOn: state === 'ended' ? '2026-03-12' : null,
  reason: null,
  agreement: state === 'ended' ? '石调协〔2026〕3 号' : null,
  appliedOn: null,
  confirmedOn: null,
  revision: 3,
  ...more,
})
const around = (part: MediationPart, more: Partial<Around> = {}): Around => ({
  part,
  own: part === 'mediator' ? { id: 'li', answer: 'joined' } : null,
  joined: 1,
  now,
  ...more,
})

const commands: { [A in MediationAct]: (was: Mediation) => MediationCommand } = {
  accept: () => ({ act: 'accept', revision: 3 }),
  invite: () => ({ act: 'invite', revision: 3, representativeId: 'wang' }),
  join: () => ({ act: 'join', revision: 3 }),
  recuse: () => ({ act: 'recuse', revision: 3, reason: '是亲戚。' }),
  consent: () => ({ act: 'consent', revision: 3, on: '2026-03-04' }),
  refuse: () => ({ act: 'refuse', revision: 3, on: '2026-03-04', reason: '想直接起诉。' }),
  log: ({ state }) => ({
    act: 'log',
    revision: 3,
    step: state === 'ended' ? 'follow' : 'talk',
    on: '2026-03-19',
    text: '去看了。',
  }),
  extend: () => ({ act: 'extend', revision: 3, on: '2026-04-30', bothAgreed: true }),
  finish: () => ({ act: 'finish', revision: 3, outcome: 'reconciled', on: '2026-03-15' }),
  withdraw: () => ({ act: 'withdraw', revision: 3, on: '2026-03-15', reason: '撤了。' }),
  confirm: () => ({ act: 'confirm', revision: 3, appliedOn: '2026-03-13', on: '2026-03-19' }),
  correct: () => ({
    act: 'correct',
    revision: 3,
    outcome: 'failed',
    on: '2026-03-12',
    reason: '有一方没有签字。',
  }),
}

function outcome(work: () => string): string {
  try {
    return work()
  } catch (error) {
    if (error instanceof Failure) return error.kind.code
    throw error
  }
}
const tried = (was: Mediation, command: MediationCommand, who = around('office')): string =>
  outcome(() => decide(was, command, who).state)

describe.each(states)('given one that is %s', (state) => {
  it.each(acts)('when anybody does "%s", then the table says who may, and what follows', (act) => {
    const move = moves[state][act]
    for (const part of parts) {
      const own = act === 'join' ? ({ id: 'li', answer: 'none' } as const) : around(part).own
      const was = mediation(state)
      expect(tried(was, commands[act](was), around(part, { own })), part).toBe(
        move?.by.includes(part) === true ? move.to[0] : 'mediation.not-now',
      )
    }
  })
})

describe('what is refused', () => {
  const was = mediation('mediating')
  const finish = { act: 'finish', revision: 3, on: '2026-03-15' } as const
  it.each<[string, Mediation, MediationCommand, Partial<Around>, string]>([
    [
      'to begin without a mediator',
      mediation('accepted'),
      commands.consent(was),
      { joined: 0 },
      'mediation.nobody-joined',
    ],
    [
      'a result without a mediator',
      was,
      commands.finish(was),
      { joined: 0 },
      'mediation.nobody-joined',
    ],
    [
      'a result of nothing',
      mediation('mediating', { log: [] }),
      commands.finish(was),
      {},
      'mediation.not-mediated',
    ],
    [
      'an agreement without its number',
      was,
      { ...finish, outcome: 'agreed' },
      {},
      'mediation.agreement-missing',
    ],
    [
      'a failure without a reason',
      was,
      { ...finish, outcome: 'failed' },
      {},
      'mediation.reason-missing',
    ],
    [
      'a result of tomorrow',
      was,
      { ...finish, outcome: 'reconciled', on: '2026-03-21' },
      {},
      'mediation.day-out',
    ],
    [
      'a result before both agreed',
      was,
      { ...finish, outcome: 'reconciled', on: '2026-03-03' },
      {},
      'mediation.day-out',
    ],
    [
      'a visit after the end',
      mediation('ended'),
      { ...commands.log(was), step: 'visit' } as MediationCommand,
      {},
      'mediation.step-not-now',
    ],
    [
      'less time than there is',
      mediation('mediating', { dueAt: Date.parse('2026-05-01T00:00:00Z') }),
      commands.extend(was),
      {},
      'mediation.not-longer',
    ],
    [
      'a longer time that ends before today, where nobody knows the day yet',
      mediation('mediating', { acceptedAt: Date.parse('2025-12-01T02:00:00Z') }),
      { ...commands.extend(was), on: '2026-03-19' } as MediationCommand,
      {},
      'mediation.not-longer',
    ],
    [
      'less than there is by law, where nobody knows the day yet',
      was,
      { ...commands.extend(was), on: '2026-04-01' } as MediationCommand,
      {},
      'mediation.not-longer',
    ],
    [
      'a year that was mistyped',
      was,
      { ...commands.extend(was), on: '2062-04-30' } as MediationCommand,
      {},
      'mediation.too-long',
    ],
    [
      'to be changed twice at once',
      mediation('mediating', { revision: 4 }),
      commands.finish(was),
      {},
      'conflict',
    ],
  ])('given %s', (_, from, command, who, code) => {
    expect(tried(from, command, around('office', who))).toContain(code)
  })

  it('given an agreement, then the court is asked within 30 days, counted from the day after it', () => {
    const late = Date.parse('2026-06-01T02:00:00Z')
    const on = (appliedOn: string) =>
      tried(
        mediation('ended'),
        { act: 'confirm', revision: 3, appliedOn, on: '2026-05-20' },
        around('office', { now: late }),
      )
    expect(on('2026-04-11')).toBe('ended')
    expect(on('2026-04-12')).toBe('mediation.confirmed-too-late')
  })

  it('given a mediator who has not answered, then they write nothing down', () => {
    const own = { id: 'li', answer: 'none' } as const
    expect(tried(was, commands.log(was), around('mediator', { own }))).toBe('mediation.not-now')
  })
})

it('given that another result is written down, then what the court confirmed is of the old one', () => {
  const was = mediation('ended', { appliedOn: '2026-03-13', confirmedOn: '2026-03-19' })
  expect(decide(was, commands.correct(was), around('office'))).toMatchObject({
    outcome: 'failed',
    agreement: null,
    confirmedOn: null,
  })
})

it('every state but the first can be reached, and every act is possible somewhere', () => {
  const reached = new Set(
    states.flatMap((state) => acts.flatMap((act) => moves[state][act]?.to ?? [])),
  )
  expect(states.filter((state) => state !== states[0] && !reached.has(state))).toEqual([])
  expect(acts.filter((act) => !states.some((state) => moves[state][act]))).toEqual([])
})
