/** A map of a position (WGS 84) alone: nothing of the matter goes to the map's keeper. */
export const mapOf = (latitude: number | null, longitude: number | null): string | null =>
  latitude === null || longitude === null
    ? null
    : `https://uri.amap.com/marker?position=${longitude},${latitude}&coordinate=wgs84&callnative=0`
