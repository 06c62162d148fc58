/** What a notice says in the apps. Plain constants and sentences. */
import { matterNotice } from '../matters/matters.words.ts'
import type { NoticeKind } from './notices.model.ts'

const arrivals: Record<string, string> = {
  filed: '新来一件群众反映',
  passed: '有人转来一件事，请接着办',
  reassigned: '代表工委改派来一件事',
  left: '接手一件离任代表的事',
}

const tasks: Record<string, string> = {
  bounces: '转了两次还没人办，请代表工委定',
  unattended: '离任代表的事没有人看得到，请代表工委定',
  moderation: '有内容要代表工委看一看，请到“审看”里定',
  coordination: '重办后选民仍不满意，请代表工委协调',
  acknowledgement: '选民说只是收到了，请代表工委核实',
}

const alarms: Record<string, string> = {
  'contact-export': '有人请求导出选民的联系方式，请另一位同事在“群众反映 → 导出”里看看',
  'second-factor': '同事替您停用了两步登录，缘由在“我的两步登录”里；不是您要的，请马上联系同事',
  flood: '短时间内来了很多反映，先没有给代表，请到“审看 → 短时间内太多”里看看',
  clock: '服务器的时间不对，提醒先停住了，请去看看',
  calendar: '明年的放假安排还没有，请去“设置 → 工作日历”补上',
}

export const reminded = '工作人员催了一下，请尽快答复'
export const suggestionDeclined = '代表建议没有立案，请看原因'

const LATE = '（系统停过一阵，这条来晚了）'

/** One word for all that the office holds in a flood. */
const heldFor = (hours: unknown, what: string, late: string): string =>
  `短时间内太多的反映里，有的过了 ${String(hours)} 小时还没有看，${what}${late}`

/** The headline of a notice to somebody with an account; its matter's title stands below. */
export function noticeHeadline(
  kind: NoticeKind,
  data: Record<string, string | number | boolean | null>,
): string {
  const late = data.late === true ? LATE : ''
  switch (kind) {
    case 'issue.arrived':
      return data.how === 'let-through'
        ? `工作人员看过，转来 ${data.many} 件群众反映`
        : (arrivals[String(data.how)] ?? '来了一件事')
    case 'issue.messaged':
      return '选民又说了一句'
    case 'issue.withdrawn':
      return '选民撤回了，不用再办'
    case 'issue.rated':
      return '选民作了评价'
    case 'issue.chased':
      return '选民在催，答复已经晚了'
    case 'issue.reminded':
      return reminded
    case 'issue.redo':
      return '选民不满意，请重办一次'
    case 'issue.reviewed':
      return data.upheld === true ? '代表工委核实了：不算一次答复' : '代表工委核实了：算一次答复'
    case 'issue.for-office':
      return tasks[String(data.task)] ?? '有件事要代表工委定'
    case 'issue.settled':
      return '代表工委协调好了'
    case 'leave.stand-in':
      return '有代表休假，请您代看一阵，来的事会出现在您的待办里'
    case 'points.signed':
      return `您的履职积分在公示，有不同意见请在 ${data.until} 前提`
    case 'points.appeal-decided':
      if (data.upheld !== true) return '您对积分的意见，代表工委答复了：维持原来的'
      if (data.moved === false) return '您对积分的意见，代表工委采纳了，分数没有变'
      return '您对积分的意见，代表工委采纳了'
    case 'points.settled':
      return '您的履职积分结清了，以后不再变'
    case 'points.appeal-came':
      return '有代表对积分有不同意见，请代表工委答复'
    case 'record.paper-kept':
      return '代表工委在您的履职档案里登记了一件，请看看对不对'
    case 'record.paper-withdrawn':
      return '代表工委撤销了您履职档案里的一件登记，理由写在档案里'
    case 'clock.reminded':
      if (data.held === true) return heldFor(data.hours, '时间快到了', late)
      return `过了 ${data.hours} 小时，还没有回应${late}`
    case 'clock.overdue':
      if (data.held === true) return heldFor(data.hours, '已经超期', late)
      return `过了 ${data.hours} 小时没有回应，已经超期${late}`
    case 'clock.escalated':
      if (data.held === true) return heldFor(data.hours, '超期很久了', late)
      return `过了 ${data.hours} 小时还没有回应，超期很久了${late}`
    case 'issue.answered':
      return '有了答复'
    case 'issue.referred':
      return '转给别处去办了'
    case 'issue.declined':
      return '说明了不归这里办'
    case 'issue.reassigned':
      return '换了人接着办'
    case 'issue.noted':
      return '先告诉了一声'
    case 'issue.asked':
      return '有一句话要问'
    case 'issue.concluded':
      return '办结了'
    case 'issue.suggestion-submitted':
      return data.joined === true
        ? '连到了一件已有的建议，一起等答复'
        : '写成了代表建议，交给部门办'
    case 'issue.suggestion-answered':
      return '代表建议有了答复'
    case 'issue.suggestion-declined':
      return suggestionDeclined
    case 'issue.suggestion-withdrawn':
      return '代表收回了建议'
    case 'issue.suggestion-unsatisfied':
      return data.next === 'redo'
        ? '代表对答复不满意，部门再办一次'
        : '代表对答复不满意，代表工委来协调'
    case 'issue.suggestion-settled':
      return '代表建议协调好了'
    case 'issue.suggestion-merged':
      return '代表建议并到另一件里一起办'
    case 'issue.suggestion-over':
      return '不用再等建议了，请告诉选民结果，把这件事办结'
    case 'issue.suggestion-corrected':
      return '代表建议的进展有更正，请看看'
    case 'clock.extended':
      return '办结的时间延长了'
    case 'system.alarm':
      return alarms[String(data.what)] ?? '系统有件事要人看一看'
    default: {
      const notice = matterNotice(kind)?.notice
      return notice?.tasks?.[String(data.task)] ?? notice?.headline ?? ''
    }
  }
}

/** In place of a title: the matter has been passed on, and is out of sight. */
export const OUT_OF_SIGHT = '这件事已经不在您手里'

export const jumpWords = { forward: '快了', backward: '慢了' } as const
