import { tie } from '@mashang/server/lineage/lineage.store.ts'
import { fromIssue } from '@mashang/server/suggestions/origins.store.ts'
import { insertSuggestion } from '@mashang/server/suggestions/suggestions.store.ts'
import { Clocks, columnsOf, partyWrites } from '@mashang/server/suggestions/suggestions.writes.ts'
import { newRecord } from '@mashang/server/suggestions/writing.usecases.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { seeded } from '../issues/steps.ts'
import { startApp } from '../support/app.ts'
import { around, clockChanges, START } from './deciding.ts'
import { department } from './steps.ts'

/** A district in which the matters of the rules' tests can stand, each as it is in its state. */
export async function matterDistrict() {
  const t = await startApp({ config: { limits: false } })
  t.clock.set(new Date(START).toISOString())
  const housing = await department(t, '区住房和城乡建设局')
  const police = await department(t, '公安分局')
  /** The people of the matters, as this district has them. */
  const ids: ReadonlyMap<string, string> = new Map([
    ['li', seeded(t, 0).id],
    ['zhang', seeded(t, 1).id],
    ['housing', housing.id],
    ['police', police.id],
  ])
  /** Ids in whatever names people by those of the rules' tests. */
  const named = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value, (_, one) => (typeof one === 'string' ? (ids.get(one) ?? one) : one)),
    )
  /** Beyond the numbers that those get which are sent here. */
  let next = 1_001
  return {
    t,
    housing,
    police,
    named,
    /** Puts one there as its steps left it, with its clocks, out of a voter's matter where it is given; its id. */
    planted: async (
      matter: Matter,
      { issueId = null }: { issueId?: string | null } = {},
    ): Promise<string> => {
      const own = named(matter)
      const record = newRecord(t.context, own, issueId, START)
      const ties = issueId === null ? [] : [tie(t.context, fromIssue(issueId, record.id), START)]
      const clocks = new Clocks('home', record.id, [])
      for (const change of clockChanges(matter)) clocks.apply(named(change), around())
      const sent = own.submittedAt === null ? {} : { year: 2026, number: next++ }
      await t.context.db.commit('home', [
        insertSuggestion({ ...record, ...columnsOf(own), ...sent }),
        ...partyWrites('home', record.id, own),
        ...clocks.writes,
        ...ties,
      ])
      return record.id
    },
  }
}
