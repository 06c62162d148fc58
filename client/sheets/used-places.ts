const USED = 'mashang:places'
const MOST = 12

/** Places written on this phone before, newest first, by station. */
export function usedPlaces(stationId: string | null): string[] {
  try {
    const all = JSON.parse(localStorage.getItem(USED) ?? '{}') as Record<string, string[]>
    return all[stationId ?? ''] ?? []
  } catch {
    return []
  }
}

export function rememberPlace(stationId: string | null, place: string): void {
  try {
    const all = JSON.parse(localStorage.getItem(USED) ?? '{}') as Record<string, string[]>
    const others = usedPlaces(stationId).filter((one) => one !== place)
    all[stationId ?? ''] = [place, ...others].slice(0, MOST)
    localStorage.setItem(USED, JSON.stringify(all))
  } catch {
    // Without storage the places come from the server alone.
    return
  }
}
