import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The one without windows first: a page of its own opens in a third of the time. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]
const ELSEWHERE = [
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * @returns an installed Chromium: MASHANG_TEST_CHROMIUM, else the first on PATH or in a usual
 *   place; undefined where there is none
 */
export function findChromium(): string | undefined {
  const told = process.env.MASHANG_TEST_CHROMIUM
  if (told) return existsSync(told) ? told : undefined
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin')
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...onPath, ...ELSEWHERE].find((path) => existsSync(path))
}

/** Quiet and reproducible: nothing is fetched in the background, a container without GPU works. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
