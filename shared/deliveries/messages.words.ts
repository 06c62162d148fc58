import { type MatterNoticeKind, matterNotice } from '../matters/matters.words.ts'
import type { NoticeKind } from '../notices/notices.model.ts'
import { reminded, suggestionDeclined } from '../notices/notices.words.ts'

/**
 * What happened, in at most 20 characters (templates of WeChat take no more).
 * @param hours "12 小时"
 */
export const steps: Record<Exclude<NoticeKind, MatterNoticeKind>, (hours: string) => string> = {
  'issue.arrived': () => '新来一件反映',
  'issue.messaged': () => '选民补充了一句',
  'issue.withdrawn': () => '选民撤回了',
  'issue.rated': () => '选民作了评价',
  'issue.chased': () => '选民在催，请尽快答复',
  'issue.reminded': () => reminded,
  'issue.redo': () => '选民不满意，请重办',
  'issue.reviewed': () => '核实有了结果',
  'issue.for-office': () => '有一件要代表工委定',
  'issue.settled': () => '代表工委协调有了结果',
  'leave.stand-in': () => '请您代看休假代表的事',
  'points.signed': () => '您的履职积分在公示',
  'points.settled': () => '您的履职积分结清了',
  'points.appeal-came': () => '代表对积分有不同意见',
  'points.appeal-decided': () => '您对积分的意见有了答复',
  'record.paper-kept': () => '您的履职档案登记了一件',
  'record.paper-withdrawn': () => '您履职档案里的一件撤销了',
  'clock.reminded': (hours) => `已过 ${hours}，还没有答复`,
  'clock.overdue': () => '已经超期，请尽快答复',
  'clock.escalated': (hours) => `${hours}没有答复，请过问`,
  'issue.answered': () => '有了答复',
  'issue.referred': () => '已转到能办的地方',
  'issue.declined': () => '有了说明，请看看',
  'issue.reassigned': () => '换了一位代表来办',
  'issue.noted': () => '办理中有一句话告诉您',
  'issue.asked': () => '有一句话要问您',
  'issue.concluded': () => '已经办结，请看看',
  'issue.suggestion-submitted': () => '这件事在代表建议里一起办',
  'issue.suggestion-answered': () => '代表建议有了答复',
  'issue.suggestion-declined': () => suggestionDeclined,
  'issue.suggestion-withdrawn': () => '代表收回了建议',
  'issue.suggestion-unsatisfied': () => '代表对答复不满意，还要再办',
  'issue.suggestion-settled': () => '代表建议协调好了',
  'issue.suggestion-merged': () => '代表建议并到另一件里办',
  'issue.suggestion-over': () => '不用再等建议了，请给选民结果',
  'issue.suggestion-corrected': () => '代表建议的进展有更正',
  'clock.extended': () => '办结时间延长了',
  'system.alarm': () => '系统有事需要处理',
}

/** The step of any notice, in the same few words. */
export const stepOf = (kind: NoticeKind, hours: string): string =>
  matterNotice(kind)?.notice.step ?? steps[kind as keyof typeof steps](hours)

/** The end of every mail. */
export const closingLines = (canEnd: boolean): string[] => [
  '',
  '—— 码上代表',
  ...(canEnd ? ['不想收这类邮件，请点邮件里的“退订”，或在“我的 · 提醒方式”里改。'] : []),
]
