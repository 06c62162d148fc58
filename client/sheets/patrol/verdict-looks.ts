import type { WorkIconName } from '../../core/work-icons.ts'
import { doneWords, type Seen } from './walk.ts'

/** How a verdict looks from a metre away: a colour, an icon and a word that mean the same. */
export interface Look {
  tone: 'good' | 'mind' | 'bad' | 'plain'
  icon: WorkIconName
  word: string
  /** Milliseconds on and off; felt without looking. */
  buzz: number[]
}

const looks = {
  right: { tone: 'good', icon: 'check', word: '贴对了', buzz: [40] },
  moved: { tone: 'mind', icon: 'pin', word: '换了地方', buzz: [80, 60, 80] },
  unhung: { tone: 'plain', icon: 'edit', word: '还没登记', buzz: [80, 60, 80] },
  stopped: { tone: 'mind', icon: 'stop', word: '已作废，请撕下', buzz: [80, 60, 80] },
  personal: { tone: 'plain', icon: 'person', word: '个人的码', buzz: [40] },
  unknown: { tone: 'mind', icon: 'warn', word: '没有这个码', buzz: [80, 60, 80] },
  foreign: { tone: 'bad', icon: 'warn', word: '不是我们的', buzz: [200, 100, 200, 100, 200] },
} as const satisfies Record<NonNullable<Seen['verdict']>, Look>

const waiting: Look = { tone: 'plain', icon: 'clock', word: '先记下了', buzz: [40] }

/**
 * What was dealt with looks so; what is not judged yet looks like nothing but waiting, whatever the
 * phone may guess.
 */
export function lookOf({ done, verdict }: Pick<Seen, 'done' | 'verdict'>): Look {
  if (done?.arrived === false) return { ...waiting, word: '存在手机里了' }
  if (done) return { tone: 'good', icon: 'check', word: doneWords[done.what], buzz: [40] }
  return verdict === null ? waiting : looks[verdict]
}
