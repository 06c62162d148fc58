import { dutiesAllow, readsMatters } from '@mashang/shared/accounts/duties.rules.ts'
import type { Notice } from '@mashang/shared/notices/notices.model.ts'
import type { Everybody } from '@mashang/shared/notices/recipients.rules.ts'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { stationsOfAccount } from '../accounts/accounts.store.ts'
import { accountsTables } from '../accounts/accounts.table.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { standInsNow } from '../leaves/leaves.store.ts'
import { representativesTables } from '../representatives/representatives.table.ts'
import { noticeWrite } from './notices.store.ts'

const add = (to: Map<string, string[]>, key: string | null, id: string): void => {
  if (key === null) return
  const known = to.get(key)
  if (known === undefined) to.set(key, [id])
  else known.push(id)
}

export interface StaffNow extends Everybody {
  /** Also those whose duties do not let them read matters, but who see the whole district: for alarms. */
  wholeOffice: readonly string[]
}

/** Everybody who can be told something now; a few hundred accounts. */
export async function staffNow(context: Context): Promise<StaffNow> {
  const { accounts: a } = context.db.tables(accountsTables)
  const { representatives: r } = context.db.tables(representativesTables)
  const [accounts, homes, standIns] = await Promise.all([
    context.db.read
      .select({
        id: a.id,
        role: a.role,
        duties: a.duties,
        representativeId: a.representativeId,
        stationId: a.stationId,
        moreStations: a.moreStations,
        departmentId: a.departmentId,
      })
      .from(a)
      .where(and(eq(a.district, context.district), isNull(a.closedAt))),
    context.db.read
      .select({ id: r.id, stationId: r.stationId, state: r.state })
      .from(r)
      .where(eq(r.district, context.district)),
    standInsNow(context),
  ])
  const office: string[] = []
  const wholeOffice: string[] = []
  const officeOfStation = new Map<string, string[]>()
  const byStation = new Map<string, string[]>()
  const byRepresentative = new Map<string, string[]>()
  const byDepartment = new Map<string, string[]>()
  for (const account of accounts) {
    if (account.role === 'office') {
      const stations = stationsOfAccount(account)
      if (stations.length === 0) wholeOffice.push(account.id)
      if (!readsMatters(account.duties)) continue
      if (stations.length === 0) office.push(account.id)
      for (const station of stations) add(officeOfStation, station, account.id)
    } else if (account.role === 'liaison')
      for (const station of stationsOfAccount(account)) add(byStation, station, account.id)
    else if (account.role === 'department') add(byDepartment, account.departmentId, account.id)
    else add(byRepresentative, account.representativeId, account.id)
  }
  const home = new Map(homes.map((row) => [row.id, row.stationId]))
  const gone = new Set(homes.filter(({ state }) => state === 'left').map(({ id }) => id))
  return {
    office,
    wholeOffice,
    officeOfStation,
    byStation,
    byRepresentative,
    byDepartment,
    homeOf: (id) => home.get(id) ?? null,
    standInOf: (id) => standIns.get(id) ?? null,
    left: (id) => gone.has(id),
  }
}

/** Tells each of the office whose duties let them do this, in the whole district. */
export async function tellOffice(
  context: Context,
  asked: Parameters<typeof dutiesAllow>[1],
  notice: Omit<Notice, 'id' | 'recipient'>,
): Promise<Write[]> {
  const { accounts: a } = context.db.tables(accountsTables)
  const rows = await context.db.read
    .select({
      id: a.id,
      duties: a.duties,
      stationId: a.stationId,
      moreStations: a.moreStations,
    })
    .from(a)
    .where(and(eq(a.district, context.district), eq(a.role, 'office'), isNull(a.closedAt)))
  return rows
    .filter((row) => stationsOfAccount(row).length === 0 && dutiesAllow(row.duties, asked))
    .map(({ id }) => noticeWrite(context, { ...notice, recipient: { kind: 'account', id } }))
}

/** Ids in one query: SQLite takes a few thousand parameters. */
const CHUNK = 500

/** Tells each of these representatives who has an account; to be written in the commit of the fact. */
export async function tellRepresentatives(
  context: Context,
  ids: readonly string[],
  notice: Omit<Notice, 'id' | 'recipient'>,
): Promise<Write[]> {
  const { accounts: a } = context.db.tables(accountsTables)
  const writes: Write[] = []
  for (let from = 0; from < ids.length; from += CHUNK) {
    const some = ids.slice(from, from + CHUNK)
    const rows = await context.db.read
      .select({ id: a.id, representativeId: a.representativeId })
      .from(a)
      .where(
        and(
          eq(a.district, context.district),
          eq(a.role, 'representative'),
          inArray(a.representativeId, some),
          isNull(a.closedAt),
        ),
      )
    const at = new Map(some.map((id, place) => [id, place]))
    rows.sort(
      (x, y) => (at.get(x.representativeId ?? '') ?? 0) - (at.get(y.representativeId ?? '') ?? 0),
    )
    for (const { id } of rows)
      writes.push(noticeWrite(context, { ...notice, recipient: { kind: 'account', id } }))
  }
  return writes
}
