import type { Fact } from '@mashang/server/core/ledger/ledger.chain.ts'
import { pointsTables } from '@mashang/server/points/points.table.ts'
import type { LedgerFact } from '@mashang/shared/matters/scoring.ts'
import type { PointAccount } from '@mashang/shared/points/points.model.ts'
import type { Client, TestApp } from '../support/app.ts'
import { rowsIn } from '../support/untouched.ts'

/** Facts that other features will write, as they will stand in the ledger. */
export const happened = async (
  t: TestApp,
  type: string,
  data: NonNullable<Fact['data']>,
  id: string = crypto.randomUUID(),
  at: number = t.clock.now(),
): Promise<string> => {
  await t.context.db.commit(
    t.context.district,
    [],
    [
      {
        at,
        type,
        actor: { kind: 'system', id: null },
        subject: { kind: type.split('.')[0] ?? '', id },
        data,
      },
    ],
  )
  return id
}

/** Facts of a made ledger, whose matters are those of its seed alone; at its own moments, or all at one. */
export const committed = (
  t: TestApp,
  seed: number,
  facts: readonly LedgerFact[],
  moment?: number,
): Promise<unknown> =>
  t.context.db.commit(
    t.context.district,
    [],
    facts.map(({ at, type, subjectKind, subjectId, data }) => ({
      at: moment ?? at,
      type,
      actor: { kind: 'system', id: null },
      subject: { kind: subjectKind as Fact['subject']['kind'], id: `${seed}-${subjectId}` },
      data: data as NonNullable<Fact['data']>,
    })),
  )

/** Work whose facts are written as they were written once. */
export async function asBefore(
  { context: { db } }: TestApp,
  then: (fact: Fact) => Fact,
  work: () => Promise<void>,
): Promise<void> {
  const { commit } = db
  db.commit = (district, writes, facts = []) => commit.call(db, district, writes, facts.map(then))
  try {
    await work()
  } finally {
    db.commit = commit
  }
}

export const mine = async (by: Client, period = ''): Promise<PointAccount> => {
  const reply = await by({ url: `/api/me/points${period && `?period=${period}`}` })
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return reply.json()
}

export const itemOf = (account: PointAccount, id: string): PointAccount['items'][number] => {
  const found = account.items.find((item) => item.id === id)
  if (found === undefined) throw new Error(`no item ${id}`)
  return found
}

/** What people have decided about points; what is only counted from the ledger comes and goes. */
export const judged = (t: TestApp) =>
  rowsIn(t, pointsTables, [
    'pointActs',
    'pointAppeals',
    'pointAppraisals',
    'pointClosings',
    'pointResults',
    'pointRuleSets',
  ])
