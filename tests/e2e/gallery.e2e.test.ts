import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { show } from '../gallery/camera.ts'
import { faultsOf } from '../gallery/checks.ts'
import { type District, openFlooded, openPlayed } from '../gallery/district.ts'
import { type DistrictName, type Look, looksOf, type Screen } from '../gallery/screen.ts'
import { screens } from '../gallery/screens.ts'
import { openSeldom } from '../gallery/seldom-district.ts'
import { launchBrowser } from '../support/devices.ts'

/** Screens a test looks at together: each costs a second or two. */
const TOGETHER = 8

let browser: Browser
let districts: Record<Exclude<DistrictName, 'empty'>, District>
beforeAll(async () => {
  const [opened, played, flooded, seldom] = await Promise.all([
    launchBrowser(),
    openPlayed(),
    openFlooded(),
    openSeldom(),
  ])
  browser = opened
  districts = { played, flooded, seldom }
})
afterAll(async () => {
  await browser?.close()
  for (const one of Object.values(districts ?? {})) await one.close()
})

/**
 * One look of each, so that both lights and large print come up; the gallery itself looks at all,
 * and at what the work apps show while nothing is there.
 */
const lookOf = (screen: Screen, index: number): Look => {
  const looks = looksOf(screen)
  return looks[index % looks.length] as Look
}

const shots = screens
  .filter(({ who, line, district }) => who === 'voter' || (!line && district !== 'empty'))
  .map((screen, index) => ({ screen, look: lookOf(screen, index) }))
const groups = Array.from({ length: Math.ceil(shots.length / TOGETHER) }, (_, index) =>
  shots.slice(index * TOGETHER, (index + 1) * TOGETHER),
)

describe('every screen of the gallery', () => {
  it('has a name of its own', () => {
    expect(new Set(screens.map(({ name }) => name)).size).toBe(screens.length)
  })

  it.each(groups.map((group) => ({ group, from: group[0]?.screen.name })))(
    'has no barrier, no small target, no cut text, and stays where it is: from $from',
    async ({ group }) => {
      const faults: string[] = []
      for (const { screen, look } of group) {
        // What is empty is looked at for a voter only, who sees the same page anywhere.
        const { district: name = 'played' } = screen
        const district = districts[name === 'empty' ? 'played' : name]
        const shown = await show(browser, district, screen, look)
        for (const fault of await faultsOf(shown, screen, look))
          faults.push(`${screen.name}, ${look}: ${fault}`)
        await shown.close()
      }
      expect(faults).toEqual([])
    },
  )
})
