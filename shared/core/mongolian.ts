import { z } from 'zod'

/** Traditional Mongolian letters with what stands between and shapes them (Unicode 18.0, block 1800). */
const MONGOLIAN = /^(?:\p{Script=Mongolian}|[\u1800-\u180E\u202F ]|\u200C|\u200D)*$/u

export const isMongolian = (text: string): boolean => MONGOLIAN.test(text)

/** A line of traditional Mongolian as it was given; nothing is translated. Empty is null. */
export const mongolianLine = (max: number) =>
  z
    .string()
    .max(max, `蒙古文太长了，最多 ${max} 个字符。`)
    .refine(isMongolian, '这里只能是传统蒙古文，请从蒙古文输入法或文件里复制。')
    .transform((value) => value.trim() || null)
    .nullable()
