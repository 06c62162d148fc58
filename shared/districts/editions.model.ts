import { z } from 'zod'
import { instant } from '../core/schema.ts'

const version = z.coerce.number().int().min(1).max(100_000)

export const editionQuery = z.strictObject({ version: version.optional() })

/** An edition of something that a district words for itself. 1 is what the system came with. */
export const editionView = <C extends z.ZodType>(content: C) =>
  z.object({
    version: z.int().meta({ description: '第几版；1 是系统自带的，改一次加一' }),
    current: z.boolean().meta({ description: '是不是现在用的' }),
    since: instant.nullable().meta({ description: '从什么时候起；自带的为 null' }),
    content,
  })

export const editionSave = <C extends z.ZodType>(content: C) =>
  z.strictObject({
    basedOn: z.int().min(1).meta({ description: '照着第几版改的；别人先改了就不保存' }),
    content,
  })

export const editionBack = z.strictObject({
  basedOn: z.int().min(1),
  to: z.int().min(1).meta({ description: '回到第几版；存成新的一版' }),
})

/** One that was saved: who, when, what of it was new. */
export const editionSaved = z.object({
  version: z.int(),
  at: instant,
  by: z.string(),
  changes: z.array(z.string()),
  backTo: z.int().nullable().meta({ description: '回到的是第几版；不是回退为 null' }),
})

export const editionList = z.object({ items: z.array(editionSaved) }).meta({ id: 'EditionList' })
export type EditionList = z.output<typeof editionList>
