import { z } from 'zod'
import { id, instant, line } from '../core/schema.ts'
import { DEFAULT_LABEL_SIZE, impositions, labelSizes } from './formats.words.ts'
import { keysOf, medium, sheetFormat } from './sheets.model.ts'
import { batchSplits, batchStates, sheetLimits, skipReasons } from './sheets.words.ts'

const ids = (what: string) => z.array(id).max(100_000).optional().meta({ description: what })

/** Whom to print for: everybody, or any of these lists together; nobody twice. */
export const batchSelect = z
  .union([
    z.strictObject({ all: z.literal(true).meta({ description: '全部在任代表和全部家站' }) }),
    z.strictObject({
      representatives: ids('代表'),
      stations: ids('家站自己的海报'),
      membersOf: ids('这些家站的全部代表'),
      areas: z.array(z.string().max(60)).max(1_000).optional().meta({
        description: '这些片区的全部代表和家站',
      }),
      sheets: ids('重印这些海报：同一位、同一处，新的编号'),
      saved: id.optional().meta({ description: '存下来的名单' }),
    }),
  ])
  .meta({ id: 'BatchSelect' })
export type BatchSelect = z.output<typeof batchSelect>

/** What to print. */
export const batchOrder = z
  .strictObject({
    format: sheetFormat,
    select: batchSelect,
    template: id.optional().meta({ description: '版式；不给就用本区默认的' }),
    copies: z.int().min(1).max(sheetLimits.copies).default(1).meta({
      description: '每位代表、每个家站印几张，每张各有编号',
    }),
    startAt: z.int().min(1).max(200).default(1).meta({
      description: '标签纸从第几格印起，前面的已经用掉',
    }),
    labelSize: z.enum(keysOf(labelSizes)).optional(),
    imposition: z.enum(keysOf(impositions)).optional().meta({
      description: '胸牌和圆贴纸：多张拼一页，或一张一页',
    }),
    medium: medium.default('indoors'),
    split: z.enum(keysOf(batchSplits)).default('one'),
    place: line(sheetLimits.place, '张贴处').optional().meta({
      description: '全部打算贴在同一处时写；否则贴好再登记',
    }),
    cropMarks: z.boolean().default(false).meta({ description: '3 毫米出血和裁切线，交印刷厂用' }),
    retireOld: z.boolean().default(false).meta({
      description: '重印时，新的一贴上，旧的就作废',
    }),
    evenIfSame: z.boolean().default(false).meta({ description: '明知有人刚印过同样的，还是要印' }),
  })
  .superRefine((order, context) => {
    const refuse = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (order.format !== 'labels') {
      if (order.labelSize !== undefined)
        refuse('labelSize', '只有不干胶标签才选标签纸规格，请去掉规格，或改印标签。')
      if (order.startAt !== 1)
        refuse('startAt', '只有不干胶标签才能从中间的格子印起，请从第 1 格印起，或改印标签。')
      return
    }
    const { columns, rows } = labelSizes[order.labelSize ?? DEFAULT_LABEL_SIZE]
    if (order.startAt > columns * rows)
      refuse(
        'startAt',
        `这种标签纸一张只有 ${columns * rows} 格，请从第 1 到 ${columns * rows} 格里选。`,
      )
  })
  .meta({ id: 'BatchOrder' })
export type BatchOrder = z.output<typeof batchOrder>

export const batchSkip = z.object({
  name: z.string(),
  reason: z.enum(keysOf(skipReasons)),
  message: z.string(),
})
export type BatchSkip = z.output<typeof batchSkip>

export const batchFile = z.object({
  part: z.int().min(1),
  name: z.string().meta({ description: '下载时的文件名' }),
  sheets: z.int(),
  bytes: z.int(),
})
export type BatchFile = z.output<typeof batchFile>

/** A batch as work: how far it is, and what came out. */
export const batchView = z
  .object({
    id,
    state: z.enum(keysOf(batchStates)),
    format: sheetFormat,
    template: z.string().meta({ description: '版式的名字' }),
    split: z.enum(keysOf(batchSplits)),
    done: z.int().meta({ description: '已印好的张数' }),
    total: z.int(),
    skipped: z.array(batchSkip),
    warnings: z.array(z.string()).meta({ description: '印了，但请看一眼的' }),
    files: z.array(batchFile),
    cleaned: z.boolean().meta({ description: '文件已过期清理，可以重新生成；编号不变' }),
    numbers: z.object({ from: z.string(), to: z.string() }).nullable(),
    failure: z.string().nullable().meta({ description: '为什么没印成' }),
    by: z.string(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'PosterBatch' })
export type BatchView = z.output<typeof batchView>

/** What an order would print, before anything is. */
export const batchForecast = z
  .object({
    total: z.int(),
    pages: z.int(),
    representatives: z.int().meta({ description: '印给几位代表' }),
    stations: z.int().meta({ description: '印给几个家站' }),
    skipped: z.array(batchSkip),
    withoutPhoto: z.int().meta({ description: '没有照片、用剪影代替的人' }),
    same: z
      .object({ by: z.string(), at: instant, state: z.enum(keysOf(batchStates)) })
      .nullable()
      .meta({ description: '刚刚有人印过同样的' }),
  })
  .meta({ id: 'BatchForecast' })
export type BatchForecast = z.output<typeof batchForecast>
