import { z } from 'zod'
import { type Duty, duties } from './duties.words.ts'

export const duty = z.enum(Object.keys(duties) as [Duty, ...Duty[]])

/** Each once, always in the same order. */
const inOrder = (given: Duty[]): Duty[] =>
  (Object.keys(duties) as Duty[]).filter((one) => given.includes(one))

/** What a new account may do; none is the least that an account can have. */
export const firstDuties = z.array(duty).transform(inOrder)

/** At least one. */
export const dutyList = z
  .array(duty)
  .min(1, '请至少留一种权限；不让用了，请停用这个账号。')
  .transform(inOrder)
