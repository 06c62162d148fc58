/** How far one is; the first is where it begins. */
export const mediationStates = {
  registered: '已登记，等受理',
  accepted: '已受理，征求双方意愿',
  mediating: '调解中',
  ended: '已结束',
} as const
export type MediationState = keyof typeof mediationStates

export const mediationActs = {
  accept: '受理',
  invite: '加请代表',
  join: '参加，与双方没有利害关系',
  recuse: '回避或不能参加',
  consent: '双方同意调解',
  refuse: '有一方不同意',
  log: '记一步',
  extend: '延长期限',
  finish: '登记结果',
  withdraw: '撤回',
  confirm: '登记司法确认',
  correct: '更正结果',
} as const
export type MediationAct = keyof typeof mediationActs

/** Who somebody is to one of them. */
export const mediationParts = { office: '代表工委', mediator: '受邀代表' } as const
export type MediationPart = keyof typeof mediationParts

/** Who brought it. */
export const mediationSources = {
  court: '法院委派',
  justice: '司法所移送',
  applied: '当事人申请',
  visit: '走访发现',
} as const
export type MediationSource = keyof typeof mediationSources

/** What can be written down as its result. */
export const mediationResults = {
  agreed: '达成调解协议',
  reconciled: '双方自行和解',
  failed: '没有调成',
} as const
export type MediationResult = keyof typeof mediationResults

/** How it ended; the last two before anybody could settle anything. */
export const mediationOutcomes = {
  ...mediationResults,
  withdrawn: '撤回',
  refused: '一方不同意调解',
} as const
export type MediationOutcome = keyof typeof mediationOutcomes

/** 五步闭环, as far as they are written down one by one. */
export const mediationSteps = {
  visit: '走访',
  talk: '恳谈',
  mediate: '调解',
  follow: '回访',
  suggest: '建议',
} as const
export type MediationStep = keyof typeof mediationSteps

/** How those who were asked stand to it; the last: they left office while it ran. */
export const mediatorAnswers = {
  none: '还没答复',
  joined: '参加',
  recused: '回避',
  left: '已离任',
} as const
export type MediatorAnswer = keyof typeof mediatorAnswers

/** Why a mediator may not write a suggestion out of it yet. */
export const notWritten = {
  unjoined: '您还没有答应参加这件调解，参加以后才能由它写建议。',
  unbegun: '双方同意调解以后，才能由它写建议。',
} as const

/** Lengths in characters; how many are asked at once, how many steps are kept. */
export const mediationLimits = {
  title: 60,
  sides: 60,
  caseNumber: 40,
  agreement: 40,
  text: 2000,
  reason: 300,
  step: 500,
  mediators: 5,
  steps: 60,
} as const
