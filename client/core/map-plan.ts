/** Something that stands at a place: degrees, WGS 84. */
export interface Spot {
  latitude: number
  longitude: number
}

/** The part of the world that a plan shows. */
export interface Frame {
  /** Of its middle. */
  latitude: number
  longitude: number
  /** Metres from its left to its right edge. */
  width: number
}

/** A plan is drawn on a paper of this size; what it draws is placed in these units. */
export const PAPER = { width: 1000, height: 560 } as const
/** Metres across at least, so that one place alone is not blown up. */
const LEAST = 600
/** Air around what is shown. */
const AIR = 1.2
const METRES_PER_DEGREE = 111_320

const metresEast = (degrees: number, latitude: number): number =>
  degrees * METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180)

/** The smallest frame that holds all of them; undefined where there is none. */
export function frameOf(spots: readonly Spot[]): Frame | undefined {
  if (spots.length === 0) return undefined
  let [south, north, west, east] = [90, -90, 180, -180]
  for (const { latitude, longitude } of spots) {
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
  }
  const latitude = (south + north) / 2
  const across = metresEast(east - west, latitude)
  const down = (north - south) * METRES_PER_DEGREE
  const width = Math.max(across, (down * PAPER.width) / PAPER.height) * AIR
  return { latitude, longitude: (west + east) / 2, width: Math.max(LEAST, width) }
}

/** Where on the paper a spot is. */
export function placeOn(frame: Frame, spot: Spot): { x: number; y: number } {
  const unit = PAPER.width / frame.width
  return {
    x: PAPER.width / 2 + metresEast(spot.longitude - frame.longitude, frame.latitude) * unit,
    y: PAPER.height / 2 - (spot.latitude - frame.latitude) * METRES_PER_DEGREE * unit,
  }
}

export const isOn = ({ x, y }: { x: number; y: number }): boolean =>
  x >= 0 && x <= PAPER.width && y >= 0 && y <= PAPER.height

export interface Cluster<S extends Spot> {
  x: number
  y: number
  members: S[]
}

/** Those on the paper, gathered where they would cover each other (`reach` units apart). */
export function clustersOf<S extends Spot>(
  frame: Frame,
  spots: readonly S[],
  reach = 34,
): Cluster<S>[] {
  const clusters: Cluster<S>[] = []
  for (const spot of spots) {
    const at = placeOn(frame, spot)
    if (!isOn(at)) continue
    const near = clusters.find(({ x, y }) => Math.hypot(x - at.x, y - at.y) < reach)
    if (near) near.members.push(spot)
    else clusters.push({ ...at, members: [spot] })
  }
  return clusters
}

/** Whether looking closer would take these apart. */
export const canZoom = (frame: Frame, spots: readonly Spot[]): boolean => {
  const closer = frameOf(spots)
  return closer !== undefined && closer.width < frame.width * 0.9
}

export interface Label {
  name: string
  x: number
  y: number
}

/** Names that do not cover each other, the first ones first; `size` is a character's width. */
export function labelsOf(
  frame: Frame,
  named: readonly (Spot & { name: string })[],
  size = 14,
): Label[] {
  const labels: Label[] = []
  for (const spot of named) {
    const at = placeOn(frame, spot)
    if (!isOn(at)) continue
    const half = ([...spot.name].length * size) / 2
    const covered = labels.some(
      (other) =>
        Math.abs(other.x - at.x) < half + ([...other.name].length * size) / 2 &&
        Math.abs(other.y - at.y) < size * 1.5,
    )
    if (!covered) labels.push({ name: spot.name, ...at })
  }
  return labels
}

/** A length for the scale: a round number of metres, about a sixth of the paper. */
export function scaleOf(frame: Frame): { metres: number; units: number } {
  const wanted = frame.width / 6
  const power = 10 ** Math.floor(Math.log10(wanted))
  const metres = [5, 2, 1].map((n) => n * power).find((n) => n <= wanted) ?? power
  return { metres, units: (metres / frame.width) * PAPER.width }
}
