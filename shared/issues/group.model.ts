import { z } from 'zod'
import { id, instant } from '../core/schema.ts'
import { issueState } from './keys.model.ts'

const groupMember = z.object({
  id,
  number: z.string(),
  title: z.string(),
  voter: z.string(),
  state: issueState,
  filedAt: instant,
})

/** What lies together with a matter, and what may be the same. */
export const groupView = z
  .object({
    members: z.array(groupMember).meta({ description: '放在一起的，含这一件' }),
    answer: z
      .object({ text: z.string(), at: instant })
      .nullable()
      .meta({ description: '给其中一件的最近一次答复；后来的要经办人确认才送' }),
    suggestions: z.array(groupMember).meta({ description: '可能是同一件事，最像的在前' }),
    can: z.object({ change: z.boolean(), repeat: z.boolean() }),
  })
  .meta({ id: 'IssueGroup' })
export type GroupView = z.output<typeof groupView>

/** A matter that somebody else told, in words that name nobody. */
export const similarMatter = z.object({ id, words: z.string() }).meta({ id: 'SimilarMatter' })
export type SimilarMatter = z.output<typeof similarMatter>
