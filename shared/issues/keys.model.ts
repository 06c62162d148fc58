import { z } from 'zod'
import {
  issueStates,
  officeTasks,
  referralTargets,
  STANDARD_FIELDS,
  STANDARD_KINDS,
  verdictWords,
} from './issues.words.ts'

export const keysOf = <T extends Record<string, string>>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]])

export const issueKind = keysOf(STANDARD_KINDS)
export const issueField = keysOf(STANDARD_FIELDS)
export const issueState = keysOf(issueStates)
export const verdict = keysOf(verdictWords)
export const officeTask = keysOf(officeTasks)
export const referralTarget = keysOf(referralTargets)
