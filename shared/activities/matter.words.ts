import type { MatterWords } from '../matters/matter.words.ts'
import { activityPoints } from './scoring.words.ts'

export const matter = {
  kind: 'activity',
  name: '履职活动',
  one: '一项活动',
  page: '/activities/',
  order: 2,
  ledger: {
    group: 'people',
    facts: {
      'activity.announced': '通知活动',
      'activity.changed': '改活动',
      'activity.moved': '改活动的时间地点',
      'activity.cancelled': '取消活动',
      'activity.invited': '加请代表',
      'activity.accepted': '报名活动',
      'activity.declined': '活动请假',
      'activity.arrived': '扫码签到',
      'activity.marked': '记到会',
      'activity.minuted': '写活动记录',
      'activity.photographed': '加活动照片',
      'activity.unphotographed': '去掉活动照片',
      'activity.closed': '活动结束',
      'activity.attended': '参加了活动',
      'activity.absent': '缺席活动',
      'activity.excused': '活动请了假',
      'activity.reported': '述了职',
      'activity.corrected': '更正到会',
    },
  },
  notices: {
    'activity.invited': {
      headline: '请您参加一项活动',
      step: '请您参加一项活动',
      icon: 'people',
    },
    'activity.moved': {
      headline: '活动的时间或地点改了，请看一眼',
      step: '活动的时间地点改了',
      icon: 'warn',
    },
    'activity.corrected': {
      headline: '您在一项活动里的到会更正了，请看看对不对',
      step: '您的到会更正了，请看看',
      icon: 'people',
    },
    'activity.cancelled': {
      headline: '活动取消了，不用去了',
      step: '活动取消了',
      icon: 'warn',
    },
    'activity.missed': {
      headline: '一项活动记了您缺席，不对就告诉组织的人',
      step: '一项活动记了您缺席',
      icon: 'warn',
    },
  },
  duties: ['matters'],
  points: activityPoints,
} as const satisfies MatterWords
