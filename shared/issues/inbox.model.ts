import { z } from 'zod'
import { id, instant } from '../core/schema.ts'
import { issueField, issueKind, issueState } from './keys.model.ts'

export const inboxItem = z
  .object({
    id,
    number: z.string(),
    title: z.string(),
    kind: issueKind,
    field: issueField,
    fieldWords: z.string(),
    state: issueState,
    voter: z.string(),
    area: z.string().nullable().meta({ description: '街道或苏木镇' }),
    photos: z.number().int(),
    filedAt: instant,
    dueAt: instant,
    overdue: z.boolean(),
    standsInFor: z.string().optional().meta({ description: '替哪位休假的代表看' }),
  })
  .meta({ id: 'InboxItem' })
export type InboxItem = z.output<typeof inboxItem>

/** A matter that was answered and is worked on; its times are those of the clock of what was promised. */
export const resolvingItem = inboxItem
  .extend({
    startedAt: instant,
    dueAt: instant.nullable().meta({ description: 'null：要等放假安排公布才算得出' }),
    paused: z.boolean().meta({ description: '等选民回话，停着' }),
  })
  .meta({ id: 'ResolvingItem' })
export type ResolvingItem = z.output<typeof resolvingItem>

export const inbox = z
  .object({
    serverTime: instant,
    items: z.array(inboxItem).meta({ description: '等答复的，最急的在前' }),
    resolving: z
      .array(resolvingItem)
      .meta({ description: '已答复、正在办的，最急的在前；还等再答复的也在 items 里' }),
    spoken: z
      .array(inboxItem)
      .meta({ description: '选民又说了，还没有看；还在计时的也在 items 里' }),
    waiting: z.array(inboxItem).meta({ description: '已转出，等别人回话' }),
    total: z.number().int(),
  })
  .meta({ id: 'Inbox' })
export type Inbox = z.output<typeof inbox>
