import type { ErrorKind } from '../core/errors.ts'

export const leaveErrors = {
  notFound: { code: 'leave.not-found', status: 404, title: '没有找到这次请假，请刷新看看。' },
  representativeLeft: {
    code: 'leave.representative-left',
    status: 422,
    title: '这位已不再担任代表，不用请假。',
  },
  backwards: {
    code: 'leave.backwards',
    status: 422,
    title: '最后一天不能早于第一天，请重新选日子。',
  },
  past: { code: 'leave.past', status: 422, title: '这些日子已经过去了，请从今天或以后选起。' },
  tooLong: {
    code: 'leave.too-long',
    status: 422,
    title: '一次最多请 180 天，更久请代表工委改派。',
  },
  overlap: {
    code: 'leave.overlap',
    status: 409,
    title: '这些日子里已经请过假，请先结束那一次，或换个日子。',
  },
  oneself: { code: 'leave.oneself', status: 422, title: '不能由自己代看，请选另一位代表或家站。' },
  standInUnknown: {
    code: 'leave.stand-in-unknown',
    status: 422,
    title: '没有找到要请来代看的代表或家站，可能已经离任，请重新选。',
  },
  standInAway: {
    code: 'leave.stand-in-away',
    status: 409,
    title: '您选的这位那几天也休假，请另选一位。',
  },
  standsIn: {
    code: 'leave.stands-in',
    status: 409,
    title: '这几天正替别的代表代看，请先请代表工委换一位代看，再请假。',
  },
  standInUnreachable: {
    code: 'leave.stand-in-unreachable',
    status: 422,
    title: '那边还没有开通账号，看不到群众反映，请另选一位或一处。',
  },
  over: { code: 'leave.over', status: 409, title: '这次假已经结束了。' },
} as const satisfies Record<string, ErrorKind>
