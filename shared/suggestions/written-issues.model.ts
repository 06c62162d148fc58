import { z } from 'zod'
import { id } from '../core/schema.ts'

/** Voters' matters of one representative that go on in a suggestion. */
export const writtenIssues = z
  .object({
    items: z.array(
      z.object({
        id,
        number: z.string(),
        title: z.string(),
        voter: z.string(),
        suggestion: z.object({
          id,
          title: z.string(),
          standing: z.string().meta({ description: '建议办到哪一步' }),
        }),
      }),
    ),
    cut: z.boolean().meta({ description: '还有更早的，没有列出来' }),
  })
  .meta({ id: 'WrittenIssues' })
export type WrittenIssues = z.output<typeof writtenIssues>
