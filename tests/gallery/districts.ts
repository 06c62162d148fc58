import { type District, openEmpty, openFlooded, openPlayed } from './district.ts'
import type { DistrictName } from './screen.ts'
import { openSeldom } from './seldom-district.ts'

/** One after another: what is drawn at random for each stands in pictures. */
export async function openDistricts(): Promise<Record<DistrictName, District>> {
  const played = await openPlayed()
  const empty = await openEmpty()
  const flooded = await openFlooded()
  const seldom = await openSeldom()
  return { played, empty, flooded, seldom }
}
