import type { ErrorKind } from '../core/errors.ts'

export const pointsErrors = {
  notFound: {
    code: 'points.not-found',
    status: 404,
    title: '没有找到，可能已经变了，请刷新看看。',
  },
  factUnknown: {
    code: 'points.fact-unknown',
    status: 422,
    title: '有一条规则写了系统不认识的事，请从列出的事里选。',
  },
  factTwice: {
    code: 'points.fact-twice',
    status: 422,
    title: '同一种事写进了两处，一件事只能计一次分，请留一处。',
  },
  ruleTwice: { code: 'points.rule-twice', status: 422, title: '有两条规则编号相同，请删掉一条。' },
  ruleEmpty: {
    code: 'points.rule-empty',
    status: 422,
    title: '有一条规则没有写任何一种事，请补上或删掉。',
  },
  zero: { code: 'points.zero', status: 422, title: '分值不能是 0，请填加几分或减几分。' },
  mixed: {
    code: 'points.mixed',
    status: 422,
    title: '一条规则里不能又加分又减分，请分成两条写。',
  },
  capTooLow: {
    code: 'points.cap-too-low',
    status: 422,
    title: '上限比一件事的分值还低，请把上限提高，或把分值降低。',
  },
  withinUnknown: {
    code: 'points.within-unknown',
    status: 422,
    title: '有一条规则要并入的规则不存在，请重新选。',
  },
  cycle: {
    code: 'points.cycle',
    status: 422,
    title: '几条规则互相并入，绕成了一圈，算不出来，请断开一处。',
  },
  withinMixed: {
    code: 'points.within-mixed',
    status: 422,
    title: '加分的规则不能并入减分的规则，计算周期也要相同，请改一下。',
  },
  leastWrong: {
    code: 'points.least-wrong',
    status: 422,
    title: '“一年不到几件”要减分，分值请填负数。',
  },
  overlap: {
    code: 'points.overlap',
    status: 422,
    title: '这一版的起算日和已有的一版重叠，请选更晚的日子。',
  },
  intoClosed: {
    code: 'points.into-closed',
    status: 422,
    title: '起算日落在已经公示或结清的时段里，请选那以后的日子。',
  },
  changed: {
    code: 'points.changed',
    status: 409,
    title: '别人刚刚先存了一版规则，请看过新的一版再改。',
  },
  inForce: {
    code: 'points.in-force',
    status: 409,
    title: '这一版已经起算，不能撤回；要改请存新的一版。',
  },
  notToReview: {
    code: 'points.not-to-review',
    status: 409,
    title: '这一件不用核对，或别人刚刚核对过了，请刷新看看。',
  },
  officeReviews: {
    code: 'points.office-reviews',
    status: 403,
    title: '这一件由代表工委核对；家站只核对规则写明由家站核对的，冲销和恢复也由代表工委办。',
  },
  notCounted: {
    code: 'points.not-counted',
    status: 409,
    title: '这一件现在没有计分，不用冲销，请刷新看看。',
  },
  changedMeanwhile: {
    code: 'points.changed-meanwhile',
    status: 409,
    title: '别人刚刚先办了这一件，请刷新看看。',
  },
  reasonMissing: {
    code: 'points.reason-missing',
    status: 422,
    title: '不算、冲销、恢复，或者改原来的核对，都要写一句理由。',
  },
  notReversed: { code: 'points.not-reversed', status: 409, title: '这一件没有被冲销，不用恢复。' },
  periodClosed: {
    code: 'points.period-closed',
    status: 409,
    title: '这一段已经结清，分数不再变；有新的情况请在下一段里说明。',
  },
  appealOpen: {
    code: 'points.appeal-open',
    status: 409,
    title: '这一件您已经提过意见，代表工委正在看。',
  },
  appealOver: {
    code: 'points.appeal-over',
    status: 409,
    title: '这条意见已经答复过了，请刷新看看。',
  },
  noticeOver: {
    code: 'points.notice-over',
    status: 409,
    title: '公示期已经过了，现在不能再提意见；请直接联系代表工委。',
  },
  periodRuns: {
    code: 'points.period-runs',
    status: 409,
    title: '这一段还没有过完，过完以后才能结算。',
  },
  nobody: {
    code: 'points.nobody',
    status: 409,
    title: '这一段里没有一位在任的代表，没有什么可以结算。',
  },
  closingThere: {
    code: 'points.closing-there',
    status: 409,
    title: '这一段已经有一份结算，请在那一份上接着办。',
  },
  closingMoved: {
    code: 'points.closing-moved',
    status: 409,
    title: '这份结算刚刚有人办到了下一步，请刷新看看。',
  },
  closingDiscarded: {
    code: 'points.closing-discarded',
    status: 409,
    title: '这份草稿已经作废，请回到结算那一页重新起草。',
  },
  beingCounted: {
    code: 'points.being-counted',
    status: 409,
    title: '这一段正在算每位代表的结果，请过几分钟再办。',
  },
  reviewsOpen: {
    code: 'points.reviews-open',
    status: 409,
    title: '这一段里还有没核对的事，请先核对完再签。',
  },
  appraisalsMissing: {
    code: 'points.appraisals-missing',
    status: 409,
    title: '还有代表没有作年终核定，请先核定完再签。',
  },
  peopleLeftOut: {
    code: 'points.people-left-out',
    status: 409,
    title: '有代表不在这份结算里，请看过是哪几位，再确认签字。',
  },
  noAppraisal: {
    code: 'points.no-appraisal',
    status: 422,
    title: '年终核定只给规则里写明的构成的代表（一般是农牧民、居民），并且只在全年结算里。',
  },
  appraisalTooHigh: {
    code: 'points.appraisal-too-high',
    status: 422,
    title: '核定分超过了规则定的最多分，请改低一些。',
  },
  noticeRuns: {
    code: 'points.notice-runs',
    status: 409,
    title: '公示期还没有满，满了以后才能结清。',
  },
  appealsOpen: {
    code: 'points.appeals-open',
    status: 409,
    title: '还有代表的意见没有答复，答复完才能结清。',
  },
} as const satisfies Record<string, ErrorKind>
