/** An export of contacts: somebody asks, somebody else says yes, and it is taken once. */
export const contactExportStates = {
  asked: '等另一位同意',
  approved: '同意了，可以下载一次',
  declined: '没有同意',
  withdrawn: '自己撤回了',
  downloaded: '下载过了',
  expired: '过期了',
} as const
export type ContactExportState = keyof typeof contactExportStates

export const contactExportLimits = {
  /** Each voter sees that their contact was opened, in the same commit. */
  issues: 500,
  /** How long a request waits for its yes, and a yes for its download. [default] */
  hours: 24,
  reason: 200,
} as const
