import type { BatchSelect, BatchSkip } from './batches.model.ts'

/** Whom a batch prints for, frozen when it was ordered; `copies` sheets for each. */
export interface PlanEntry {
  kind: 'representative' | 'station'
  id: string
  /** The station as it was then: files of one batch stay as they are when somebody moves. */
  stationId: string | null
  /** For reprints: the sheet that this one stands in for, and its place. */
  replaces: string | null
  place: string | null
}

/** What a plan has to know of whom and what there is. */
export interface PlanSources {
  representatives: readonly {
    id: string
    name: string
    state: 'serving' | 'left'
    stationId: string | null
    area: string | null
  }[]
  stations: readonly { id: string; name: string; area: string | null }[]
  /** Of those that are chosen to be printed again. */
  sheets: readonly {
    id: string
    number: number
    subjectKind: PlanEntry['kind']
    subjectId: string
    place: string | null
  }[]
}

export interface Plan {
  entries: PlanEntry[]
  skipped: BatchSkip[]
}

/** Lists that are chosen together, without a saved one among them. */
export type Chosen = Exclude<BatchSelect, { all: true }>

const together = <T>(one: T[] | undefined, other: T[] | undefined): T[] | undefined =>
  one === undefined && other === undefined
    ? undefined
    : [...new Set([...(one ?? []), ...(other ?? [])])]

/** Both selections in one; a saved list that is named in them has to be put in its place before. */
export function bothOf(one: BatchSelect, other: BatchSelect): BatchSelect {
  if ('all' in one || 'all' in other) return { all: true }
  const keys = ['representatives', 'stations', 'membersOf', 'areas', 'sheets'] as const
  return Object.fromEntries(
    keys.flatMap((key) => {
      const list = together<string>(one[key], other[key])
      return list === undefined ? [] : [[key, list]]
    }),
  )
}

/** Whether anything is chosen at all. */
export const choosesNobody = (select: BatchSelect): boolean =>
  !('all' in select) &&
  select.saved === undefined &&
  [select.representatives, select.stations, select.membersOf, select.areas, select.sheets].every(
    (list) => list === undefined || list.length === 0,
  )

/** Chinese names in the order of a dictionary. */
const collator = new Intl.Collator('zh-Hans-CN')

/**
 * Whom a selection means now, each once, ordered by station (its own sheet first, whoever has none
 * last), then by name. A sheet to print again is an entry of its own, because it has a place of its
 * own. What cannot be found or no longer serves is told, never left out silently.
 */
export function planOf(select: BatchSelect, from: PlanSources): Plan {
  const people = new Map(from.representatives.map((each) => [each.id, each]))
  const stations = new Map(from.stations.map((each) => [each.id, each]))
  const sheets = new Map(from.sheets.map((each) => [each.id, each]))
  const entries = new Map<string, PlanEntry>()
  const skipped = new Map<string, BatchSkip>()

  const gone = (key: string, name: string, message: string): void => {
    skipped.set(key, { name, reason: 'gone', message })
  }
  const addStation = (id: string, again?: { replaces: string; place: string | null }): void => {
    const station = stations.get(id)
    if (station === undefined) gone(id, '（家站）', '有一个家站已经不在名册里，没有印。')
    else
      entries.set(again?.replaces ?? id, {
        kind: 'station',
        id,
        stationId: id,
        replaces: again?.replaces ?? null,
        place: again?.place ?? null,
      })
  }
  const addPerson = (id: string, again?: { replaces: string; place: string | null }): void => {
    const person = people.get(id)
    if (person === undefined) gone(id, '（代表）', '有一位代表已经不在名册里，没有印。')
    else if (person.state === 'left')
      skipped.set(id, {
        name: person.name,
        reason: 'left',
        message: `${person.name}已不再担任代表，没有印。`,
      })
    else
      entries.set(again?.replaces ?? id, {
        kind: 'representative',
        id,
        stationId: person.stationId,
        replaces: again?.replaces ?? null,
        place: again?.place ?? null,
      })
  }
  const serving = from.representatives.filter((each) => each.state === 'serving')

  if ('all' in select) {
    for (const station of from.stations) addStation(station.id)
    for (const person of serving) addPerson(person.id)
  } else {
    for (const id of select.stations ?? []) addStation(id)
    for (const id of select.representatives ?? []) addPerson(id)
    const homes = new Set(select.membersOf)
    for (const id of homes)
      if (!stations.has(id)) gone(`members ${id}`, '（家站）', '有一个家站已经不在名册里，没有印。')
    const areas = new Set(select.areas)
    const found = new Set<string>()
    const inArea = (area: string | null): boolean => {
      if (area === null || !areas.has(area)) return false
      found.add(area)
      return true
    }
    for (const station of from.stations) if (inArea(station.area)) addStation(station.id)
    for (const person of serving)
      if (
        (person.stationId !== null && homes.has(person.stationId)) ||
        inArea(person.area ?? stations.get(person.stationId ?? '')?.area ?? null)
      )
        addPerson(person.id)
    for (const area of areas)
      if (!found.has(area))
        gone(`area ${area}`, area, `片区“${area}”里已经没有代表和家站，没有印。`)
    for (const id of select.sheets ?? []) {
      const sheet = sheets.get(id)
      if (sheet === undefined) gone(id, '（重印）', '要重印的有一张没有找到，没有印。')
      else {
        const again = { replaces: id, place: sheet.place }
        if (sheet.subjectKind === 'station') addStation(sheet.subjectId, again)
        else addPerson(sheet.subjectId, again)
      }
    }
  }
  return {
    entries: inOrder([...entries.values()], people, stations, sheets),
    skipped: [...skipped.values()],
  }
}

function inOrder(
  entries: PlanEntry[],
  people: ReadonlyMap<string, { name: string }>,
  stations: ReadonlyMap<string, { name: string }>,
  sheets: ReadonlyMap<string, { number: number }>,
): PlanEntry[] {
  const homes = [...stations].sort(
    ([a, one], [b, other]) => collator.compare(one.name, other.name) || (a < b ? -1 : 1),
  )
  const rank = new Map(homes.map(([id], index) => [id, index]))
  const homeOf = (entry: PlanEntry): number => rank.get(entry.stationId ?? '') ?? homes.length
  const nameOf = (entry: PlanEntry): string => people.get(entry.id)?.name ?? ''
  return entries.sort(
    (a, b) =>
      homeOf(a) - homeOf(b) ||
      Number(a.kind === 'representative') - Number(b.kind === 'representative') ||
      collator.compare(nameOf(a), nameOf(b)) ||
      (a.id === b.id ? 0 : a.id < b.id ? -1 : 1) ||
      (sheets.get(a.replaces ?? '')?.number ?? 0) - (sheets.get(b.replaces ?? '')?.number ?? 0),
  )
}
