import { z } from 'zod'
import { id, instant } from '../core/schema.ts'
import { CODE_DIGITS } from './verifications.words.ts'

export const smsCode = z
  .string({ error: '请填写验证码。' })
  .max(40)
  .transform((typed) => typed.normalize('NFKC').replace(/\s/g, ''))
  .refine(
    (code) => new RegExp(`^\\d{${CODE_DIGITS}}$`).test(code),
    `验证码是 ${CODE_DIGITS} 位数字，请照短信填写。`,
  )
  .meta({ description: '短信里的 6 位数字' })

/** What goes with a filing: which verification, and the code unless it was confirmed before. */
export const proof = z.strictObject({ id, code: smsCode.optional() })
export type Proof = z.output<typeof proof>

export const startedVerification = z
  .object({
    id,
    sent: z.boolean().meta({ description: '短信服务收下了；否则可以直接提交，由工作人员核实' }),
    trouble: z
      .enum(['number', 'channel'])
      .nullable()
      .meta({ description: '没有发出的原因：号码收不到，或短信服务有故障' }),
    resendAfter: instant,
    expiresAt: instant,
    serverTime: instant.meta({ description: '倒数按服务器时间算' }),
  })
  .meta({ id: 'StartedVerification' })
export type StartedVerification = z.output<typeof startedVerification>
