import { z } from 'zod'
import { instant } from '../core/schema.ts'

export const responseClock = z
  .object({
    startedAt: instant,
    dueAt: instant,
    stoppedAt: instant.nullable(),
    overdue: z.boolean().meta({ description: '按服务器时间算；正好 24:00:00.000 不算超期' }),
    rule: z.string(),
  })
  .meta({ id: 'ResponseClock' })
export type ResponseClockView = z.output<typeof responseClock>

/** The clock of what was promised. Null: nothing was, or it was done with the answer itself. */
export const resolutionClock = z
  .object({
    startedAt: instant,
    dueAt: instant.nullable().meta({ description: 'null：要等这一年的放假安排公布才算得出' }),
    stoppedAt: instant.nullable(),
    pausedAt: instant.nullable().meta({ description: '等选民回话，从这时停着' }),
    resumeBy: instant.nullable().meta({ description: '选民一直不回话，到这时接着走' }),
    overdue: z.boolean(),
    workingDays: z.int(),
    extendedDays: z.int(),
    waitsLeft: z.int().meta({ description: '还可以为等选民回话停几次' }),
    suggested: z
      .boolean()
      .optional()
      .meta({ description: '写成了代表建议，先按建议的时限办，等建议了结再接着算' }),
    takenOver: z.boolean().optional().meta({ description: '没有办结，由代表工委接过去了' }),
    rule: z.string(),
  })
  .meta({ id: 'ResolutionClock' })
export type ResolutionClockView = z.output<typeof resolutionClock>
