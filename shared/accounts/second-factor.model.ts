import { z } from 'zod'
import { id, instant, line } from '../core/schema.ts'
import { secondFactorLimits } from './second-factor.words.ts'

/** What somebody types: six digits of the app, or one of the recovery codes. */
export const secondCode = z
  .string({ error: '请填写验证码。' })
  .trim()
  .min(1, '请填写验证码。')
  .max(40, '验证码没有这么长，请核对一下。')
  .meta({ description: '验证器上的 6 位数字，或一个备用码' })

/** How an account stands to its second factor; what every page of its app has to know. */
export const secondFactorState = z
  .object({
    on: z.boolean().meta({ description: '设好了' }),
    from: instant.nullable().meta({ description: '本区从什么时候起要求；不要求为 null' }),
    mustSetUp: z.boolean().meta({ description: '设好之前，别的都不能做' }),
  })
  .meta({ id: 'SecondFactorState' })

const trustedDevice = z.object({
  id,
  name: z.string().meta({ description: '浏览器和系统' }),
  createdAt: instant,
  lastUsedAt: instant,
  expiresAt: instant,
  here: z.boolean().meta({ description: '就是现在用的这台' }),
})

export const ownSecondFactor = z
  .object({
    since: instant.nullable(),
    recoveryLeft: z.int(),
    devices: z.array(trustedDevice),
    from: instant.nullable(),
    removed: z
      .object({ at: instant, by: z.string(), reason: z.string() })
      .nullable()
      .meta({ description: '同事最近一次替我停用；我又设好以后为 null' }),
  })
  .meta({ id: 'OwnSecondFactor' })

export const secondFactorOffer = z
  .object({
    secret: z.string().meta({ description: '手工输入用，Base32，四个一组' }),
    uri: z.string(),
    svg: z.string().meta({ description: '二维码' }),
    sealed: z.string().meta({ description: '密封的密钥，确认时原样交回；15 分钟内有效' }),
  })
  .meta({ id: 'SecondFactorOffer' })

export const recoveryCodes = z
  .object({ codes: z.array(z.string()).meta({ description: '只给这一次' }) })
  .meta({ id: 'RecoveryCodes' })

export const confirmation = z.strictObject({ sealed: z.string().max(1_000), code: secondCode })

export const removal = z.strictObject({ reason: line(secondFactorLimits.reason, '原因') })

export const demand = z
  .object({
    from: instant.nullable(),
    on: z.int().meta({ description: '设好的工委账号' }),
    off: z.array(z.string()).meta({ description: '还没有设好的工委账号，姓名' }),
  })
  .meta({ id: 'SecondFactorDemand' })

export const demandChange = z.strictObject({
  was: instant.nullable().meta({ description: '改之前看到的 from；别人先改了就不保存' }),
  grace: z
    .union([z.literal(0), z.literal(7), z.literal(14), z.literal(30)])
    .nullable()
    .meta({ description: '宽限几天；null 是不要求' }),
})
