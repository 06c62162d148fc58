import { z } from 'zod'
import { line } from '../core/schema.ts'

/** The part of a department's account in signing its answers. */
export const signing = z
  .discriminatedUnion('part', [
    z.strictObject({ part: z.literal('head'), post: line(30, '签发人的职务') }),
    z.strictObject({ part: z.literal('clerk') }),
  ])
  .nullable()
  .meta({ description: '承办单位账号：签发人（带职务）还是经办人；null：自己拟、自己签发' })
