import { z } from 'zod'
import { instant } from '../core/schema.ts'
import { type LadderRecipient, ladderRecipients, MOST_HOURS, MOST_LEVELS } from './ladder.words.ts'

const recipients = Object.keys(ladderRecipients) as [LadderRecipient, ...LadderRecipient[]]

const ladderLevel = z.strictObject({
  hours: z
    .int({ error: `请填小时数，1 到 ${MOST_HOURS} 的整数。` })
    .min(1, '至少 1 小时。')
    .max(MOST_HOURS, `最多 ${MOST_HOURS} 小时（一个月）。`),
  to: z
    .array(z.enum(recipients))
    .min(1, '这一级提醒谁？至少选一个。')
    .refine((to) => new Set(to).size === to.length, '同一个对象只要选一次。'),
})

/** The levels of a ladder: rising hours, at most eight. */
const ladderLevels = z
  .array(ladderLevel)
  .min(1, '至少留一级提醒。')
  .max(MOST_LEVELS, `最多 ${MOST_LEVELS} 级。`)
  .superRefine((levels, check) => {
    for (const [index, level] of levels.entries()) {
      const before = levels[index - 1]
      if (before === undefined || level.hours > before.hours) continue
      check.addIssue({
        code: 'custom',
        path: [index, 'hours'],
        message: `要比上一级的 ${before.hours} 小时晚。`,
      })
    }
  })

export const ladderChange = z
  .strictObject({
    levels: ladderLevels.nullable(),
    basedOn: instant.nullable().meta({
      description: '照着从何时起的那一份改的（没有改过为 null）；别人先改了就不保存',
    }),
  })
  .meta({ id: 'LadderChange' })

export const ladderSettings = z
  .object({
    levels: z.array(ladderLevel),
    standard: z.boolean().meta({ description: '没有改过，用的是标准的阶梯' }),
    since: instant.nullable().meta({ description: '从什么时候起这样；没有改过为 null' }),
  })
  .meta({ id: 'LadderSettings' })
