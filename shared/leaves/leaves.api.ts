import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant } from '../core/schema.ts'

const tag = 'leaves'
const day = z.iso.date({ error: '请选日子。' })
const standIn = z.strictObject({ kind: z.enum(['representative', 'station']), id })

export const leaveView = z
  .object({
    id,
    representative: z.object({ id, name: z.string() }),
    standIn: z.object({ kind: z.enum(['representative', 'station']), id, name: z.string() }),
    startsAt: instant,
    endsAt: instant.meta({ description: '最后一天的 24 点' }),
    now: z.boolean().meta({ description: '正在休假' }),
    mine: z.boolean().meta({ description: '可以由自己结束的' }),
  })
  .meta({ id: 'Leave' })
export type LeaveView = z.output<typeof leaveView>

export const leavesApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/leaves',
    summary: '正在休假和将要休假的；代表和家站只见自己的和请自己代看的',
    tag,
    access: ['office', 'liaison', 'representative'],
    status: 200,
    reply: z.object({ items: z.array(leaveView), serverTime: instant }),
  }),
  set: endpoint({
    method: 'POST',
    path: '/api/leaves',
    summary: '请假，并请另一位代表或家站代看；群众反映两边都收到，表照常走',
    tag,
    access: ['office', 'representative'],
    body: z
      .strictObject({
        representativeId: id.optional().meta({ description: '代表工委替哪位代表请；代表自己不写' }),
        from: day.meta({ description: '第一天' }),
        to: day.meta({ description: '最后一天，含当天' }),
        standIn,
      })
      .meta({ id: 'NewLeave' }),
    status: 201,
    reply: leaveView,
  }),
  end: endpoint({
    method: 'POST',
    path: '/api/leaves/:id/end',
    summary: '提前回来，从现在起不再代看',
    tag,
    access: ['office', 'representative'],
    params: z.strictObject({ id }),
    status: 200,
    reply: leaveView,
  }),
}
