import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, line } from '../core/schema.ts'
import { duty, dutyList, firstDuties } from './duties.model.ts'
import { accountChangeKinds } from './duties.words.ts'
import { signing } from './signing.model.ts'

const shared = { tag: 'accounts', access: ['office'], params: z.strictObject({ id }) } as const
/** Stations that one account can look after. [default] */
const STATIONS_OF_ONE = 20
const reason = line(200, '原因')
const keys = Object.keys(accountChangeKinds) as [keyof typeof accountChangeKinds]

export const dutiesApi = {
  changes: endpoint({
    ...shared,
    method: 'GET',
    path: '/api/accounts/:id/changes',
    summary: '这个账号的权限改过什么、谁改的、为什么，新的在前',
    status: 200,
    reply: z.object({
      items: z.array(
        z.object({
          id,
          at: instant,
          by: z.string(),
          kind: z.enum(keys),
          detail: z.string().nullable().meta({ description: '改成了哪些权限' }),
          reason: z.string(),
        }),
      ),
    }),
  }),
  save: endpoint({
    ...shared,
    fresh: true,
    method: 'PUT',
    path: '/api/accounts/:id/duties',
    summary: '给或收回一个工委账号的权限；自己的管理员权限收不回',
    body: z.strictObject({
      duties: dutyList,
      was: z.array(duty).nullable().meta({ description: '改之前看到的权限；别人先改了就不保存' }),
      reason,
    }),
    status: 204,
  }),
  stations: endpoint({
    ...shared,
    fresh: true,
    method: 'PUT',
    path: '/api/accounts/:id/stations',
    summary: '一个联络员管哪几个家站，第一个是本来的；工委账号只管哪几个，一个不选就是全区',
    body: z.strictObject({
      stations: z
        .array(id)
        .max(STATIONS_OF_ONE, `最多 ${STATIONS_OF_ONE} 个家站。`)
        .refine((list) => new Set(list).size === list.length, '同一个家站不用选两次。'),
      was: z.array(id).meta({ description: '改之前看到的家站；别人先改了就不保存' }),
      wasDuties: firstDuties
        .nullable()
        .meta({ description: '改之前看到的权限；别人先改了权限也不保存' }),
      reason,
    }),
    status: 204,
  }),
  signing: endpoint({
    ...shared,
    fresh: true,
    method: 'PUT',
    path: '/api/accounts/:id/signing',
    summary: '一个承办单位账号是签发人还是经办人',
    body: z.strictObject({
      signing,
      was: signing.meta({ description: '改之前看到的；别人先改了就不保存' }),
      reason,
    }),
    status: 204,
  }),
  close: endpoint({
    ...shared,
    fresh: true,
    method: 'POST',
    path: '/api/accounts/:id/closing',
    summary: '停用工委、联络员或承办单位的账号，各处退出；代表的随名册',
    body: z.strictObject({ reason }),
    status: 204,
  }),
}
