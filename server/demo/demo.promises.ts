import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { demoMatters } from './demo.matters.ts'

/** What happens to a matter that was answered and is being worked on. */
export interface DemoPromise {
  /** Which of the busy ones on the roster has it, and which matter it is. */
  person: number
  matter: number
  /** How long ago it was filed, and how long after that it was answered. */
  filed: number
  answered: number
  /** What was done about its clock, and how long after the answer. */
  step?: { after: number } & (
    | { kind: 'extend'; days: number; reason: string }
    | { kind: 'lengthen'; reason: string }
    | { kind: 'ask'; question: string }
    | { kind: 'conclude'; text: string }
  )
}

/** Some matters in the middle of being carried out; the fourth is late. */
export const demoPromises: readonly DemoPromise[] = [
  { person: 0, matter: 0, filed: 30 * HOUR, answered: 6 * HOUR },
  {
    person: 0,
    matter: 2,
    filed: 4 * DAY,
    answered: 5 * HOUR,
    step: {
      kind: 'extend',
      after: 2 * DAY,
      days: 3,
      reason: '换阀门要从包头调货，供热站说最迟下周三到，到了当天就换。',
    },
  },
  {
    person: 0,
    matter: 9,
    filed: 3 * DAY,
    answered: 8 * HOUR,
    step: {
      kind: 'ask',
      after: DAY,
      question:
        '自然资源局要核对账号，您家户主的银行卡最近换过吗？换过的话说一声就行，卡号别写在这里。',
    },
  },
  { person: 1, matter: 5, filed: 13 * DAY, answered: 4 * HOUR },
  {
    person: 1,
    matter: 1,
    filed: 5 * DAY,
    answered: 9 * HOUR,
    step: { kind: 'lengthen', after: DAY, reason: '改线路要公交公司、交通局、棉纺厂三家一起定。' },
  },
  {
    person: 1,
    matter: 3,
    filed: 6 * DAY,
    answered: 3 * HOUR,
    step: {
      kind: 'conclude',
      after: 2 * DAY,
      text: '环卫站这周已经清了两次，我周五去村口看过，箱子是空的，李会计的签字本也看了。',
    },
  },
]

/** The matter of a promise; every one has an answer. */
export const promisedMatter = (promise: DemoPromise) => {
  const matter = demoMatters[promise.matter]
  if (matter === undefined) throw new Error(`the demo has no matter ${promise.matter}`)
  return matter
}
