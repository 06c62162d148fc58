import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { and, eq } from 'drizzle-orm'
import { accountsTables } from './accounts/accounts.table.ts'
import { boundTo as factorContext } from './accounts/second-step.ts'
import type { Context } from './core/context.ts'
import { idFloor } from './core/ids.ts'
import type { Job } from './core/jobs.ts'
import { keysFolder } from './core/keeping-settings.ts'
import {
  type Resealed,
  reseal,
  type SealedColumn,
  type SealedFile,
  sealedColumn,
} from './core/resealing.ts'
import { dropFormerKeys } from './core/sealing-keys.ts'
import { deliveriesTables } from './deliveries/deliveries.table.ts'
import { endpointContext, openidContext } from './deliveries/destinations.ts'
import { addressContext } from './deliveries/people.ts'
import { boundTo as holdContext, sealedFile } from './issues/holds.store.ts'
import { holdsTables } from './issues/holds.table.ts'
import { issuesTables } from './issues/issues.table.ts'
import { representativesTables } from './representatives/representatives.table.ts'
import { rostersTables } from './roster/rosters.table.ts'
import { stationsTables } from './stations/stations.table.ts'
import { visitorContext } from './wechat/sign-in.usecases.ts'
import { tokenContext } from './wechat/tokens.usecases.ts'
import { wechatTables } from './wechat/wechat.table.ts'

/** A text without a row's own name in it would be taken for another's. */
const need = (row: Record<string, string>, key: string): string => {
  const found = row[key]
  if (found === undefined) throw new Error(`a sealed row without ${key}`)
  return found
}
const byId = (row: Record<string, string>): string => need(row, 'id')

/**
 * Everything that is sealed in the database; a test holds it against what a full district has. Left
 * out: where somebody is on the way to WeChat and back, which is gone in minutes, long before a
 * former key is dropped.
 */
export const sealedColumns = (context: Pick<Context, 'district'>): SealedColumn[] => [
  sealedColumn(accountsTables, 'accounts', 'login', ['id'], byId),
  sealedColumn(accountsTables, 'accounts', 'factorSecret', ['id'], (row) =>
    factorContext(byId(row)),
  ),
  sealedColumn(representativesTables, 'representatives', 'phone', ['id'], byId),
  sealedColumn(stationsTables, 'stations', 'headPhone', ['id'], byId),
  sealedColumn(stationsTables, 'stations', 'liaisonPhone', ['id'], byId),
  sealedColumn(issuesTables, 'issues', 'contactName', ['id'], byId),
  sealedColumn(issuesTables, 'issues', 'contactPhone', ['id'], byId),
  sealedColumn(holdsTables, 'holds', 'originalWords', ['id'], (row) => holdContext(byId(row))),
  ...(['url', 'secret', 'formerSecret'] as const).map((column) =>
    sealedColumn(deliveriesTables, 'deliveryEndpoints', column, ['id'], (row) =>
      endpointContext(byId(row), column === 'url' ? 'url' : 'secret'),
    ),
  ),
  ...['address', 'wanted'].map((column) =>
    sealedColumn(deliveriesTables, 'deliveryAddresses', column, ['accountId', 'channel'], (row) =>
      addressContext(need(row, 'accountId'), need(row, 'channel')),
    ),
  ),
  sealedColumn(deliveriesTables, 'voterHearings', 'openid', ['issueId'], (row) =>
    openidContext(need(row, 'issueId')),
  ),
  sealedColumn(wechatTables, 'wechatTokens', 'value', ['name'], (row) =>
    tokenContext(context, need(row, 'name')),
  ),
  sealedColumn(wechatTables, 'wechatVisitors', 'openid', ['tokenHash'], (row) =>
    visitorContext(need(row, 'tokenHash')),
  ),
]

async function* sealedFiles(context: Context): AsyncGenerator<SealedFile> {
  const { db, district, files } = context
  const { holds } = db.tables(holdsTables)
  const { rosters } = db.tables(rostersTables)
  for await (const name of files.list('sealed')) {
    const id = name.slice(sealedFile('').length)
    const state = async () => {
      const rows = await db.read
        .select({ there: holds.originalPhoto, state: holds.state })
        .from(holds)
        .where(and(eq(holds.district, district), eq(holds.id, id)))
      // Sealed before it is decided: the covering may be about to be committed.
      const wanted = rows[0]?.there === true || rows[0]?.state === 'waiting'
      return wanted ? 'wanted' : 'gone'
    }
    yield { name, bound: holdContext(id), state }
  }
  for await (const name of files.list('rosters')) {
    const id = name.slice('rosters/'.length)
    const state = async () => {
      const rows = await db.read
        .select({ confirmedAt: rosters.confirmedAt })
        .from(rosters)
        .where(and(eq(rosters.district, district), eq(rosters.id, id)))
      if (rows[0] !== undefined) return rows[0].confirmedAt === null ? 'wanted' : 'gone'
      return id >= idFloor(context.clock.now() - PATIENCE) ? 'coming' : 'gone'
    }
    yield { name, bound: id, state }
  }
}

/** Longer than any text stays on its way between its sealing and its commit. */
const PATIENCE = DAY

/**
 * Brings everything under the newest key, and drops the former ones a day after it came, when
 * nothing is left under them. May be cut anywhere and run again.
 */
export async function resealAll(context: Context): Promise<Resealed & { dropped: boolean }> {
  const { ring } = context.secrets
  const found = await reseal(context, sealedColumns(context), sealedFiles(context))
  const newest = ring.newest()
  const over = context.clock.now() - (newest?.since ?? 0) > PATIENCE
  const hasFormer = newest !== null && ring.all()[0] !== newest
  const unused = hasFormer && over && found.done === 0 && found.lost === 0
  const dropped = unused && (await dropFormerKeys(keysFolder(context.config), ring))
  return { ...found, dropped }
}

export function sealingJobs(context: Context): Job[] {
  // The key that everything was found under; nothing else is sealed under another one later.
  let settled: string | undefined
  return [
    {
      name: 'seal anew under the newest key',
      every: HOUR,
      run: async () => {
        const newest = context.secrets.ring.newest()
        if (newest === null || newest.id === settled) return
        const { done, lost } = await resealAll(context)
        const over = context.clock.now() - (newest.since ?? 0) > PATIENCE
        if (over && done === 0 && lost === 0) settled = newest.id
      },
    },
  ]
}
