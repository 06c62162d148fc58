import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { searchRank } from '@mashang/shared/core/search.rules.ts'
import type { representativesApi } from '@mashang/shared/representatives/representatives.api.ts'
import { representativeErrors } from '@mashang/shared/representatives/representatives.errors.ts'
import type { RepresentativeRow } from '@mashang/shared/representatives/representatives.model.ts'
import type { z } from 'zod'
import { type Actor, isBeyond, limitedTo } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { maskPhone } from '../core/phones.ts'
import { districtNow } from '../districts/districts.store.ts'
import { allStations, stationsById } from '../stations/stations.store.ts'
import {
  allRepresentatives,
  lookUpRepresentative,
  type RepresentativeRecord,
  representativeCard,
} from './representatives.store.ts'

type Query = z.output<NonNullable<typeof representativesApi.list.query>>
type Reply = z.input<NonNullable<typeof representativesApi.list.reply>>

/** What other features know of each representative, handed in by the features above. */
export interface RosterExtras {
  codes(): Promise<ReadonlyMap<string, string>>
  /** @param ids of whom; undefined: of everybody */
  accounts(ids?: readonly string[]): Promise<Map<string, 'invited' | 'active'>>
  codeUrl(code: string): string
}

export async function representativeOr404(
  context: Context,
  id: string,
): Promise<RepresentativeRecord> {
  const found = await lookUpRepresentative(context, id)
  if (found === null) throw new Failure(representativeErrors.notFound)
  return found
}

/** Reads Chinese in the order of its sounds, as a roster on paper does. */
const collator = new Intl.Collator('zh-CN')
const ACCOUNTS = ['none', 'invited', 'active']

export type RepresentativeFilter = Pick<Query, 'q' | 'station' | 'state' | 'account' | 'sort'> & {
  /** Chosen one by one. */
  ids?: readonly string[]
}
export interface Found {
  r: RepresentativeRecord
  station: string | null
  account: RepresentativeRow['account']
}

function inOrder(found: Found[], sort: Query['sort']): Found[] {
  if (sort === undefined) return found
  const by = {
    name: (a: Found, b: Found) => collator.compare(a.r.name, b.r.name),
    unit: (a: Found, b: Found) =>
      collator.compare(a.r.electoralUnit ?? '', b.r.electoralUnit ?? ''),
    station: (a: Found, b: Found) => collator.compare(a.station ?? '', b.station ?? ''),
    account: (a: Found, b: Found) => ACCOUNTS.indexOf(a.account) - ACCOUNTS.indexOf(b.account),
  }
  const compare = by[sort.replace('-', '') as keyof typeof by]
  const turn = sort.startsWith('-') ? -1 : 1
  return found.sort((a, b) => turn * compare(a, b) || collator.compare(a.r.name, b.r.name))
}

/** Everybody whom a filter finds of those that somebody sees, in order. */
export async function findRepresentatives(
  context: Context,
  query: RepresentativeFilter,
  extras: Pick<RosterExtras, 'accounts'>,
  actor: Actor,
): Promise<Found[]> {
  const stations = new Map((await allStations(context)).map((station) => [station.id, station]))
  const { station: wanted } = query
  if (wanted !== undefined && (!stations.has(wanted) || isBeyond(actor, wanted)))
    throw new Failure(coreErrors.notFound)
  const accounts = await extras.accounts()
  const chosen = query.ids && new Set(query.ids)
  const matches = (await allRepresentatives(context)).flatMap((r) => {
    if (chosen?.has(r.id) === false) return []
    if (wanted !== undefined && r.stationId !== wanted) return []
    if (isBeyond(actor, r.stationId)) return []
    if (query.state !== undefined && r.state !== query.state) return []
    const account: RepresentativeRow['account'] = accounts.get(r.id) ?? 'none'
    if (query.account !== undefined && account !== query.account) return []
    const station = stations.get(r.stationId ?? '')?.name ?? null
    const rank = searchRank(query.q ?? '', {
      name: r.name,
      pinyin: r.pinyin,
      initials: r.initials,
      places: [r.electoralUnit, r.town, r.area, station],
    })
    return rank === null ? [] : [{ r, rank, station, account }]
  })
  if (query.q !== undefined && query.q.trim() !== '') matches.sort((a, b) => a.rank - b.rank)
  return inOrder(matches, query.sort)
}

const narrowed = ({ q, station, state, account, sort }: RepresentativeFilter): boolean =>
  Boolean(q?.trim() || station || state || account || sort)

/** Some of whom a filter finds, and how many there are; without a filter nobody else is looked at. */
async function pageOf(
  context: Context,
  query: Query,
  extras: RosterExtras,
  actor: Actor,
): Promise<{ page: Pick<Found, 'r' | 'account'>[]; total: number }> {
  const from = (query.page - 1) * query.size
  if (narrowed(query) || limitedTo(actor) !== null) {
    const matches = await findRepresentatives(context, query, extras, actor)
    return { page: matches.slice(from, from + query.size), total: matches.length }
  }
  const everyone = await allRepresentatives(context)
  const some = everyone.slice(from, from + query.size)
  const accounts = await extras.accounts(some.map(({ id }) => id))
  return {
    page: some.map((r) => ({ r, account: accounts.get(r.id) ?? 'none' })),
    total: everyone.length,
  }
}

/** The roster as a table; phones are masked, and shown to the office only. */
export async function listRepresentatives(
  context: Context,
  query: Query,
  extras: RosterExtras,
  actor: Actor,
): Promise<Reply> {
  const forOffice = actor.role === 'office'
  const district = await districtNow(context)
  const { page, total } = await pageOf(context, query, extras, actor)
  const stations = await stationsById(context)
  const codes = await extras.codes()
  const items = page.map(({ r, account }): RepresentativeRow => {
    const code = codes.get(r.id) ?? null
    return {
      ...representativeCard(r, stations.get(r.stationId ?? '') ?? null, district),
      phoneMask:
        forOffice && r.phone !== null ? maskPhone(context.secrets.unseal(r.phone, r.id)) : null,
      code,
      codeUrl: code === null ? null : extras.codeUrl(code),
      account,
      note: forOffice ? r.note : null,
    }
  })
  return { items, total, page: query.page, size: query.size }
}
