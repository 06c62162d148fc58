import { metresBetween } from '@mashang/shared/core/distance.ts'
import { toGcj02 } from '@mashang/shared/core/gcj02.ts'
import { expect, it } from 'vitest'

it.each([
  // Places with both positions, as the tests of published implementations of the formula have them.
  [31.1774276, 121.5272106, 31.17530398364597, 121.531541859215],
  [22.543847, 113.912316, 22.540796131694766, 113.9171764808363],
  [39.911954, 116.377817, 39.91334545536069, 116.38404722455657],
])('puts %f, %f where Chinese maps have it', (latitude, longitude, there, across) => {
  const moved = toGcj02({ latitude, longitude })
  expect(metresBetween(moved, { latitude: there, longitude: across })).toBeLessThan(5)
})
