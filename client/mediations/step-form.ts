import {
  type MediationAct,
  type MediationResult,
  type MediationStep,
  mediationActs,
} from '@mashang/shared/mediations/mediations.words.ts'
import type { Command } from './mediations.query.ts'

/** What is asked for each step, in the order of the form. */
export type StepField =
  | 'person'
  | 'step'
  | 'outcome'
  | 'agreement'
  | 'appliedOn'
  | 'on'
  | 'text'
  | 'promisedFor'
  | 'kept'
  | 'reason'
  | 'bothAgreed'

export const fieldsOf: Readonly<Record<MediationAct, readonly StepField[]>> = {
  accept: [],
  invite: ['person'],
  join: [],
  recuse: ['reason'],
  consent: ['on'],
  refuse: ['on', 'reason'],
  log: ['step', 'on', 'text', 'promisedFor', 'kept'],
  extend: ['on', 'bothAgreed'],
  finish: ['outcome', 'on', 'agreement', 'reason'],
  withdraw: ['on', 'reason'],
  confirm: ['appliedOn', 'on'],
  correct: ['outcome', 'on', 'agreement', 'reason'],
}

/** What the day of a step is the day of. */
export const dayWords: Readonly<Partial<Record<MediationAct, string>>> = {
  consent: '双方都同意的日子',
  extend: '延到哪一天',
  confirm: '法院确认的日子',
}

/** What helps to choose it. */
export const dayHints: Readonly<Partial<Record<MediationAct, string>>> = {
  extend: '一次最多延长 30 天，到时双方还同意，可以再延。',
}

export const actWords = (act: MediationAct): string => mediationActs[act]

/** What is typed, of all fields at once; a step takes its own. */
export interface Typed {
  person: { id: string; name: string } | null
  step: MediationStep
  outcome: MediationResult
  agreement: string
  appliedOn: string
  on: string
  text: string
  promisedFor: string
  reason: string
}

/**
 * What a step begins with. Most are written down on the day on which they happen.
 * @param today the day where the district is
 */
export const nothingTyped = (act: MediationAct, ended: boolean, today: string): Typed => ({
  person: null,
  step: ended ? 'follow' : 'visit',
  outcome: 'agreed',
  agreement: '',
  appliedOn: '',
  // How long it is made longer is a day to come.
  on: act === 'extend' ? '' : today,
  text: '',
  promisedFor: '',
  reason: '',
})

/** What goes to the server: the fields of the step and nothing else. */
export function commandOf(
  act: MediationAct,
  revision: number,
  typed: Typed & { bothAgreed: boolean; kept: boolean },
): Command {
  const given = Object.fromEntries(
    fieldsOf[act].map((field) =>
      field === 'person'
        ? ['representativeId', typed.person?.id]
        : // A day that nobody named is none; a draft of a former page has none either.
          [field, field === 'promisedFor' ? typed[field] || undefined : typed[field]],
    ),
  )
  return { act, revision, ...given } as Command
}
