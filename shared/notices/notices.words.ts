/** What a notice says in the apps. Plain constants and sentences. */
import type { NoticeKind } from './notices.model.ts'

const arrivals: Record<string, string> = {
  filed: '新来一件群众反映',
  passed: '有人转来一件事，请接着办',
  reassigned: '代表工委改派来一件事',
  left: '接手一件离任代表的事',
}

const LATE = '（系统停过一阵，这条来晚了）'

/** The headline of a notice to somebody with an account; its matter's title stands below. */
export function noticeHeadline(
  kind: NoticeKind,
  data: Record<string, string | number | boolean | null>,
): string {
  const late = data.late === true ? LATE : ''
  switch (kind) {
    case 'issue.arrived':
      return arrivals[String(data.how)] ?? '来了一件事'
    case 'issue.messaged':
      return '选民又说了一句'
    case 'clock.reminded':
      return `过了 ${data.hours} 小时，还没有回应${late}`
    case 'clock.overdue':
      return `过了 ${data.hours} 小时没有回应，已经超期${late}`
    case 'clock.escalated':
      return `过了 ${data.hours} 小时还没有回应，超期很久了${late}`
    case 'issue.answered':
      return '有了答复'
    case 'issue.referred':
      return '转给别处去办了'
    case 'issue.declined':
      return '说明了不归这里办'
    case 'issue.reassigned':
      return '换了人接着办'
    case 'system.alarm':
      return data.what === 'clock'
        ? '服务器的时间不对，提醒先停住了，请去看看'
        : '系统有件事要人看一看'
  }
}

/** In place of a title: the matter has been passed on, and is out of sight. */
export const OUT_OF_SIGHT = '这件事已经不在您手里'

export const jumpWords = { forward: '快了', backward: '慢了' } as const
