import { z } from 'zod'
import { instant } from '../core/schema.ts'
import { type ClockKind, clockWords } from './clocks.words.ts'

const step = z.object({ at: instant, sentence: z.string() })

/** One clock of a matter, and every step by which its time came to be what it is. */
export const whyClock = z
  .object({
    clock: z.enum(Object.keys(clockWords) as [ClockKind, ...ClockKind[]]),
    name: z.string(),
    owner: z.string().meta({ description: '现在（或停表时）由谁负责' }),
    state: z.enum(['running', 'paused', 'stopped']),
    startedAt: instant,
    dueAt: instant.nullable().meta({ description: 'null：要等放假安排公布才算得出' }),
    dueWords: z.string(),
    stoppedAt: instant.nullable(),
    late: z.boolean(),
    aside: z.boolean().meta({ description: '写成了代表建议，让开了：不用按这个时限办' }),
    outcome: z.string().meta({ description: '现在怎样，一句话' }),
    rule: z.string(),
    ruleWords: z.string(),
    calendar: z.int().nullable().meta({ description: '按哪一版工作日历；null：不看日历' }),
    calendarWords: z.string(),
    arithmetic: z.array(z.string()).meta({ description: '一步步怎么算出来的' }),
    steps: z.array(step).meta({ description: '从起算到停表发生的事，先后排列' }),
  })
  .meta({ id: 'WhyClock' })
export type WhyClock = z.output<typeof whyClock>

/** Why every time of a matter is what it is; the same for voter, representative and office. */
export const whyView = z
  .object({
    number: z.string(),
    title: z.string(),
    serverTime: instant,
    clocks: z.array(whyClock),
  })
  .meta({ id: 'WhyView' })
export type WhyView = z.output<typeof whyView>
