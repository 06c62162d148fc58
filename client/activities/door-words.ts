import { doorOpens, doorStanding } from '@mashang/shared/activities/decide.rules.ts'
import { momentWords } from '@mashang/shared/core/local-time.ts'
import type { ActivityDoor } from './activities.query.ts'

/** Why there is no button at the door; empty while one may check in. */
export function doorWords(door: Pick<ActivityDoor, 'state' | 'startsAt' | 'endsAt'>, now: number) {
  const times = { startsAt: Date.parse(door.startsAt), endsAt: Date.parse(door.endsAt) }
  return {
    early: `还没到签到的时间，${momentWords(doorOpens(times.startsAt))} 起可以签到。`,
    open: '',
    late: '签到的时间过了，到了现场的请让组织活动的人在名单里记一下。',
    closed: '这项活动结束了，到会已经定下来；不对的话请让组织活动的人更正。',
    cancelled: '这项活动取消了，不用签到。',
  }[doorStanding(door.state, times, now)]
}
