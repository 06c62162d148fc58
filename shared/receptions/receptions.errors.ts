import type { ErrorKind } from '../core/errors.ts'

export const receptionErrors = {
  stationUnknown: {
    code: 'duty.station-not-found',
    status: 404,
    title: '没有找到这个家站，请刷新看看。',
  },
  notFound: {
    code: 'duty.not-found',
    status: 404,
    title: '没有找到这次值班，可能已经删去了，请刷新看看。',
  },
  backwards: {
    code: 'duty.backwards',
    status: 422,
    title: '结束的时间要晚于开始的时间，请重新填。',
  },
  past: { code: 'duty.past', status: 422, title: '这一天已经过去了，请从今天或以后排起。' },
  representativeUnknown: {
    code: 'duty.representative-unknown',
    status: 422,
    title: '没有找到这位代表，可能已经离任，请重新选。',
  },
  elsewhere: {
    code: 'duty.elsewhere',
    status: 409,
    title: '这位代表那个时间已经排了值班，请换个时间或换一位。',
  },
  changed: {
    code: 'duty.changed',
    status: 409,
    title: '别人刚刚改过这次值班，请看看现在的再改。',
  },
} as const satisfies Record<string, ErrorKind>
