const EARTH_RADIUS = 6_371_000
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Degrees, WGS 84. */
interface Place {
  latitude: number
  longitude: number
}

/** Metres between two places on the ground (haversine). */
export function metresBetween(a: Place, b: Place): number {
  const half =
    Math.sin(radians(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(radians(a.latitude)) *
      Math.cos(radians(b.latitude)) *
      Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** How far something is, as people say it; whole metres. */
export const distanceWords = (metres: number): string =>
  metres < 1_000 ? `${metres} 米` : `${(metres / 1_000).toFixed(1)} 公里`
