import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { show } from '../gallery/camera.ts'
import { faultsOf } from '../gallery/checks.ts'
import type { District } from '../gallery/district.ts'
import { openDistricts } from '../gallery/districts.ts'
import { type DistrictName, type Look, looksOf, type Screen } from '../gallery/screen.ts'
import { screens } from '../gallery/screens.ts'
import { pageAt, workPages } from '../gallery/work-pages.ts'
import { launchBrowser } from '../support/devices.ts'

/** Screens a test looks at together: each costs a second or two. */
const TOGETHER = 8

let browser: Browser
let districts: Record<DistrictName, District>
beforeAll(async () => {
  browser = await launchBrowser('whole')
  districts = await openDistricts()
})
afterAll(async () => {
  await browser?.close()
  for (const one of Object.values(districts ?? {})) await one.close()
})

/** One look of each, so that both lights and large print come up; the gallery itself looks at all. */
const lookOf = (screen: Screen, index: number): Look => {
  const looks = looksOf(screen)
  return looks[index % looks.length] as Look
}

const shots = screens.map((screen, index) => ({ screen, look: lookOf(screen, index) }))
const groups = Array.from({ length: Math.ceil(shots.length / TOGETHER) }, (_, index) =>
  shots.slice(index * TOGETHER, (index + 1) * TOGETHER),
)

/** Pages of the work apps that were looked at. */
const seen = new Set<string>()
/** Pages that no screen opens, and why. */
const UNSEEN: Readonly<Record<string, string>> = {
  '/office/setup': 'no district of the gallery is without its first administrator',
  '/me/activities/:id/edit': 'the form of /me/activities/new',
  '/me/activities/:id/door': 'the page of /office/activities/:id/door',
  '/office/patrol': 'the page of /me/patrol',
  '/office/patrol/sheets/:id': 'the page of /me/patrol/sheets/:id',
  '/office/patrol/sheets/:id/hang': 'the page of /me/patrol/sheets/:id/hang',
  '/me/suggestions/:id/edit': 'the form of /me/suggestions/write',
  '/office/suggestions/links': 'holds what was just made alone; walked by link-batches.e2e',
}

describe('every screen of the gallery', () => {
  it('has a name of its own', () => {
    expect(new Set(screens.map(({ name }) => name)).size).toBe(screens.length)
  })

  it.each(groups.map((group) => ({ group, from: group[0]?.screen.name })))(
    'has no barrier, no small target, no cut text, and stays where it is: from $from',
    async ({ group }) => {
      const faults: string[] = []
      for (const { screen, look } of group) {
        const district = districts[screen.district ?? 'played']
        const shown = await show(browser, district, screen, look)
        seen.add(shown.page.url())
        for (const fault of await faultsOf(shown, screen, look))
          faults.push(`${screen.name}, ${look}: ${fault}`)
        await shown.close()
      }
      expect(faults).toEqual([])
    },
  )

  it('leaves out no page of the work apps', async () => {
    const pages = await workPages()
    const shown = new Set([...seen].map((address) => pageAt(pages, address)))
    expect(pages.filter((page) => !shown.has(page)).sort()).toEqual(Object.keys(UNSEEN).sort())
  })
})
