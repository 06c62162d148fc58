import { plainSum } from '@mashang/shared/points/explain.rules.ts'
import { periodWords } from '@mashang/shared/points/periods.rules.ts'
import { plainOf } from '@mashang/shared/points/plain.rules.ts'
import type { Context } from '../core/context.ts'
import { accountNow, periodAsked } from './accounts.usecases.ts'
import { followLedger } from './follow.usecases.ts'

/** The points of this year in lines for a record: the sum, then each number with what it is made of. */
export async function pointLines(context: Context, id: string): Promise<string[]> {
  await followLedger(context)
  const period = periodAsked(context, undefined)
  const account = plainOf(await accountNow(context, id, period))
  return [
    `${periodWords(period)}：${plainSum(account, null, account.total)}`,
    ...account.items
      .filter(({ entries }) => entries.length > 0)
      .map(({ title, points, words }) => `${title} ${points} 分：${words}`),
  ]
}
