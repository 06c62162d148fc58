import type {
  ExistingRepresentative,
  ExistingStation,
} from '@mashang/shared/roster/import.rules.ts'
import type { RepresentativeFacts, StationFacts } from '@mashang/shared/roster/roster.model.ts'
import type { Context } from '../core/context.ts'
import { readingOf } from '../core/pinyin.ts'
import {
  allRepresentatives,
  type RepresentativeRecord,
  type RosterColumns,
} from '../representatives/representatives.store.ts'
import { type StationRecord, stationsById } from '../stations/stations.store.ts'

/** What the system has, in the words of a roster: numbers unsealed, stations by name. */
export interface Known {
  people: ExistingRepresentative[]
  stations: ExistingStation[]
}

const unsealed = ({ secrets }: Context, sealed: string | null, id: string): string | null =>
  sealed === null ? null : secrets.unseal(sealed, id)

export const knownStation = (
  context: Context,
  { district, createdAt, updatedAt, ...station }: StationRecord,
): ExistingStation => ({
  ...station,
  headPhone: unsealed(context, station.headPhone, station.id),
  liaisonPhone: unsealed(context, station.liaisonPhone, station.id),
})

export const knownPerson = (
  context: Context,
  row: RepresentativeRecord,
  station: Pick<StationRecord, 'name'> | null | undefined,
): ExistingRepresentative => {
  const {
    district,
    pinyin,
    initials,
    stationId,
    phoneHash,
    photo,
    createdAt,
    updatedAt,
    ...person
  } = row
  return {
    ...person,
    station: station?.name ?? null,
    phone: unsealed(context, person.phone, person.id),
  }
}

export async function knownRoster(context: Context): Promise<Known> {
  const stations = await stationsById(context)
  return {
    people: (await allRepresentatives(context)).map((row) =>
      knownPerson(context, row, stations.get(row.stationId ?? '')),
    ),
    stations: [...stations.values()].map((station) => knownStation(context, station)),
  }
}

/** A person as the columns of a row. */
export function personColumns(
  context: Context,
  id: string,
  { station, phone, ...facts }: RepresentativeFacts,
  stationId: string | null,
  updatedAt: number,
): RosterColumns {
  return {
    ...facts,
    ...readingOf(facts.name),
    stationId,
    phone: phone === null ? null : context.secrets.seal(phone, id),
    phoneHash: phone === null ? null : context.secrets.hash('phone', phone),
    updatedAt,
  }
}

/** A station as the columns of a row. */
export function stationColumns(
  context: Context,
  id: string,
  facts: StationFacts,
  updatedAt: number,
): StationFacts & { updatedAt: number } {
  const seal = (phone: string | null) => (phone === null ? null : context.secrets.seal(phone, id))
  return {
    ...facts,
    headPhone: seal(facts.headPhone),
    liaisonPhone: seal(facts.liaisonPhone),
    updatedAt,
  }
}
