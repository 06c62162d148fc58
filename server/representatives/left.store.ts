import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { servedUntil } from '@mashang/shared/representatives/left.rules.ts'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import type { RepresentativeRecord } from './representatives.store.ts'

const LEFT = 'representative.left'
const RETURNED = 'representative.returned'

interface Told {
  at: EpochMs
  left: boolean
  /** The first moment that was not served; facts of before say no day, and are of their own moment. */
  until: EpochMs
}

/** What the ledger was told of leaving and coming back, oldest first; of those of whom it was. */
async function toldOf(context: Context, ids: readonly string[]): Promise<Map<string, Told[]>> {
  const { ledger: l } = context.db.tables(ledgerTables)
  const rows = await inChunks(ids, (some) =>
    context.db.read
      .select({ id: l.subjectId, at: l.at, type: l.type, data: l.data })
      .from(l)
      .where(
        and(
          eq(l.district, context.district),
          inArray(l.subjectId, some),
          inArray(l.type, [LEFT, RETURNED]),
        ),
      )
      .orderBy(asc(l.sequence)),
  )
  const told = rows.map(({ id, at, type, data }) => {
    const { on } = JSON.parse(data) as Record<string, unknown>
    return { id, at, left: type === LEFT, until: typeof on === 'string' ? servedUntil(on) : at }
  })
  return Map.groupBy(told, ({ id }) => id)
}

/** When the ledger was told that somebody left, the last time; 0: never. */
export const leftAt = async (context: Context, id: string): Promise<EpochMs> =>
  (await toldOf(context, [id])).get(id)?.findLast(({ left }) => left)?.at ?? 0

/** From when to when somebody was in office. */
interface Seat {
  since: EpochMs
  /** The moment after it; null: they are in office. */
  until: EpochMs | null
}

type Person = Pick<RepresentativeRecord, 'id' | 'state' | 'leftOn' | 'createdAt'>

/**
 * When each of some came to the roster and when they left: a day of leaving is served to its end.
 * Where the roster has no day, it is the moment at which it was told.
 */
export async function seatsOf(
  context: Context,
  people: readonly Person[],
): Promise<Map<string, Seat>> {
  const unknown = people.filter(({ state, leftOn }) => state === 'left' && leftOn === null)
  const told = await toldOf(
    context,
    unknown.map(({ id }) => id),
  )
  const untilOf = ({ id, state, leftOn, createdAt }: Person): EpochMs | null => {
    if (state === 'serving') return null
    if (leftOn !== null) return servedUntil(leftOn)
    // Rosters of before told of nobody who had left already.
    return told.get(id)?.findLast(({ left }) => left)?.at ?? createdAt
  }
  return new Map(
    people.map((one) => [one.id, { since: one.createdAt, until: untilOf(one) }] as const),
  )
}

/** Somebody's seat as it was known at a moment. */
export async function seatAt(context: Context, person: Person, moment: EpochMs): Promise<Seat> {
  const told = (await toldOf(context, [person.id])).get(person.id) ?? []
  const last = told.findLast(({ at }) => at < moment)
  const now = (await seatsOf(context, [person])).get(person.id)?.until ?? null
  const then = last?.left === true ? last.until : null
  return { since: person.createdAt, until: told.length === 0 ? now : then }
}
