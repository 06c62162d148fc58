import {
  canZoom,
  clustersOf,
  type Frame,
  frameOf,
  labelsOf,
  PAPER,
  placeOn,
  scaleOf,
} from '@mashang/client/core/map-plan.ts'
import { describe, expect, it } from 'vitest'

const at = (latitude: number, longitude: number) => ({ latitude, longitude })
const TOWN = at(40.68, 110.27)
const frame = frameOf([TOWN, at(40.78, 110.57)]) as Frame

describe('a plan without tiles', () => {
  it('holds every spot, with air around', () => {
    for (const spot of [TOWN, at(40.78, 110.57)]) {
      const { x, y } = placeOn(frame, spot)
      expect(x).toBeGreaterThan(PAPER.width * 0.05)
      expect(x).toBeLessThan(PAPER.width * 0.95)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(PAPER.height)
    }
  })

  it('has north above and east at the right, a metre as long in both directions', () => {
    const middle = placeOn(frame, frame)
    const north = placeOn(frame, at(frame.latitude + 0.01, frame.longitude))
    const east = placeOn(
      frame,
      at(frame.latitude, frame.longitude + 0.01 / Math.cos((frame.latitude * Math.PI) / 180)),
    )
    expect(middle).toEqual({ x: PAPER.width / 2, y: PAPER.height / 2 })
    expect(middle.y - north.y).toBeCloseTo(east.x - middle.x, 6)
    expect(north.y).toBeLessThan(middle.y)
  })

  it('does not blow one place up, and shows nothing for nothing', () => {
    expect(frameOf([TOWN])?.width).toBe(600)
    expect(frameOf([])).toBeUndefined()
  })

  it('gathers what would cover each other, and leaves out what is off the paper', () => {
    const near = at(TOWN.latitude + 0.0001, TOWN.longitude)
    const clusters = clustersOf(frame, [TOWN, near, at(40.78, 110.57), at(0, 0)])
    expect(clusters.map((one) => one.members.length)).toEqual([2, 1])
    expect(canZoom(frame, [TOWN, near])).toBe(true)
    expect(canZoom(frameOf([TOWN]) as Frame, [TOWN, TOWN])).toBe(false)
  })

  it('leaves out a name that would cover one before it', () => {
    const names = [
      { ...TOWN, name: '大发街道代表之家' },
      { ...at(TOWN.latitude, TOWN.longitude + 0.001), name: '尚和苑社区代表联络站' },
      { ...at(40.78, 110.57), name: '五当召镇代表之家' },
    ]
    expect(labelsOf(frame, names).map(({ name }) => name)).toEqual([
      '大发街道代表之家',
      '五当召镇代表之家',
    ])
  })

  it('has a scale of a round number of metres', () => {
    const { metres, units } = scaleOf({ ...frame, width: 30_000 })
    expect(metres).toBe(5_000)
    expect(units).toBeCloseTo(PAPER.width / 6, 6)
  })
})
