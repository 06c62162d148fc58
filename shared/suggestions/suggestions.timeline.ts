import { dayOfIso } from '../calendars/work-calendar.rules.ts'
import { dayWords, localDayStart, untilWords } from '../core/local-time.ts'
import {
  type AnswerClass,
  acceptedWords,
  classWords,
  type MediateWay,
  mediateWays,
  type Satisfaction,
  type SettleWay,
  type SignedBy,
  type SuggestionAct,
  type SuggestionClock,
  satisfactions,
  settleWays,
  signatures,
  suggestionClocks,
} from './suggestions.words.ts'

/** A fact of the ledger about one suggestion, as far as a timeline needs it. */
export interface SuggestionFact {
  at: number
  type: string
  /** Who did it, in words. */
  who: string
  data: Record<string, unknown>
  /** Whose paper was entered, in words. */
  author?: string
  /** To whom it was assigned, or sent, in words. */
  departments?: string
  /** Who had it until it was assigned to those, in words. */
  lost?: string
  /** Each of several departments was judged for itself. */
  apart?: boolean
  /** Which of several departments answer once more, in words. */
  again?: string
  /** Why it was merged; the ledger itself holds no words. */
  reason?: string
}

const answered = ({ class: of, said, signedBy }: Record<string, unknown>): string =>
  [
    classWords(of as AnswerClass, typeof said === 'string' ? said : null),
    ...(typeof signedBy === 'string' ? [signatures[signedBy as SignedBy]] : []),
  ].join('；')

const dayOf = (iso: unknown): string => dayWords(localDayStart(dayOfIso(String(iso))))

const plain: Partial<
  Record<
    SuggestionAct | 'written' | 'joined' | 'left' | 'link-taken' | 'link-moved' | 'promise-due',
    string
  >
> = {
  written: '起草了这件建议。',
  confirm: '同意附议。',
  return: '请代表修改后再交。',
  decline: '没有立案，理由已告诉代表。',
  unmerge: '撤销了并案，重新单独审核。',
  resume: '收回了不予立案的决定，恢复审核。',
  receive: '签收了。',
  object: '申请退回，等代表工委定。',
  'drop-objection': '收回了退回申请，接着办。',
  reject: '没有同意退回，仍由原单位办。',
  contact: '和代表沟通了，已记下。',
  opine: '交来了会办意见。',
  'ask-extension': '申请延期。',
  rework: '把拟好的答复退回重拟。',
  close: '评价期限过了，办结。',
  joined: '把又一件群众反映连到了这件建议。',
  left: '取下了一件群众反映。',
  'drop-withdrawal': '不撤回了，建议照旧往下走。',
  disagree: '不同意撤回，建议照旧往下走。',
  publish: '把建议和答复公开了。',
  unpublish: '把公开的内容撤下了。',
  'link-taken': '打开一次性链接办起来了，以后在那台设备上办。',
  'link-moved': '换了一台设备接着办。',
  'promise-due': '答应的日子到了，请承办单位再答复一次。',
}

function ratedWords(who: string, data: Record<string, unknown>, author = '代表'): string {
  if (data.paper === true) {
    const instead = data.replaces === true ? '，代替上一次代录的' : ''
    return `${who}按${author} ${dayOf(data.signedOn)}签的纸质意见表代录了评价${instead}`
  }
  return data.replaces === true
    ? `${who}自己作了评价，代替按纸质意见表代录的那一次`
    : `${who}作了评价`
}

/** "（态度满意，结果不满意）"; of several the worst, which nobody said so; nothing, of a fact that does not say. */
const verdictWords = ({ attitude, result }: Record<string, unknown>, apart: boolean): string =>
  typeof attitude === 'string' && typeof result === 'string'
    ? `（${apart ? '各单位里最差的：' : ''}态度${satisfactions[attitude as Satisfaction]}，结果${satisfactions[result as Satisfaction]}）`
    : ''

/** What follows from a verdict; of several departments, by whom. */
const afterVerdict = (next: unknown, again: string | undefined): string =>
  next === 'redo'
    ? `，由${again ?? '承办单位'}再答复一次`
    : next === 'mediation'
      ? '，由代表工委协调'
      : ''

/** "（现场协调，3月2日）"; nothing, of what is older than these. */
const settledWords = ({ way, on }: Record<string, unknown>): string =>
  typeof way === 'string' ? `（${settleWays[way as SettleWay]}，${dayOf(on)}）` : ''

const verifiedWords = ({ theirs, agreed }: Record<string, unknown>): string => {
  if (theirs === true) return '确实提了、签了'
  return agreed === true ? '没有提，建议已撤回' : '没有提、没有签，记在案里'
}

const lostWords = (lost: string | undefined): string =>
  lost === undefined ? '' : `，${lost}不再办`

/** What is the same, or done already, although others have it now. */
const givenAgain = ({ answered: all }: Record<string, unknown>): string =>
  all === true ? '承办单位都已答复，请代表评价' : '答复期限仍从第一次交办算'

/** What happened, in one sentence. Null: nothing to tell. */
export function sentenceOf({
  type,
  who,
  data,
  reason,
  author,
  again,
  departments,
  lost,
  apart = false,
}: SuggestionFact): string | null {
  const act = type.replace(/^suggestion\./, '')
  switch (act) {
    case 'imported':
      return `${who}从往年的表里导入。`
    case 'import-updated':
      return `${who}按往年的表改过来了。`
    case 'import-undone':
      return `${who}撤回了一次导入，恢复成那次以前的样子。`
    case 'author-left':
      return data.agreed === true
        ? '要等的附议代表已离任，不再等，建议已撤回。'
        : '要等的附议代表已离任，不再等，建议提交了。'
    case 'withdrawal-waits':
      return '附议代表对撤回还没有回话，又请了一次。'
    case 'joined':
      return typeof data.issues === 'number'
        ? `放在一起的 ${data.issues} 件群众反映也连到了这件建议。`
        : `${who}${plain.joined}`
    case 'merge':
      return `${who}把它并入另一件一起办。${reason === undefined ? '' : `理由：${reason}`}`
    case 'merged-in':
      return `${who}把另一件并进来，提出那一件的代表一起附议。`
    case 'merged-out':
      return `${who}把并进来的一件分出去单独办，只随那一件来的代表不再附议。`
    case 'submit':
      return data.submitted === true ? `${who}提交了。` : `${who}提交了，等附议代表确认。`
    case 'send-on':
      return `${who}没有再等 ${Number(data.silent)} 位还没回话的代表，提交了。`
    case 'refuse':
      return data.agreed === true ? `${who}没有附议，建议已撤回。` : `${who}没有附议。`
    case 'assign':
      return data.again === true || data.answered === true
        ? `${who}重新交办给${departments}${lostWords(lost)}，${givenAgain(data)}。`
        : `${who}交办给${departments}。`
    case 'reassign':
      return data.changed === true
        ? `${who}调整了承办单位，现在是${departments}${lostWords(lost)}，${givenAgain(data)}。`
        : `${who}改交给${departments}${lostWords(lost)}，${givenAgain(data)}。`
    case 'go-on': {
      const due =
        typeof data.dueSet === 'number' ? `，答复期限定为 ${dayWords(data.dueSet - 1)}` : ''
      return `${who}让往年没有答复的这一件接着办${due}。`
    }
    case 'lay-by':
      return `${who}取消了接着办，仍作往年的存着。`
    case 'retell':
      return `${who}补记了往年承诺的结果（${answered(data)}）。`
    case 'propose':
      return `${who}拟好了答复，等负责人签发。`
    case 'sign':
      return `${who}签发了答复（${answered(data)}）。`
    case 'redeem':
      return `${who}按承诺再次答复（${answered(data)}）。`
    case 'decide-extension':
      return data.granted === true
        ? `${who}同意${departments ?? ''}延期，最长 ${Number(data.months)} 个月，已告诉代表。`
        : `${who}没有同意${departments ?? ''}延期。`
    case 'waive':
      return `会办意见的期限过了，${who}定了不再等${departments}的。`
    case 'rate':
      return `${ratedWords(who, data, author)}${verdictWords(data, apart)}${afterVerdict(data.next, again)}。`
    case 'dispute':
      return data.never === true
        ? `${who}说没有记下的一次沟通，请代表工委核定。`
        : `${who}说记下的一次沟通和实际有出入。`
    case 'weigh':
      return `${who}核定，有异议的那次沟通${data.stands === true ? '算数' : '不算数'}。`
    case 'mediate':
      return `${who}记了协调的经过（${mediateWays[data.way as MediateWay]}，${dayOf(data.on)}）。`
    case 'settle':
      return `${who}协调后办结${settledWords(data)}。`
    case 'enter':
      return `${who}按${author ?? '代表'} ${dayOf(data.signedOn)}交来的纸质建议代录，提交了。`
    case 'cosigned-on-paper':
      return `${who}按纸上的签名录入：${author ?? '代表'}附议。`
    case 'disown':
      return data.lead === true
        ? `${who}说代录的这件不是自己提的，请代表工委核对。`
        : `${who}说没有在代录的这件上签名，请代表工委核对。`
    case 'verify':
      return `${who}核对了代录，${author ?? '代表'}${verifiedWords(data)}。`
    case 'take-back':
      return `${who}撤回了代录，理由已告诉代表。`
    case 'accept':
      return `${who}${acceptedWords(data.accepted === true)}。`
    case 'withdraw':
      return data.agreed === true ? `${who}撤回了建议。` : `${who}要撤回，等附议代表同意。`
    case 'agree':
      return data.agreed === true ? `${who}同意撤回，建议已撤回。` : `${who}同意撤回。`
    case 'clock-moved':
      return `工作日历改了，期限改到 ${untilWords(Number(data.after))}。`
    case 'mark-key':
      return `${who}把它列为重点督办建议。`
    case 'unmark-key':
      return `${who}取消了重点督办。`
    case 'supervise':
      return `${who}记了一次重点督办（${dayOf(data.on)}）。`
    case 'mark-excellent':
      return `${who}把它评为优秀建议。`
    case 'unmark-excellent':
      return `${who}撤销了优秀建议。`
    case 'mark-secret':
      return `${who}把它标为不公开${data.unpublished === true ? '，公开的内容已经撤下' : ''}。`
    case 'unmark-secret':
      return `${who}取消了不公开的标记。`
    case 'remind':
      return `${who}催办了${suggestionClocks[data.clock as SuggestionClock] ?? '一次'}。`
    case 'link-made':
      return `${who}给${departments ?? '承办单位'}生成了一次性链接，由${who}自己发给它。`
    case 'promise-due':
      return plain['promise-due'] ?? null
    default: {
      const words = plain[act as SuggestionAct]
      return words === undefined ? null : `${who}${words}`
    }
  }
}
