import { shippedCalendar } from '@mashang/shared/calendars/shipped-years.ts'
import { workCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { decide } from '@mashang/shared/suggestions/decide.rules.ts'
import type {
  ClockChange,
  Matter,
  Party,
  Surroundings,
} from '@mashang/shared/suggestions/matter.rules.ts'
import { moves } from '@mashang/shared/suggestions/moves.rules.ts'
import { defaultPeriods } from '@mashang/shared/suggestions/periods.rules.ts'
import type {
  SuggestionAct,
  SuggestionClock,
  SuggestionPart,
} from '@mashang/shared/suggestions/suggestions.words.ts'

/** A Monday. */
export const START = Date.parse('2026-03-02T02:00:00Z')

/** As it is dealt with in the system, for its letters. */
export const here = (matter: Matter) => ({ matter, importedAt: null })

/** A clock of a department, as it was started. */
export const runs = (
  clock: SuggestionClock,
  id: string,
  dueAt: string,
): Surroundings['running'][number] => ({
  clock,
  owner: { kind: 'department', id },
  dueAt: Date.parse(dueAt),
})

export const departmentNames: Readonly<Record<string, string>> = {
  housing: '住建局',
  police: '公安局',
  farming: '农牧局',
}

export const around = (now: number = START, feedbackDueAt: number | null = null): Surroundings => ({
  now,
  feedbackDueAt,
  running: [
    runs('answer', 'housing', '2026-06-02T16:00:00Z'),
    runs('return', 'housing', '2026-03-09T16:00:00Z'),
    runs('return', 'police', '2026-03-09T16:00:00Z'),
  ],
  gone: [],
  department: (id) => departmentNames[id] ?? '',
  goesOnAs: (id) => id,
  atHand: [],
  periods: defaultPeriods,
  calendar: workCalendar(shippedCalendar),
})

export const who = {
  lead: { kind: 'representative', id: 'li' },
  cosigner: { kind: 'representative', id: 'zhang' },
  office: { kind: 'office' },
  inspector: { kind: 'office', inspects: true },
  main: { kind: 'department', id: 'housing' },
  clerk: { kind: 'department', id: 'housing', drafts: true },
  head: { kind: 'department', id: 'housing', signs: { name: '王建国', post: '局长' } },
  co: { kind: 'department', id: 'police' },
  stranger: { kind: 'representative', id: 'nobody' },
  otherDepartment: { kind: 'department', id: 'farming' },
} as const satisfies Record<string, Party>
export type Who = keyof typeof who

export const draft: Matter = {
  state: 'draft',
  representativeId: 'li',
  title: '给老旧小区加装路灯',
  text: '锦绣社区等六个小区没有路灯，建议今年装上。',
  secret: false,
  cosigners: [
    {
      representativeId: 'zhang',
      askedAt: null,
      confirmedAt: null,
      refusedAt: null,
      agreedAt: null,
    },
  ],
  submittedAt: null,
  firstAssignedAt: null,
  handlers: [],
  objection: null,
  contacts: [],
  opinions: [],
  extension: null,
  letters: [],
  answeredAt: null,
  round: 0,
  feedbacks: [],
  declined: null,
  mergedInto: null,
  withdrawalAskedAt: null,
  publishedAt: null,
  endedAt: null,
  remarks: [],
}

/** A command of each act that is right where its time has come. */
export const commands: { [A in SuggestionCommand['act']]: Extract<SuggestionCommand, { act: A }> } =
  {
    edit: { act: 'edit', title: '新标题', text: '新内容', secret: false, cosigners: ['zhang'] },
    submit: { act: 'submit' },
    confirm: { act: 'confirm' },
    refuse: { act: 'refuse' },
    'send-on': { act: 'send-on' },
    return: { act: 'return', reason: '请写明是哪几个小区' },
    decline: { act: 'decline', why: 'private', reason: '是自家的事' },
    merge: { act: 'merge', into: 'other', reason: '说的是同一件事' },
    unmerge: { act: 'unmerge', reason: '说的不是同一件事' },
    resume: { act: 'resume', reason: '核对过，是公共的事' },
    assign: { act: 'assign', lead: 'housing', co: ['police'], separate: [] },
    reassign: { act: 'reassign', lead: 'police', co: [], separate: [], reason: '区政府定的' },
    'go-on': { act: 'go-on' },
    'lay-by': { act: 'lay-by', reason: '已经在别处答复过' },
    receive: { act: 'receive' },
    object: { act: 'object', reason: '不归我们管' },
    'drop-objection': { act: 'drop-objection' },
    reject: { act: 'reject', reason: '三定方案里有' },
    contact: {
      act: 'contact',
      phase: 'before',
      way: 'visit',
      on: '2026-03-02',
      people: '住建局王局长',
      inCharge: true,
      text: '一起看了六个小区',
    },
    dispute: { act: 'dispute', department: 'housing', nth: 1, never: true },
    weigh: { act: 'weigh', department: 'housing', nth: 1, stands: false, reason: '问过，没有' },
    opine: { act: 'opine', text: '配合划定停车位。' },
    waive: { act: 'waive', department: 'police', reason: '催了三次没有回音' },
    'ask-extension': { act: 'ask-extension', reason: '要等化冻才能施工' },
    'decide-extension': { act: 'decide-extension', granted: true },
    propose: { act: 'propose', text: '六个小区 5 月底前装好。', class: 'A' },
    rework: { act: 'rework', reason: '把数字写清楚' },
    sign: { act: 'sign', signer: '局长王建国', document: '建函〔2026〕1号' },
    rate: { act: 'rate', attitude: 'satisfied', result: 'satisfied' },
    close: { act: 'close' },
    mediate: { act: 'mediate', way: 'meeting', on: '2026-03-02', text: '和住建局谈了' },
    settle: {
      act: 'settle',
      way: 'site',
      on: '2026-03-02',
      people: '赵主任、住建局王局长',
      text: '工委协调，列入明年计划。',
    },
    accept: { act: 'accept', accepted: true },
    disown: { act: 'disown', text: '我没有交过' },
    verify: { act: 'verify', of: 'li', theirs: false, reason: '问过，是别人交的' },
    'take-back': { act: 'take-back', reason: '录错了人' },
    redeem: {
      act: 'redeem',
      text: '已经装好。',
      class: 'A',
      signer: '局长王建国',
      document: '建函〔2026〕2号',
    },
    retell: { act: 'retell', text: '来文说已经装好。', class: 'A' },
    withdraw: { act: 'withdraw', reason: '已经解决' },
    'drop-withdrawal': { act: 'drop-withdrawal' },
    agree: { act: 'agree' },
    disagree: { act: 'disagree', reason: '事情还没有解决' },
    publish: { act: 'publish' },
    unpublish: { act: 'unpublish', reason: '里面有住址' },
    'mark-key': {
      act: 'mark-key',
      leader: '王主任',
      post: '人大常委会副主任',
      reason: '群众反映集中',
    },
    supervise: { act: 'supervise', on: '2026-03-02', people: '王主任', text: '要求 5 月底前装好' },
    'mark-excellent': { act: 'mark-excellent', reason: '调研扎实，一年办成' },
    'unmark-excellent': { act: 'unmark-excellent', reason: '路灯又坏了' },
    'mark-secret': { act: 'mark-secret', reason: '涉及商业秘密' },
    'unmark-secret': { act: 'unmark-secret', reason: '已经可以公开' },
    'unmark-key': { act: 'unmark-key', reason: '已经办好' },
    remind: { act: 'remind', clock: 'answer', owner: 'housing' },
  }

const changes = new WeakMap<Matter, readonly ClockChange[]>()

/** What the steps of a matter did to its clocks, the first one first. */
export const clockChanges = (matter: Matter): readonly ClockChange[] => changes.get(matter) ?? []

/** Takes steps one after another. */
export const steps = (
  start: Matter,
  taken: readonly (readonly [Who, SuggestionCommand])[],
  now: number = START,
): Matter =>
  taken.reduce((matter, [by, command]) => {
    const next = decide(matter, command, who[by], around(now))
    changes.set(next.matter, [...clockChanges(matter), ...next.clocks])
    return next.matter
  }, start)

/** Whether a part has a step in another state: then it is too early or too late, not somebody else's. */
export const everDoes = (part: SuggestionPart | null, act: SuggestionAct): boolean =>
  part !== null && Object.values(moves).some((at) => at[act]?.by.includes(part))

export const step = (matter: Matter, by: Who, command: SuggestionCommand, now = START) =>
  decide(matter, command, who[by], around(now))
export const refusal = (
  matter: Matter,
  by: Who,
  command: SuggestionCommand,
  now = START,
): string => {
  try {
    step(matter, by, command, now)
    return 'done'
  } catch (error) {
    if (error instanceof Failure) return error.kind.code
    throw error
  }
}

/** The same of anybody, in surroundings that differ. */
export const codeIn = (
  matter: Matter,
  by: Party,
  command: SuggestionCommand,
  more: Partial<Surroundings> = {},
): unknown => {
  try {
    decide(matter, command, by, { ...around(), ...more })
    return 'done'
  } catch (error) {
    if (error instanceof Failure) return error.kind.code
    throw error
  }
}
