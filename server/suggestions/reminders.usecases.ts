import { DAY, toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { NOT_COUNTED_YET } from '@mashang/shared/issues/resolution.rules.ts'
import { earliestEnd } from '@mashang/shared/suggestions/periods.rules.ts'
import type { ReminderRow } from '@mashang/shared/suggestions/suggestions.model.ts'
import { SOON_DAYS } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { supervisionApi } from '@mashang/shared/suggestions/supervision.api.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type Light, seenBy } from './list.usecases.ts'
import { clockView, type Names } from './suggestions.rows.ts'
import { type ClockRecord, openClocks, withMatter } from './suggestions.store.ts'
import { partyFor } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

type Query = z.output<NonNullable<typeof supervisionApi.reminders.query>>
export type ReminderFilter = Pick<Query, 'clock' | 'owner' | 'whose' | 'due'>

/** One running clock with its suggestion. */
interface Owed {
  clock: ClockRecord
  row: Light
}

/** What waits for a calendar of next year presses from when it ends at the earliest. */
const pressingAt = ({ clock }: Owed): number =>
  (clock.dueAt === NOT_COUNTED_YET ? earliestEnd(clock.startedAt, clock) : null) ?? clock.dueAt

/** Everything that runs and is owed, the most urgent first, before it is narrowed. */
async function owedTo(context: Context, actor: Actor): Promise<Owed[]> {
  const who = await partyFor(actor)
  const seen = new Map((await seenBy(context, actor)).map((row) => [row.id, row]))
  const owed = (await openClocks(context)).flatMap((clock) => {
    const row = seen.get(clock.suggestionId)
    const theirs = who.kind === 'office' || clock.ownerId === who.id
    // A right to send back is nothing that somebody owes.
    return row === undefined || !theirs || clock.clock === 'return' ? [] : [{ clock, row }]
  })
  return owed.sort((a, b) => pressingAt(a) - pressingAt(b))
}

const isLate = ({ clock }: Owed, now: number): boolean => now > clock.dueAt
const isSoon = (owed: Owed, now: number): boolean =>
  !isLate(owed, now) && owed.clock.dueAt - now <= SOON_DAYS * DAY

const isOwn = ({ clock }: Owed): boolean => clock.ownerKind === 'office'
const isOf = (owed: Owed, whose: ReminderFilter['whose']): boolean =>
  whose === undefined || isOwn(owed) === (whose === 'own')

const fits = (owed: Owed, { clock, owner, whose, due }: ReminderFilter, now: number): boolean =>
  (clock === undefined || owed.clock.clock === clock) &&
  (owner === undefined || owed.clock.ownerId === owner) &&
  isOf(owed, whose) &&
  (due === undefined || (due === 'late' ? isLate(owed, now) : isSoon(owed, now)))

/** Rows as they are shown, in the order given. */
async function reminderRows(
  context: Context,
  owed: readonly Owed[],
  names: Names,
  now: number,
): Promise<ReminderRow[]> {
  const ids = [...new Set(owed.map(({ row }) => row.id))].map((id) => ({ id }))
  const matters = new Map((await withMatter(context, ids)).map(({ id, matter }) => [id, matter]))
  return owed.map(({ clock, row }) => {
    const matter = matters.get(row.id)
    const urged = (matter?.reminders ?? []).filter(
      (one) =>
        one.clock === clock.clock && one.owner === clock.ownerId && one.at >= clock.startedAt,
    )
    return {
      ...clockView(clock, names, now),
      id: row.id,
      number: names.number(row),
      title: row.title,
      key: row.keyAt !== null,
      secret: matter?.secret ?? false,
      urged: urged.length,
      urgedAt: toIsoOrNull(urged.at(-1)?.at ?? null),
    }
  })
}

/** How much lies with each department, those with the most that is late first. */
function byOwner(all: readonly Owed[], names: Names, now: number) {
  const owners = new Map<string, { id: string; name: string; open: number; late: number }>()
  for (const owed of all) {
    if (owed.clock.ownerKind !== 'department') continue
    const id = owed.clock.ownerId
    const known = owners.get(id) ?? { id, name: names.department(id), open: 0, late: 0 }
    known.open++
    if (isLate(owed, now)) known.late++
    owners.set(id, known)
  }
  return [...owners.values()].sort((a, b) => b.late - a.late || b.open - a.open)
}

/** What runs and is owed, the most urgent first: for 督查室, for a department, for a representative. */
export async function reminders(context: Context, query: Query, actor: Actor) {
  const now = context.clock.now()
  const names = await namesOf(context)
  const all = await owedTo(context, actor)
  const found = all.filter((owed) => fits(owed, query, now))
  const looked = all.filter((owed) => isOf(owed, query.whose))
  const amountOf = (some: readonly Owed[]) => ({
    open: some.length,
    late: some.filter((owed) => isLate(owed, now)).length,
  })
  const from = (query.page - 1) * query.size
  return {
    items: await reminderRows(context, found.slice(from, from + query.size), names, now),
    total: found.length,
    page: query.page,
    size: query.size,
    late: amountOf(looked).late,
    soon: looked.filter((owed) => isSoon(owed, now)).length,
    own: amountOf(all.filter(isOwn)),
    others: amountOf(all.filter((owed) => !isOwn(owed))),
    owners: byOwner(all, names, now),
    serverTime: toIso(now),
  }
}

/** The same for a file, all of it. */
export async function remindersFound(
  context: Context,
  filter: ReminderFilter,
  actor: Actor,
): Promise<ReminderRow[]> {
  const now = context.clock.now()
  const found = (await owedTo(context, actor)).filter((owed) => fits(owed, filter, now))
  return await reminderRows(context, found, await namesOf(context), now)
}
