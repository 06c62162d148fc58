import { MINUTE } from '@mashang/shared/core/clock.ts'
import { countdownWords, momentWords, spanWords } from '@mashang/shared/core/local-time.ts'
import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'

/** The receipt's first lines: where the matter stands, in words a grandmother understands. */
export interface Standing {
  title: string
  lines: string[]
  tone: 'ink' | 'good' | 'late' | 'danger'
}

const took = (ms: number): string => (ms < MINUTE ? '不到 1 分钟就答复了' : `用了 ${spanWords(ms)}`)

/** `now` is the server's time in epoch milliseconds. */
export function standing(issue: ReceiptView, now: number): Standing {
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
    const title = {
      awaiting: `${who}已答复`,
      answered: `${who}已答复`,
      referred: '已答复，正在办',
      declined: '这里办不了，请看该找谁',
      closed: '已答复，您评价过了',
    }[issue.state]
    return {
      title,
      lines: [
        `${took(stopped - started)}${late ? `，晚了 ${spanWords(stopped - due)}` : ''}，`,
        promised,
      ],
      tone: late ? 'late' : 'good',
    }
  }
  if (now > due) {
    return {
      title: countdownWords(due, now),
      lines: [`${who}还没答复，${promised}。`, '这次晚了会一直记着，不会抹掉。'],
      tone: 'danger',
    }
  }
  return {
    title: countdownWords(due, now),
    lines: [`等${who}答复，`, `最晚 ${momentWords(due)} 前`],
    tone: 'ink',
  }
}
