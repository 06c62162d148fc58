import type {
  ExistingRepresentative,
  ExistingStation,
} from '@mashang/shared/roster/import.rules.ts'
import type { RepresentativeFacts, StationFacts } from '@mashang/shared/roster/roster.model.ts'
import type { Context } from '../core/context.ts'
import { readingOf } from '../representatives/pinyin.ts'
import { allRepresentatives, type RosterColumns } from '../representatives/representatives.store.ts'
import { allStations } from '../stations/stations.store.ts'

/** What the system has, in the words of a roster: numbers unsealed, stations by name. */
export interface Known {
  people: ExistingRepresentative[]
  stations: ExistingStation[]
}

export async function knownRoster(context: Context): Promise<Known> {
  const unseal = (sealed: string | null, id: string) =>
    sealed === null ? null : context.secrets.unseal(sealed, id)
  const stations = (await allStations(context)).map(
    ({ district, createdAt, updatedAt, ...station }): ExistingStation => ({
      ...station,
      headPhone: unseal(station.headPhone, station.id),
      liaisonPhone: unseal(station.liaisonPhone, station.id),
    }),
  )
  const names = new Map(stations.map(({ id, name }) => [id, name]))
  const people = (await allRepresentatives(context)).map(
    ({
      district,
      pinyin,
      initials,
      stationId,
      phoneHash,
      photo,
      createdAt,
      updatedAt,
      ...person
    }): ExistingRepresentative => ({
      ...person,
      station: names.get(stationId ?? '') ?? null,
      phone: unseal(person.phone, person.id),
    }),
  )
  return { people, stations }
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
