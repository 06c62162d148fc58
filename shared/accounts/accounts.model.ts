import { z } from 'zod'
import { id, instant, line } from '../core/schema.ts'
import { duty, firstDuties } from './duties.model.ts'
import { secondCode, secondFactorState } from './second-factor.model.ts'
import { signing } from './signing.model.ts'

export const role = z.enum(['office', 'liaison', 'representative', 'department'])

/** Who is signed in. */
export const accountView = z
  .object({
    id,
    name: z.string(),
    role,
    roleWords: z.string(),
    representativeId: id.nullable(),
    stationId: id.nullable(),
    stations: z
      .array(z.object({ id, name: z.string() }))
      .meta({ description: '联络员管的家站，第一个是本来的；工委账号只管的家站，没有就是全区' }),
    departmentId: id.nullable(),
    districtName: z.string(),
    districtPhone: z.string().meta({ description: '本区的值班电话' }),
    secondFactor: secondFactorState,
    duties: z.array(duty).nullable().meta({ description: '工委账号的权限；null 是全部' }),
    signing,
  })
  .meta({ id: 'Account' })
export type AccountView = z.output<typeof accountView>

export const accountRow = z
  .object({
    id,
    name: z.string(),
    role,
    loginShown: z.string().meta({ description: '手机号只显示首尾' }),
    stationId: id.nullable(),
    moreStations: z.array(id).meta({ description: '另外管的家站' }),
    representativeId: id.nullable(),
    departmentId: id.nullable(),
    state: z.enum(['invited', 'active', 'closed']),
    lastSignInAt: instant.nullable(),
    duties: z.array(duty).nullable(),
    signing,
    secondFactor: z.boolean().meta({ description: '设好了两步登录' }),
  })
  .meta({ id: 'AccountRow' })
export type AccountRow = z.output<typeof accountRow>

const login = line(64, '账号')
const password = z.string().min(1, '请填写密码。').max(256)
/** The second step of a sign-in, where the account has one. */
const second = {
  second: secondCode.optional(),
  trust: z.boolean().optional().meta({ description: '30 天内在这台设备上不再问' }),
}
export const credentials = z
  .strictObject({ login, password, ...second })
  .meta({ id: 'Credentials' })
export const firstSignIn = z
  .strictObject({ login, code: z.string().trim().min(1).max(40), password, ...second })
  .meta({ id: 'FirstSignIn' })
export const setup = z
  .strictObject({
    token: z.string().min(1).max(100),
    districtName: line(40, '旗县区名称'),
    name: line(40, '姓名'),
    login,
    password,
  })
  .meta({ id: 'Setup' })
export const newAccount = z
  .strictObject({
    name: line(40, '姓名'),
    login,
    role: z.enum(['office', 'liaison', 'department']),
    stationId: id.optional(),
    departmentId: id.optional(),
    signing: signing.optional(),
    duties: firstDuties
      .optional()
      .meta({ description: '工委账号的权限；不写就是什么权限都还没有，只看得到自己的消息' }),
  })
  .meta({ id: 'NewAccount' })
