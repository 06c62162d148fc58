import { CHOICES_AT_ONCE } from '@mashang/shared/codes/choices.words.ts'
import { codeErrors } from '@mashang/shared/codes/codes.errors.ts'
import type { CodeView } from '@mashang/shared/codes/codes.model.ts'
import { isWellFormedCode, normalizeCode } from '@mashang/shared/codes/codes.rules.ts'
import type { CodeState } from '@mashang/shared/codes/codes.words.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { searchRank } from '@mashang/shared/core/search.rules.ts'
import type {
  AnswerFacts,
  RepresentativeCard,
} from '@mashang/shared/representatives/representatives.model.ts'
import { successorsOf } from '@mashang/shared/representatives/representatives.rules.ts'
import type { ChoiceScope } from '@mashang/shared/representatives/representatives.words.ts'
import { type Actor, isOfStation } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { placesRead } from '../core/pinyin.ts'
import { districtNow } from '../districts/districts.store.ts'
import {
  allRepresentatives,
  besides,
  cardOf,
  lookUpRepresentative,
  type RepresentativeRecord,
  representativeCard,
  representativesAt,
} from '../representatives/representatives.store.ts'
import {
  findStation,
  type StationRecord,
  stationsById,
  stationView,
} from '../stations/stations.store.ts'
import { activeCodes, type CodeRecord, lookUpCode, newCode, revokeCode } from './codes.store.ts'

/** What features above this one know of a code; they hand it in. */
export interface CodeFacts {
  /** How a representative answers. */
  answers(representativeId: string): Promise<AnswerFacts>
  /** What is told of those among some representatives who are away, and who stands in. */
  away(
    representativeIds: readonly string[],
  ): Promise<ReadonlyMap<string, { words: string; standIn?: string }>>
  /** The printed sheet that carries the code. */
  sheet(sheetId: string): Promise<CodeView['sheet']>
}

/** With who stands in: whoever is written to is not the only one who reads it. */
export const withAway =
  (facts: Pick<CodeFacts, 'away'>) =>
  async (cards: readonly RepresentativeCard[]): Promise<RepresentativeCard[]> => {
    const told = await facts.away(cards.map(({ id }) => id))
    return cards.map((card) => {
      const { words: away, ...standIn } = told.get(card.id) ?? {}
      return away === undefined ? card : { ...card, away, ...standIn }
    })
  }

/** The address that is printed. */
export const codeUrl = (context: Context, code: string): string =>
  `${context.config.publicUrl}/q/${code}`

/** Active, stopped, or stopped with another in its place. */
export const codeState = (record: CodeRecord): CodeState =>
  record.revokedAt === null ? 'active' : record.successor === null ? 'revoked' : 'successor'

/** The record of a code as typed or scanned; mistyped and unknown look the same. */
export async function findCode(context: Context, raw: string): Promise<CodeRecord> {
  const code = normalizeCode(raw)
  const record = isWellFormedCode(code) ? await lookUpCode(context, code) : null
  if (record === null) throw new Failure(codeErrors.unknown)
  return record
}

const isServing = (row: RepresentativeRecord): boolean => row.state === 'serving'
const electedOf = (row: RepresentativeRecord) => ({
  id: row.id,
  unit: row.electoralUnit,
  stationId: row.stationId,
  row,
})

/**
 * What a code stands for, with those of the same station to choose from; where the representative
 * has left, with those who stand in.
 */
export async function codeView(
  context: Context,
  record: CodeRecord,
  facts: CodeFacts,
): Promise<CodeView> {
  const district = await districtNow(context)
  const representative =
    record.kind === 'representative' ? await lookUpRepresentative(context, record.targetId) : null
  const stationId =
    record.kind === 'station' ? record.targetId : (representative?.stationId ?? null)
  const station = stationId === null ? null : await findStation(context, stationId)
  const peers =
    stationId === null ? [] : (await representativesAt(context, stationId)).filter(isServing)
  const stations = await stationsById(context)
  const offered =
    representative?.state === 'left'
      ? successorsOf(
          electedOf(representative),
          (await besides(context, representative)).filter(isServing).map(electedOf),
        )
      : peers.map(electedOf)
  const own = representative === null ? [] : [await cardOf(context, representative, district)]
  const cards = await withAway(facts)([
    ...own,
    ...offered.map(({ row }) =>
      representativeCard(row, stations.get(row.stationId ?? '') ?? null, district),
    ),
  ])
  const [card = null] = cards.splice(0, own.length)
  return {
    code: record.code,
    url: codeUrl(context, record.code),
    kind: record.kind,
    state: codeState(record),
    successor: record.successor,
    sheet: record.sheetId === null ? null : await facts.sheet(record.sheetId),
    representative: card,
    away: card?.away ?? null,
    facts: representative === null ? null : await facts.answers(representative.id),
    station: station === null ? null : stationView(station, peers.length),
    representatives: cards,
  }
}

/** `codeView` for the API: a code that was revoked without a successor is gone (410). */
export async function showCode(context: Context, raw: string, facts: CodeFacts): Promise<CodeView> {
  const record = await findCode(context, raw)
  if (record.revokedAt !== null && record.successor === null) throw new Failure(codeErrors.revoked)
  return await codeView(context, record, facts)
}

/** Who may be chosen, a part of them, and how many they are in all. */
interface Choices {
  items: RepresentativeCard[]
  total: number
}

function scopeFilter(
  scope: ChoiceScope,
  from: { representative: RepresentativeRecord | null; station: StationRecord | null },
): (candidate: RepresentativeRecord) => boolean {
  switch (scope) {
    case 'station':
      return (r) => from.station !== null && r.stationId === from.station.id
    case 'unit':
      return (r) =>
        from.representative?.electoralUnit != null &&
        r.electoralUnit === from.representative.electoralUnit
    case 'area': {
      const area = from.station?.area ?? from.representative?.area ?? null
      return (r) => area !== null && r.area === area
    }
    case 'all':
      return () => true
  }
}

/**
 * Serving representatives that a voter may choose from here; by name, pinyin, initials or village.
 * @param part how many are there already, and how many come at most
 * @param at another station that stands for the code's own
 */
export async function choices(
  context: Context,
  record: CodeRecord,
  scope: ChoiceScope,
  q: string,
  part: { from: number; most: number },
  at?: string,
): Promise<Choices> {
  const district = await districtNow(context)
  const stations = await stationsById(context)
  const placed = (r: RepresentativeRecord): RepresentativeRecord => ({
    ...r,
    area: r.area ?? stations.get(r.stationId ?? '')?.area ?? null,
  })
  const scanned =
    record.kind === 'representative' ? await lookUpRepresentative(context, record.targetId) : null
  const representative = scanned === null ? null : placed(scanned)
  const stationId =
    record.kind === 'station' ? record.targetId : (representative?.stationId ?? null)
  const station = stations.get(at ?? stationId ?? '') ?? null
  const wanted = scopeFilter(scope, { representative, station })
  const candidates =
    scope === 'station' && station !== null
      ? await representativesAt(context, station.id)
      : await allRepresentatives(context)
  const found = candidates
    .map(placed)
    .filter((r) => r.state === 'serving' && wanted(r))
    .flatMap((r) => {
      const rank = searchRank(q, {
        name: r.name,
        pinyin: r.pinyin,
        initials: r.initials,
        places: placesRead(q, [
          r.electoralUnit,
          r.town,
          r.area,
          stations.get(r.stationId ?? '')?.name ?? null,
        ]),
      })
      return rank === null ? [] : [{ r, rank }]
    })
    .sort((a, b) => a.rank - b.rank || (a.r.pinyin < b.r.pinyin ? -1 : 1))
  return {
    items: found
      .slice(part.from, part.from + part.most)
      .map(({ r }) => representativeCard(r, stations.get(r.stationId ?? '') ?? null, district)),
    total: found.length,
  }
}

/**
 * The same; where a search finds nobody so near, whom it finds in the whole district: who types the
 * name of a village wants its representative, not an empty page.
 */
export async function choicesOrWider(
  context: Context,
  facts: Pick<CodeFacts, 'away'>,
  record: CodeRecord,
  scope: ChoiceScope,
  q: string,
  from: number,
  at?: string,
): Promise<Choices & { from: number; wider: boolean }> {
  const told = withAway(facts)
  const part = { from, most: CHOICES_AT_ONCE }
  const { items, total } = await choices(context, record, scope, q, part, at)
  if (total > 0 || q.trim() === '' || scope === 'all')
    return { items: await told(items), from, total, wider: false }
  const all = await choices(context, record, 'all', q, part)
  return { items: await told(all.items), from, total: all.total, wider: all.total > 0 }
}

/** Stops a code, with a new one in its place when asked. Paper that shows the old one leads on. */
export async function revoke(
  context: Context,
  raw: string,
  command: { reason: string; replace: boolean },
  actor: Actor,
): Promise<CodeRecord> {
  const record = await findCode(context, raw)
  if (record.revokedAt !== null)
    throw new Failure(coreErrors.conflict, { detail: '这个码已经停用了。' })
  // Its sheet would go on as if nothing had happened.
  if (record.sheetId !== null) throw new Failure(codeErrors.ofSheet)
  const at = context.clock.now()
  const successor = command.replace ? newCode(context, record.kind, record.targetId) : null
  const fact: Fact = {
    at,
    type: 'code.revoked',
    actor: { kind: 'account', id: actor.accountId },
    subject: { kind: 'code', id: record.code },
    data: { successor: successor?.code ?? null },
  }
  await context.db.commit(
    context.district,
    [
      ...(successor === null ? [] : [successor.write]),
      revokeCode({
        district: context.district,
        code: record.code,
        revokedAt: at,
        revokedReason: command.reason,
        successor: successor?.code ?? null,
      }),
    ],
    [fact],
  )
  return { ...record, revokedAt: at, successor: successor?.code ?? null }
}

/** The active code of the representative or station that is signed in. */
/** @param station which of a liaison's stations; undefined: the first */
export async function ownCode(
  context: Context,
  actor: Actor,
  station?: string,
): Promise<CodeRecord> {
  const chosen = station ?? actor.stationId
  const target =
    actor.role !== 'liaison' ? actor.representativeId : isOfStation(actor, chosen) ? chosen : null
  const code = target === null ? undefined : (await activeCodes(context)).get(target)
  if (code === undefined) throw new Failure(codeErrors.unknown)
  return await findCode(context, code)
}
