import { isDeepStrictEqual } from 'node:util'
import { accountErrors } from '@mashang/shared/accounts/accounts.errors.ts'
import { isAdmin } from '@mashang/shared/accounts/duties.rules.ts'
import {
  type AccountChangeKind,
  type Duty,
  dutyWords,
} from '@mashang/shared/accounts/duties.words.ts'
import { maySign } from '@mashang/shared/accounts/signing.rules.ts'
import { type Signing, signingWords } from '@mashang/shared/accounts/signing.words.ts'
import { toIso } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import { findStation } from '../stations/stations.store.ts'
import {
  type AccountRecord,
  accountNames,
  findAccounts,
  stationsOfAccount,
} from './accounts.store.ts'
import { accountFact } from './accounts.usecases.ts'
import { saveDuties, saveSigning, saveStations, seenOf, stillAdmin } from './duties.store.ts'
import { changesOf, insertAccountChange } from './second-factor.store.ts'
import { nobodySigns, signsAfterClosing, signsElsewhere } from './signers.ts'
import { closedAccount } from './upkeep.ts'

async function other(context: Context, id: string): Promise<AccountRecord> {
  const [account] = await findAccounts(context, [id])
  if (account === undefined) throw new Failure(accountErrors.notFound)
  return account
}

/**
 * One change of somebody's account with its reason. Whoever changes it must still be an
 * administrator when it is written: of two who take it from each other at once one remains.
 */
async function change(
  context: Context,
  account: AccountRecord,
  of: { kind: AccountChangeKind; type: string; detail: string | null; reason: string },
  writes: Write[],
  actor: Actor,
  data: Record<string, string> = {},
): Promise<void> {
  const { district } = context
  const id = newId()
  const row = {
    district,
    id,
    accountId: account.id,
    kind: of.kind,
    detail: of.detail,
    reason: of.reason,
    byId: actor.accountId,
    at: context.clock.now(),
  }
  const fact = accountFact(context, of.type, account.id, actor.accountId)
  try {
    await context.db.commit(
      district,
      [stillAdmin({ district, id: actor.accountId }), ...writes, insertAccountChange(row)],
      [{ ...fact, data: { ...data, change: id } }],
    )
  } catch (error) {
    if (error instanceof Conflict && error.statement === 'still administrator')
      throw new Failure(coreErrors.forbidden, { cause: error })
    if (nobodySigns(error)) throw new Failure(accountErrors.lastSigner, { cause: error })
    throw error
  }
}

/** Gives and takes duties of an account of the office. Saved twice, it is one change. */
export async function changeDuties(
  context: Context,
  id: string,
  { duties: wanted, was, reason }: { duties: Duty[]; was: Duty[] | null; reason: string },
  actor: Actor,
): Promise<void> {
  const account = await other(context, id)
  if (account.role !== 'office') throw new Failure(accountErrors.dutiesForOffice)
  if (id === actor.accountId && !isAdmin(wanted)) throw new Failure(accountErrors.ownAdmin)
  if (isAdmin(wanted) && account.stationId !== null) throw new Failure(accountErrors.adminOfAll)
  const seen = seenOf(account)
  if (seen.wasDuties === JSON.stringify(wanted)) return
  if (!isDeepStrictEqual(account.duties, was)) throw new Failure(coreErrors.conflict)
  await change(
    context,
    account,
    { kind: 'duties', type: 'account.duties-changed', detail: dutyWords(wanted), reason },
    [saveDuties({ district: context.district, id, duties: wanted, ...seen })],
    actor,
    { duties: wanted.join(' ') },
  )
}

const signingText = (given: Signing): string => (given === null ? '' : JSON.stringify(given))

/** Who of a department signs its answers, and who drafts them. It holds from their next request on. */
export async function changeSigning(
  context: Context,
  id: string,
  { signing: wanted, was, reason }: { signing: Signing; was: Signing; reason: string },
  actor: Actor,
): Promise<void> {
  const account = await other(context, id)
  if (account.role !== 'department') throw new Failure(accountErrors.signingForDepartment)
  if (isDeepStrictEqual(account.signing, wanted)) return
  if (!isDeepStrictEqual(account.signing, was)) throw new Failure(coreErrors.conflict)
  const seen = signingText(account.signing)
  await change(
    context,
    account,
    {
      kind: 'signing',
      type: 'account.signing-changed',
      detail: signingWords(wanted),
      reason,
    },
    [
      ...(maySign(wanted) ? [] : await signsElsewhere(context, account)),
      saveSigning({ district: context.district, id, signing: wanted, was: seen }),
    ],
    actor,
    { signing: wanted?.part ?? 'both' },
  )
}

/** The whole district, as the history of an account calls it. */
const EVERYWHERE = '全区'

interface StationsChange {
  stations: string[]
  was: string[]
  /** Sight and duties go together: who saw other duties would widen what they do not mean to. */
  wasDuties: Duty[] | null
  reason: string
}

/**
 * Gives a liaison the stations that they look after, or limits an account of the office to some (none:
 * the whole district again). It holds from their next request on.
 */
export async function changeStations(
  context: Context,
  id: string,
  { stations, was, wasDuties, reason }: StationsChange,
  actor: Actor,
): Promise<void> {
  const account = await other(context, id)
  if (account.role !== 'liaison' && account.role !== 'office')
    throw new Failure(accountErrors.stationsForLiaison)
  if (stations.length === 0 && account.role === 'liaison')
    throw new Failure(coreErrors.invalidRequest, {
      fields: [{ path: 'stations', message: '至少选一个家站。' }],
    })
  if (stations.length > 0 && account.role === 'office' && isAdmin(account.duties))
    throw new Failure(accountErrors.adminOfAll)
  const found = await Promise.all(stations.map((one) => findStation(context, one)))
  const names = found.flatMap((one) => one?.name ?? [])
  if (names.length < stations.length) throw new Failure(accountErrors.stationNeeded)
  const seen = stationsOfAccount(account)
  if (isDeepStrictEqual(seen, stations)) return
  if (!isDeepStrictEqual(seen, was) || !isDeepStrictEqual(account.duties, wasDuties))
    throw new Failure(coreErrors.conflict)
  const [stationId = null, ...more] = stations
  const write = saveStations({
    district: context.district,
    id,
    stationId,
    moreStations: more.length === 0 ? null : more,
    ...seenOf(account),
  })
  const detail = names.join('、') || EVERYWHERE
  await change(
    context,
    account,
    { kind: 'stations', type: 'account.stations-changed', detail, reason },
    [write],
    actor,
    { stations: stations.join(' ') },
  )
}

/** Somebody has left the office, the station or the department. */
export async function closeByOffice(
  context: Context,
  id: string,
  reason: string,
  actor: Actor,
): Promise<void> {
  if (id === actor.accountId) throw new Failure(accountErrors.closeOwn)
  const account = await other(context, id)
  if (account.role === 'representative') throw new Failure(accountErrors.closeByRoster)
  await change(
    context,
    account,
    { kind: 'closed', type: 'account.closed', detail: null, reason },
    [...(await signsAfterClosing(context, account)), ...closedAccount(context, account)],
    actor,
  )
}

/** What was changed of an account, newest first. */
export async function accountChanges(context: Context, id: string) {
  const rows = await changesOf(context, id)
  const names = await accountNames(
    context,
    rows.map(({ byId }) => byId),
  )
  return {
    items: rows.map((row) => ({
      id: row.id,
      at: toIso(row.at),
      by: names.get(row.byId) ?? '',
      kind: row.kind,
      detail: row.detail,
      reason: row.reason,
    })),
  }
}
