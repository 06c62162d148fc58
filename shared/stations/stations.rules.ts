import type { StationView } from './stations.model.ts'

/** Whether a station is among those that somebody looks for. */
export function matchesStation(
  station: Pick<StationView, 'name' | 'kind' | 'area' | 'address'>,
  wanted: { q?: string | undefined; kind?: string | undefined; area?: string | undefined },
): boolean {
  const q = wanted.q?.trim() ?? ''
  return (
    (wanted.kind === undefined || station.kind === wanted.kind) &&
    (wanted.area === undefined || station.area === wanted.area) &&
    (q === '' || [station.name, station.area, station.address].some((text) => text?.includes(q)))
  )
}
