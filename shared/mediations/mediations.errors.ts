import type { ErrorKind } from '../core/errors.ts'

export const mediationErrors = {
  notFound: {
    code: 'mediation.not-found',
    status: 404,
    title: '没有找到这件调解，可能不归您看，或者地址不对。',
  },
  notNow: {
    code: 'mediation.not-now',
    status: 409,
    title: '现在不能这样办，可能刚刚有了变化，请刷新看看。',
  },
  keyReused: {
    code: 'mediation.key-reused',
    status: 409,
    title: '这件其实已经登记上了，这一次改的没有存：请到名单里打开看看，要改可以撤回重新登记。',
  },
  nobody: {
    code: 'mediation.nobody',
    status: 422,
    title: '没有这位代表，可能已经离任，请另选一位。',
  },
  invitedAlready: {
    code: 'mediation.invited-already',
    status: 409,
    title: '这位代表已经请过了。',
  },
  nobodyJoined: {
    code: 'mediation.nobody-joined',
    status: 409,
    title: '还没有代表答应参加，不能开始调解。',
  },
  notMediated: {
    code: 'mediation.not-mediated',
    status: 409,
    title: '还没有记过一次调解，不能登记结果。',
  },
  promisePast: {
    code: 'mediation.promise-past',
    status: 422,
    title: '答应办到的日子要在今天以后，请改一下日子；没有答应就空着。',
  },
  dayOut: {
    code: 'mediation.day-out',
    status: 422,
    title: '这一天不对：不能晚于今天，也不能早于前一步。',
  },
  notLonger: {
    code: 'mediation.not-longer',
    status: 422,
    title: '请选一个比现在的期限更晚的日子，也不能早于今天。',
  },
  tooLong: {
    code: 'mediation.too-long',
    status: 422,
    title: '一次最多延长 30 天；到时双方还都同意，可以再延。',
  },
  agreementMissing: {
    code: 'mediation.agreement-missing',
    status: 422,
    title: '达成协议的请填协议书编号。',
  },
  reasonMissing: {
    code: 'mediation.reason-missing',
    status: 422,
    title: '没有调成的请写明原因。',
  },
  confirmedTooLate: {
    code: 'mediation.confirmed-too-late',
    status: 422,
    title: '司法确认要在协议生效后 30 天内由双方共同申请。',
  },
  stepNotNow: {
    code: 'mediation.step-not-now',
    status: 422,
    title: '结束以前记走访、恳谈、调解，结束以后记回访和建议。',
  },
  full: {
    code: 'mediation.full',
    status: 409,
    title: '这件事记的步数已满，请合并着记。',
  },
} as const satisfies Record<string, ErrorKind>
