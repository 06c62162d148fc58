import { z } from 'zod'
import { type Duty, duties } from './duties.words.ts'

export const duty = z.enum(Object.keys(duties) as [Duty, ...Duty[]])

/** At least one, each once, always in the same order. */
export const dutyList = z
  .array(duty)
  .min(1, '请至少留一种权限；不让用了，请停用这个账号。')
  .transform((given) => (Object.keys(duties) as Duty[]).filter((one) => given.includes(one)))
