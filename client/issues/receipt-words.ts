import { MINUTE } from '@mashang/shared/core/clock.ts'
import {
  countdownWords,
  momentWords,
  spanWords,
  untilWords,
} from '@mashang/shared/core/local-time.ts'
import { heldWords } from '@mashang/shared/issues/flood.words.ts'
import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'

/** The receipt's first lines: where the matter stands, in words a grandmother understands. */
export interface Standing {
  title: string
  lines: string[]
  tone: 'ink' | 'good' | 'late' | 'danger'
}

/** @param of what took so long, where the line above it speaks of something else */
const took = (ms: number, of = ''): string =>
  ms < MINUTE ? '不到 1 分钟就答复了' : `${of}用了 ${spanWords(ms)}`

/** @property suggestion without it, a suggestion's progress is left out */
type Stands = Pick<
  ReceiptView,
  | 'state'
  | 'clock'
  | 'resolution'
  | 'owedUntil'
  | 'concluded'
  | 'representative'
  | 'awaitsSuggestion'
  | 'can'
> &
  Partial<Pick<ReceiptView, 'suggestion'>>

/** How it stands with what was promised; nothing where there is nothing to say. */
function resolving(
  { resolution: clock, suggestion, awaitsSuggestion }: Stands,
  now: number,
): string[] {
  const suggested = suggestion?.line ? [suggestion.line] : []
  if (awaitsSuggestion || clock?.suggested) return suggested
  if (clock === null || clock.stoppedAt !== null) return []
  if (clock.pausedAt !== null) return ['正等您回一句话，补充一句就接着办。']
  if (clock.dueAt === null) return []
  const due = Date.parse(clock.dueAt)
  return [
    ...suggested,
    `${now > due ? '还没办结，答应的是' : '正在办，最晚'} ${untilWords(due)} 前办结`,
  ]
}

function redone(who: string, owed: number | null, now: number): Standing {
  const title = '正在重办'
  if (owed === null)
    return { title, lines: ['您不满意，重新办一次，', `等${who}再答复。`], tone: 'ink' }
  const left = countdownWords(owed, now)
  return now > owed
    ? {
        title,
        lines: [
          `您不满意，重新办一次，${left}，`,
          `${who}还没再答复，答应的是 ${momentWords(owed)} 前。`,
        ],
        tone: 'danger',
      }
    : {
        title,
        lines: [`您不满意，重新办一次，${left}，`, `${who}最晚 ${momentWords(owed)} 前再答复您`],
        tone: 'ink',
      }
}

/** The same in one line that stays true while nobody can be asked, and what the voter can do now. */
export function standingLine(issue: Stands, now: number): { words: string; next: string } {
  const { title, lines, tone } = standing(issue, now)
  const open = issue.state !== 'withdrawn' && issue.clock.stoppedAt === null
  const words = open ? lines.slice(0, tone === 'danger' ? 1 : 2).join('') : title
  const waits = issue.resolution?.stoppedAt === null && issue.resolution.pausedAt !== null
  const next = waits
    ? '等您回话'
    : issue.can.verdict
      ? '请您评价'
      : issue.can.chase
        ? '可以催一下'
        : issue.awaitsSuggestion
          ? '等建议的答复'
          : ''
  return { words: words.replace(/[，。]$/, ''), next }
}

/** `now` is the server's time in epoch milliseconds. */
export function standing(issue: Stands, now: number): Standing {
  const started = Date.parse(issue.clock.startedAt)
  const due = Date.parse(issue.clock.dueAt)
  const who = `${issue.representative.name}代表`
  const promised = `答应的是 ${momentWords(due)} 前`
  if (issue.state === 'withdrawn') {
    return { title: '您已撤回', lines: ['这件事不再往下办。要说别的，再扫一次码。'], tone: 'ink' }
  }
  if (issue.clock.stoppedAt) {
    const stopped = Date.parse(issue.clock.stoppedAt)
    const late = stopped > due
    const owed = issue.owedUntil === null ? null : Date.parse(issue.owedUntil)
    if (issue.state === 'redo') return redone(who, owed, now)
    const title = {
      held: '',
      awaiting: `${who}已答复`,
      answered: `${who}已答复`,
      referred: '已答复，正在办',
      concluded: '这件事办结了',
      declined: '这里办不了，请看该找谁',
      coordinating: '代表工委正在协调',
      closed: `${issue.concluded ? '这件事办结了' : '已答复'}，您评价过了`,
    }[issue.state]
    return {
      title,
      lines: [
        `${took(stopped - started, title.includes('答复') ? '' : '答复')}${late ? `，晚了 ${spanWords(stopped - due)}` : ''}，`,
        promised,
        ...resolving(issue, now),
      ],
      tone: late ? 'late' : 'good',
    }
  }
  const held = issue.state === 'held'
  if (now > due) {
    return {
      title: countdownWords(due, now),
      lines: [
        `${held ? '工作人员还没看完' : `${who}还没答复`}，${promised}。`,
        '这次晚了会一直记着，不会抹掉。',
      ],
      tone: 'danger',
    }
  }
  return {
    title: countdownWords(due, now),
    lines: [held ? `${heldWords}，` : `等${who}答复，`, `最晚 ${momentWords(due)} 前`],
    tone: 'ink',
  }
}
