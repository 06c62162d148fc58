import { localParts } from '@mashang/shared/core/local-time.ts'
import { DEFAULT_FROM } from '@mashang/shared/points/default-set.rules.ts'
import { type Period, periodWords } from '@mashang/shared/points/periods.rules.ts'
import type { pointsApi } from '@mashang/shared/points/points.api.ts'
import type { Simulation } from '@mashang/shared/points/rule-set.model.ts'
import type { Version } from '@mashang/shared/points/rule-set.rules.ts'
import {
  difference,
  effectWords,
  hasBegun,
  Simulated,
  type TriedPerson,
} from '@mashang/shared/points/simulation.rules.ts'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { inPieces, type TableFile } from '../exports/table-export.ts'
import { accountsOf, peopleOf } from './accounts.usecases.ts'
import { followLedger } from './follow.usecases.ts'
import { withDraft } from './rules.usecases.ts'

type Draft = z.output<NonNullable<typeof pointsApi.simulate.body>>

/** The rules as they are and as they would be; `begun`: the new ones count from a day that was. */
interface Rules {
  known: Version[]
  next: Version
  begun: boolean
}

async function rulesTried(context: Context, draft: Draft): Promise<Rules> {
  const { known, next } = await withDraft(context, draft)
  await followLedger(context)
  return { known, next, begun: hasBegun(draft.from, context.clock.now()) }
}

/** One year under the rules as they are and as they would be. */
async function tried(
  context: Context,
  period: Period,
  running: boolean,
  { known, next, begun }: Rules,
): Promise<Simulated> {
  const simulated = new Simulated(period, running)
  const people = await peopleOf(context, period)
  const would = accountsOf(context, people, period, [{ ...next, from: DEFAULT_FROM }])
  const will = accountsOf(context, people, period, [...known, next])
  for await (const before of accountsOf(context, people, period, known)) {
    const after = (await would.next()).value ?? []
    const saved = begun ? ((await will.next()).value ?? []) : []
    for (const [n, { person, account }] of before.entries()) {
      const { id, name } = person
      const { total } = account
      simulated.add({
        id,
        name,
        before: total,
        after: after[n]?.account.total ?? total,
        saved: saved[n]?.account.total ?? total,
      })
    }
  }
  return simulated
}

/** The last whole year, and the one that runs. */
function yearTried(context: Context, running: boolean): Period {
  const { year } = localParts(context.clock.now())
  return { year: running ? year : year - 1, half: null }
}

/**
 * Who would have other points had the new rules held for a whole year: of the facts that there are,
 * a day to come would move nobody. The last whole year is tried, because only in it a number that is
 * owed for a year shows, and the running one so far. Nothing is written.
 */
export async function simulate(context: Context, draft: Draft): Promise<Simulation> {
  const rules = await rulesTried(context, draft)
  const whole = (await tried(context, yearTried(context, false), false, rules)).view()
  const running = (await tried(context, yearTried(context, true), true, rules)).view()
  const moved = new Set([...whole.atOnce, ...running.atOnce].map(({ id }) => id)).size
  return { ...whole, running, effect: effectWords(draft.from, rules.begun ? moved : null) }
}

/** Everybody of one year whose points would be others, those whose change at once before the rest. */
export async function simulationFile(
  context: Context,
  { running, ...draft }: Draft & { running: boolean },
): Promise<TableFile<TriedPerson>> {
  const period = yearTried(context, running)
  const simulated = await tried(context, period, running, await rulesTried(context, draft))
  return {
    name: `积分试算 ${periodWords(period)}`,
    table: 'points-trial',
    columns: [
      { of: 'name', title: '姓名', cell: ({ name }) => name },
      { of: 'before', title: '现在', cell: ({ before }) => before },
      { of: 'saved', title: '一存下', cell: ({ saved }) => saved },
      {
        of: 'saved',
        title: '一存下的变化',
        cell: ({ before, saved }) => difference(before, saved),
      },
      { of: 'after', title: '年初就按新规则', cell: ({ after }) => after },
      {
        of: 'after',
        title: '年初就按新规则的变化',
        cell: ({ before, after }) => difference(before, after),
      },
    ],
    total: simulated.rows.length,
    rows: inPieces(simulated.rows),
  }
}
