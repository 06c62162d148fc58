/** Krasovsky's ellipsoid, on which the Chinese grid is bent. */
const AXIS = 6_378_245
const FLATNESS = 0.006_693_421_622_965_943

interface Place {
  latitude: number
  longitude: number
}

const waves = (x: number, ...each: readonly (readonly [factor: number, of: number])[]): number =>
  (each.reduce((sum, [factor, of]) => sum + factor * Math.sin(of * x * Math.PI), 0) * 2) / 3

const north = (x: number, y: number): number =>
  -100 +
  2 * x +
  3 * y +
  0.2 * y * y +
  0.1 * x * y +
  0.2 * Math.sqrt(Math.abs(x)) +
  waves(x, [20, 6], [20, 2]) +
  waves(y, [20, 1], [40, 1 / 3], [160, 1 / 12], [320, 1 / 30])

const east = (x: number, y: number): number =>
  300 +
  x +
  2 * y +
  0.1 * x * x +
  0.1 * x * y +
  0.1 * Math.sqrt(Math.abs(x)) +
  waves(x, [20, 6], [20, 2], [20, 1], [40, 1 / 3], [150, 1 / 12], [300, 1 / 30])

/**
 * A place in China by the grid that Chinese maps are bound to (GCJ-02), from WGS 84. By the formula
 * that everybody uses, good to a few metres; the law publishes none.
 */
export function toGcj02({ latitude, longitude }: Place): Place {
  const [x, y] = [longitude - 105, latitude - 35]
  const angle = (latitude / 180) * Math.PI
  const bend = 1 - FLATNESS * Math.sin(angle) ** 2
  const up = (north(x, y) * 180) / (((AXIS * (1 - FLATNESS)) / (bend * Math.sqrt(bend))) * Math.PI)
  const right = (east(x, y) * 180) / ((AXIS / Math.sqrt(bend)) * Math.cos(angle) * Math.PI)
  return { latitude: latitude + up, longitude: longitude + right }
}
