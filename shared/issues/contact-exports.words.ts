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

const ACTS = '新建、改权限、发登录码或停用两步登录'

/**
 * Why somebody cannot say yes to a request, though it is not their own.
 * @param days how long such an act counts
 */
export function notIndependentWords(
  hand: { id: string; name: string },
  asker: { id: string; name: string },
  reader: string,
  days: number,
): string {
  const end = '请另找一位同事同意。'
  if (hand.id === asker.id) return `您的账号近 ${days} 天由${asker.name}动过（${ACTS}），${end}`
  if (hand.id === reader) return `${asker.name}的账号近 ${days} 天由您动过（${ACTS}），${end}`
  return `您和${asker.name}的账号近 ${days} 天都经过${hand.name}的手（${ACTS}），${end}`
}

export const contactExportLimits = {
  /** Each voter sees that their contact was opened, in the same commit. */
  issues: 500,
  /** How long a request waits for its yes, and a yes for its download. [default] */
  hours: 24,
  reason: 200,
} as const
