import type { ErrorKind } from '../core/errors.ts'
import { stationGone } from '../stations/stations.words.ts'

export const byHandErrors = {
  phoneTaken: {
    code: 'roster.phone-taken',
    status: 409,
    title: '这个手机号已经是另一位的，请核对。',
  },
  stationExists: {
    code: 'roster.station-exists',
    status: 409,
    title: '已经有一个叫这个名字的家站，请换个名字。',
  },
  stationUnknown: {
    code: 'roster.station-unknown',
    status: 422,
    title: stationGone,
  },
  notFound: { code: 'roster.not-found', status: 404, title: '没有找到，可能已经不在名册里。' },
} as const satisfies Record<string, ErrorKind>
