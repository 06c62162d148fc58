import { type EpochMs, HOUR } from '../core/clock.ts'
import type { ErrorKind } from '../core/errors.ts'
import { Failure } from '../core/errors.ts'
import { issueErrors } from './issues.errors.ts'
import type { Contact, ResponseCommand } from './issues.model.ts'
import { type IssueState, RESPONSE_HOURS, salutations } from './issues.words.ts'

/** Version of the response rule; a running clock keeps the one it started with. */
export const RESPONSE_RULE = 'response-24h/1'

/** 24 natural hours from filing, holidays included (24小时不打烊). [default; the promise on posters] */
export const responseDueAt = (filedAt: EpochMs): EpochMs => filedAt + RESPONSE_HOURS * HOUR

/** Exactly at the due moment is still on time; a late answer stays late for ever. */
export const isLate = (dueAt: EpochMs, at: EpochMs): boolean => at > dueAt

/** How often a matter may be passed on between representatives and stations. [default] */
export const MAX_BOUNCES = 2

/** Everything that can happen to an issue after it was filed. */
export type Move =
  | 'answer'
  | 'refer'
  | 'decline'
  | 'note'
  | 'reassign'
  | 'message'
  | 'withdraw'
  | 'verdict'

/**
 * What may happen when, and what state follows. The one table behind the buttons on the phone, the
 * 409 of the server and the state diagram.
 */
export const moves: Readonly<Record<IssueState, Partial<Record<Move, IssueState>>>> = {
  awaiting: {
    answer: 'answered',
    refer: 'referred',
    decline: 'declined',
    note: 'awaiting',
    reassign: 'awaiting',
    message: 'awaiting',
    withdraw: 'withdrawn',
  },
  referred: {
    answer: 'answered',
    refer: 'referred',
    note: 'referred',
    reassign: 'referred',
    message: 'referred',
    withdraw: 'withdrawn',
    verdict: 'closed',
  },
  answered: { note: 'answered', message: 'answered', verdict: 'closed' },
  declined: { note: 'declined', message: 'declined', verdict: 'closed' },
  closed: { message: 'closed' },
  withdrawn: {},
}

export const may = (state: IssueState, move: Move): boolean => moves[state][move] !== undefined

/** The state after a move; refuses one that the table does not have. */
export function after(state: IssueState, move: Move): IssueState {
  const next = moves[state][move]
  if (next === undefined) throw new Failure(issueErrors.notNow)
  return next
}

/** Phrases that say that something arrived, not what will be done. */
const ACKNOWLEDGEMENTS = [
  '已经收到了',
  '已经收到',
  '已收到',
  '收到了',
  '收悉',
  '收到',
  '知道了',
  '了解了',
  '已知悉',
  '知悉',
  '已阅',
  '您的问题',
  '您的反映',
  '你的问题',
  '你的反映',
  '这个问题',
  '该问题',
  '问题',
  '反映',
  '情况',
  '感谢您的反映',
  '感谢反映',
  '谢谢您的反映',
  '感谢您',
  '谢谢您',
  '感谢',
  '谢谢',
  '辛苦了',
  '正在处理中',
  '正在处理',
  '处理中',
  '正在办理中',
  '正在办理',
  '办理中',
  '正在核实',
  '正在了解',
  '已受理',
  '受理',
  '会尽快处理',
  '会尽快办理',
  '会尽快答复',
  '尽快处理',
  '尽快办理',
  '尽快答复',
  '尽快回复',
  '我们会',
  '我会',
  '将会',
  '请您耐心等待',
  '请耐心等待',
  '耐心等待',
  '请稍等',
  '请等待',
  '稍后答复',
  '稍后回复',
  '稍等',
  '您好',
  '你好',
  '好的',
  '好',
  '嗯',
  '哦',
  '行',
  '可以',
  '没问题',
  'ok',
  '已',
  '了',
  '的',
  '您',
  '你',
  '我',
  '会',
  '尽快',
  '请',
].sort((a, b) => b.length - a.length)

/** Fewer characters than this, greetings and acknowledgements taken off, say nothing. [default] */
const SUBSTANCE_MIN = 4

/**
 * Whether words answer anything. A status is not a response (domain rule: the clock stops on
 * substantive words only): what remains after greetings, thanks and acknowledgements must say
 * something. It is meant to catch the empty and the automatic, never to judge a short true answer;
 * the voter may still say "只是收到了".
 */
export function isSubstantive(text: string): boolean {
  let rest = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  for (const phrase of ACKNOWLEDGEMENTS) rest = rest.replaceAll(phrase, '')
  return [...rest].length >= SUBSTANCE_MIN && new Set(rest).size >= 3
}

export interface IssueFacts {
  state: IssueState
  representativeId: string
  stationId: string | null
  dueAt: EpochMs
  respondedAt: EpochMs | null
  bounces: number
}

/** What a response does: the new state, whether the response clock stops, who works on it next. */
export interface ResponseDecision {
  state: IssueState
  messageKind: 'answer' | 'referral' | 'decline'
  /** Set the first time only. */
  respondedAt: EpochMs | null
  stopsClock: boolean
  late: boolean
  handTo: { kind: 'representative' | 'station'; id: string } | null
  bounces: number
}

const refuse = (kind: ErrorKind, path: string): never => {
  throw new Failure(kind, { fields: [{ path, message: kind.title }] })
}

/** Decides on answer, referral or refusal; throws a Failure that names the field to mend. */
export function decideResponse(
  issue: IssueFacts,
  command: ResponseCommand,
  now: EpochMs,
): ResponseDecision {
  const state = after(issue.state, command.decision)
  if (!isSubstantive(command.text)) refuse(issueErrors.answerNotSubstantive, 'text')
  const inside = command.to?.kind === 'representative' || command.to?.kind === 'station'
  if (command.decision === 'refer') {
    if (command.to === undefined) return refuse(issueErrors.targetRequired, 'to')
    if (inside && command.to.id === undefined) refuse(issueErrors.targetRequired, 'to.id')
    if (command.to.kind === 'department' && command.to.name === undefined)
      refuse(issueErrors.targetRequired, 'to.name')
    if (inside && issue.bounces >= MAX_BOUNCES) throw new Failure(issueErrors.tooManyBounces)
  }
  const handTo =
    command.decision === 'refer' && inside
      ? { kind: command.to?.kind as 'representative' | 'station', id: command.to?.id as string }
      : null
  const respondedAt = issue.respondedAt ?? now
  return {
    state,
    messageKind:
      command.decision === 'answer'
        ? 'answer'
        : command.decision === 'refer'
          ? 'referral'
          : 'decline',
    respondedAt,
    stopsClock: issue.respondedAt === null,
    late: isLate(issue.dueAt, respondedAt),
    handTo,
    bounces: issue.bounces + (handTo === null ? 0 : 1),
  }
}

/**
 * All that a representative sees of a voter's name: "王女士", or "王某" where no form of address was
 * given, or "匿名". Two-character family names are kept whole.
 */
export function voterWords(contact: Contact | undefined, hidden: boolean): string {
  const name = contact?.name
  if (hidden || name === undefined) return '匿名'
  const family =
    COMPOUND.find((compound) => name.startsWith(compound) && [...name].length > 2) ??
    [...name][0] ??
    ''
  if (!/\p{Script=Han}/u.test(family)) return '一位群众'
  return `${family}${contact?.salutation === undefined ? '某' : salutations[contact.salutation]}`
}

const COMPOUND = [
  '欧阳',
  '太史',
  '端木',
  '上官',
  '司马',
  '东方',
  '独孤',
  '南宫',
  '万俟',
  '闻人',
  '夏侯',
  '诸葛',
  '尉迟',
  '公羊',
  '赫连',
  '澹台',
  '皇甫',
  '宗政',
  '濮阳',
  '公冶',
  '太叔',
  '申屠',
  '公孙',
  '慕容',
  '仲孙',
  '钟离',
  '长孙',
  '宇文',
  '司徒',
  '鲜于',
  '司空',
  '闾丘',
  '子车',
  '亓官',
  '司寇',
  '令狐',
  '呼延',
]
