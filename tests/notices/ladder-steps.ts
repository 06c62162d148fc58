import { DAY } from '@mashang/shared/core/clock.ts'
import type { Acts } from './ladder-acts.ts'
import { type Matter, waits } from './ladder-model.ts'

export interface Step {
  name: string
  /** How often, against the others. */
  weight: number
  /** Of which matters; absent: of none in particular. */
  of?: (matter: Matter) => boolean
  act: (matter: Matter) => Promise<unknown>
}

const promised = ({ promise }: Matter): boolean => promise !== null
const paused = ({ promise }: Matter): boolean => promise !== null && promise.pausedUntil !== null
/** Nobody has answered it yet. */
const unanswered = ({ state }: Matter): boolean => state === 'awaiting'
const there = ({ state }: Matter): boolean => state !== 'withdrawn'

/** What people may do, and to which matters. */
export const whatPeopleDo = (a: Acts, now: () => number): Step[] => [
  { name: 'file', weight: 8, act: () => a.file() },
  { name: 'answer', weight: 2, of: waits, act: (m) => a.answer(m) },
  { name: 'decline', weight: 1, of: unanswered, act: (m) => a.decline(m) },
  { name: 'pass on', weight: 2, of: waits, act: (m) => a.passOn(m) },
  { name: 'send out', weight: 1, of: waits, act: (m) => a.sendOut(m) },
  { name: 'reassign', weight: 2, of: (m) => waits(m) || promised(m), act: (m) => a.reassign(m) },
  {
    name: 'ask the office',
    weight: 3,
    of: (m) => waits(m) && m.bounces === 2 && !m.forOffice,
    act: (m) => a.askOffice(m),
  },
  { name: 'office answers', weight: 1, of: (m) => m.forOffice, act: (m) => a.officeAnswers(m) },
  {
    name: 'conclude',
    weight: 1,
    // What waits for the office is the office's to end.
    of: (m) => (promised(m) || m.state === 'referred') && !m.forOffice,
    act: (m) => a.conclude(m),
  },
  { name: 'ask the voter', weight: 3, of: promised, act: (m) => a.ask(m) },
  { name: 'go on', weight: 1, of: paused, act: (m) => a.resume(m) },
  { name: 'voter speaks', weight: 3, of: paused, act: (m) => a.thank(m) },
  { name: 'thank', weight: 1, of: () => true, act: (m) => a.thank(m) },
  { name: 'thank at the end', weight: 1, of: (m) => m.endedAt !== null, act: (m) => a.thank(m) },
  { name: 'withdraw', weight: 1, of: waits, act: (m) => a.withdraw(m) },
  ...verdicts(a, now),
  { name: 'join', weight: 4, of: (m) => waits(m) && m.group === null, act: (m) => a.join(m) },
  { name: 'join anything', weight: 1, of: there, act: (m) => a.join(m) },
  { name: 'take out', weight: 1, of: (m) => m.group !== null, act: (m) => a.takeOut(m) },
  { name: 'leave', weight: 2, act: () => a.leave() },
  { name: 'come back', weight: 1, act: () => a.back() },
]

function verdicts(a: Acts, now: () => number): Step[] {
  const judged = ({ state, endedAt }: Matter): boolean =>
    (state === 'answered' || state === 'concluded' || state === 'declined') &&
    (endedAt === null || now() < endedAt + 15 * DAY)
  return [
    { name: 'bad', weight: 3, of: judged, act: (m) => a.judge(m, 'bad') },
    { name: 'good', weight: 1, of: judged, act: (m) => a.judge(m, 'good') },
    {
      name: 'only acknowledged',
      weight: 1,
      of: (m) => judged(m) && m.review === 'none',
      act: (m) => a.judge(m, 'only acknowledged'),
    },
    { name: 'review', weight: 1, of: (m) => m.review === 'pending', act: (m) => a.review(m) },
  ]
}
