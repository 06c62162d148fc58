import { DAY } from '@mashang/shared/core/clock.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import { keepPaper } from '../records/on-paper.usecases.ts'

/** Writes down from paper, two months ago, what somebody had done before. */
export async function playPapers(
  context: Context,
  { id }: { id: string },
  office: Actor,
): Promise<void> {
  const then = context.clock.now() - 60 * DAY
  await keepPaper(
    { ...context, clock: { now: () => then } },
    id,
    {
      id: newId(),
      kind: 'tickets',
      title: '督办广场路路灯长期不亮的工单',
      on: momentDigits(then - 10 * DAY).slice(0, 10),
      partner: '区城市管理局',
      outcome: '换了六盏灯，一周内修好',
      reference: '督办单第 3 号',
    },
    office,
  )
}
