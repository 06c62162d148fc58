import { z } from 'zod'
import { type MatterKind, matterKinds } from './lineage.words.ts'

export const matterKind = z.enum(Object.keys(matterKinds) as [MatterKind, ...MatterKind[]])

/** A chain as one person may see it: matters, and which came out of which. */
export const lineageView = z
  .object({
    matters: z.array(
      z.object({
        kind: matterKind,
        kindWords: z.string(),
        title: z.string().meta({ description: '看不得的只说是哪一类' }),
        note: z.string().meta({ description: '办到哪一步和编号，平实的话' }),
        to: z.string().nullable().meta({ description: '页面地址；null：看的人打不开' }),
        lane: z.int().meta({ description: '图上的第几道；一件一行，从上到下' }),
        here: z.boolean().meta({ description: '正在看的这一件' }),
        count: z.int().meta({ description: '说不得内容、又分不开的，合成一行，一共几件' }),
      }),
    ),
    links: z
      .array(z.tuple([z.int(), z.int()]))
      .meta({ description: '前一件引出后一件，数字是它们在 matters 里的位置' }),
    cut: z.boolean().meta({ description: '太长了，离得远的没有列出' }),
  })
  .meta({ id: 'Lineage' })
export type LineageView = z.output<typeof lineageView>
