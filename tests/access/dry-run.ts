import type { Context } from '@mashang/server/core/context.ts'
import { Conflict } from '@mashang/server/core/db/faults.ts'
import { statement, type Write } from '@mashang/server/core/db/statement.ts'
import { type ErrorKind, Failure } from '@mashang/shared/core/errors.ts'

/** What is answered where everything was written, and taken back. */
export const WOULD_WRITE = 418
export const STOPPED: ErrorKind = {
  code: 'test.would-write',
  status: WOULD_WRITE,
  title: '到了提交这一步。',
}

const NAME = 'dry run'
/** Is guarded and never finds anything, so that the unit in which it stands last is undone. */
const undone: Write = statement<unknown, Record<string, never>>(
  () => undefined,
  NAME,
  () => ({ toSQL: () => ({ sql: 'delete from notices where 1 = 0', params: [] }) }),
  { guarded: true },
)({})

export interface DryRun {
  /** How many reads were made since the last look. */
  reads(): number
  /** How often something would have been written since the last look. */
  writes(): number
  end(): void
}

/**
 * From here on every commit is made and undone, and then answered 418. So thousands of calls meet
 * the same district, and what a refused call writes is seen.
 */
export function dryRun({ db }: Context): DryRun {
  const { commit, query } = db
  const builder = db.engine.builder
  const { select, selectDistinct } = builder
  const counted = { reads: 0, writes: 0 }
  const look = (what: keyof typeof counted): number => {
    const count = counted[what]
    counted[what] = 0
    return count
  }
  db.commit = async (district, writes) => {
    const fault: unknown = await commit.call(db, district, [...writes, undone]).catch((e) => e)
    if (!(fault instanceof Conflict && fault.statement === NAME)) throw fault
    counted.writes += 1
    throw new Failure(STOPPED)
  }
  const counting =
    <A extends unknown[], R>(work: (...of: A) => R, on: object) =>
    (...of: A): R => {
      counted.reads += 1
      return work.apply(on, of)
    }
  Object.assign(db, { query: counting(query, db) })
  Object.assign(builder, {
    select: counting(select, builder),
    selectDistinct: counting(selectDistinct, builder),
  })
  return {
    reads: () => look('reads'),
    writes: () => look('writes'),
    end: () => {
      Object.assign(db, { commit, query })
      Object.assign(builder, { select, selectDistinct })
    },
  }
}
