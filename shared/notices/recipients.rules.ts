import type { LadderRecipient } from '../districts/ladder.words.ts'

/** Whom a matter lies with. */
export interface Handler {
  kind: 'representative' | 'station' | 'office'
  id: string
}

/** Accounts that can be told something, by what they stand for. */
export interface Staff {
  /** Those who see the whole district. */
  office: readonly string[]
  /** Those of the office who have some stations, by station; they are told besides, never instead. */
  officeOfStation?: ReadonlyMap<string, readonly string[]>
  byStation: ReadonlyMap<string, readonly string[]>
  byRepresentative: ReadonlyMap<string, readonly string[]>
  /** The station at home of a representative. */
  homeOf(representativeId: string): string | null
  /** Who stands in for a representative who is away. */
  standInOf?(representativeId: string): Handler | null
}

/** Accounts by everything that somebody can stand for, as other matters than the voters' need it. */
export interface Everybody extends Staff {
  byDepartment: ReadonlyMap<string, readonly string[]>
  /** Whether a representative has left office. */
  left(representativeId: string): boolean
}

const stationOf = (handler: Handler, staff: Staff): string | null => {
  if (handler.kind === 'office') return null
  return handler.kind === 'station' ? handler.id : staff.homeOf(handler.id)
}

/** The station's accounts stand for its head and liaison; the office for a station without any. */
function ofStation(handler: Handler, staff: Staff): readonly string[] {
  const found = staff.byStation.get(stationOf(handler, staff) ?? '') ?? []
  return found.length > 0 ? found : staff.office
}

const ownOf = (handler: Handler, staff: Staff): readonly string[] => {
  if (handler.kind === 'office') return staff.office
  return (
    (handler.kind === 'station' ? staff.byStation : staff.byRepresentative).get(handler.id) ?? []
  )
}

/** Whoever stands in is told as well. */
function ofHandler(handler: Handler, staff: Staff): readonly string[] {
  const own = ownOf(handler, staff)
  const standIn = handler.kind === 'representative' ? staff.standInOf?.(handler.id) : null
  const both = standIn ? [...own, ...ownOf(standIn, staff)] : own
  return both.length === 0 ? ofStation(handler, staff) : both
}

/** Everybody of the office who sees what belongs to a station, or to none. */
export const officeFor = (stationId: string | null, staff: Staff): readonly string[] => [
  ...staff.office,
  ...(staff.officeOfStation?.get(stationId ?? '') ?? []),
]

const officeOnly = (handler: Handler, staff: Staff): readonly string[] =>
  officeFor(stationOf(handler, staff), staff)

const telling = { handler: ofHandler, station: ofStation, office: officeOnly } as const

/**
 * The accounts to tell, each once. Where somebody has no account the next one up is told instead
 * (representative → station → office), so that nothing is said to nobody.
 */
export const accountsToTell = (
  to: readonly LadderRecipient[],
  handler: Handler,
  staff: Staff,
): string[] => [...new Set(to.flatMap((who) => telling[who](handler, staff)))]
