import { DAY, type EpochMs } from '@mashang/shared/core/clock.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { MediationCommand, NewMediation } from '@mashang/shared/mediations/mediations.model.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import { registerMediation } from './mediations.usecases.ts'
import { actOnMediation } from './steps.usecases.ts'

type Unread<C> = C extends { revision: number } ? Omit<C, 'revision'> : never
/** A step as it is played; whose, where it is not the office's. */
type Played = Unread<MediationCommand> & { day: number; mine?: true }

interface Plan extends Pick<NewMediation, 'title' | 'source' | 'sides' | 'text'> {
  /** Days from today, negative: past. */
  day: number
  steps: readonly Played[]
}

const dayOf = (now: EpochMs, day: number): string => momentDigits(now + day * DAY).slice(0, 10)

/** One that was settled and confirmed, one that was not, one that runs, one that waits. */
const plansAt = (now: EpochMs): readonly Plan[] => {
  const on = (day: number) => ({ on: dayOf(now, day), day })
  const begun = (day: number, talked: number): Played[] => [
    { act: 'join', day: day + 1, mine: true },
    { act: 'accept', day: day + 1 },
    { act: 'consent', ...on(day + 3) },
    {
      act: 'log',
      step: 'visit',
      ...on(day + 5),
      text: '到两家都看了，拍了现场，记下各自的想法。',
      mine: true,
    },
    {
      act: 'log',
      step: 'mediate',
      ...on(talked),
      text: '请双方坐下来，讲了民法典里相邻关系和赔偿的规定。',
      mine: true,
    },
  ]
  return [
    {
      title: '楼上漏水的赔偿',
      source: 'court',
      sides: '同一单元的两户居民',
      text: '楼上暖气漏水泡了楼下的天花板，赔多少说不拢。',
      day: -150,
      steps: [
        ...begun(-150, -140),
        { act: 'finish', outcome: 'agreed', agreement: '调协 1 号', ...on(-138) },
        { act: 'confirm', appliedOn: dayOf(now, -130), ...on(-125) },
        { act: 'log', step: 'follow', ...on(-100), text: '赔偿款付清了，两家都满意。', mine: true },
      ],
    },
    {
      title: '物业费和电梯维修',
      source: 'justice',
      sides: '六户业主和物业公司',
      text: '电梯常坏，业主不交物业费，物业要起诉。',
      day: -90,
      steps: [
        ...begun(-90, -75),
        { act: 'finish', outcome: 'failed', reason: '对维修钱谁出分歧太大。', ...on(-70) },
      ],
    },
    {
      title: '草场边界',
      source: 'visit',
      sides: '相邻的两户牧民',
      text: '围栏修到了对方草场上，差了十几米。',
      day: -12,
      steps: begun(-12, -4),
    },
    {
      title: '务工工资',
      source: 'applied',
      sides: '三名务工人员和包工头',
      text: '去年装修的工钱还差一部分。',
      day: -1,
      steps: [],
    },
  ]
}

/** Plays a few mediations, by the first two who serve. */
export async function playMediations(
  context: Context,
  serving: readonly string[],
  office: Actor,
): Promise<void> {
  const now = context.clock.now()
  const mediatorIds = serving.slice(0, 2)
  const [first] = mediatorIds
  if (first === undefined) return
  const mediator: Actor = { ...office, role: 'representative', representativeId: first }
  const then = (day: number): Context => ({
    ...context,
    clock: { now: () => now + day * DAY },
  })
  for (const { day, steps, ...plan } of plansAt(now)) {
    const made = await registerMediation(then(day), { id: newId(), ...plan, mediatorIds }, office)
    let { revision } = made
    for (const { day: stepDay, mine, ...step } of steps) {
      const by = mine === true ? mediator : office
      const command = { ...step, revision } as MediationCommand
      revision = (await actOnMediation(then(stepDay), made.id, command, by)).revision
    }
  }
}
