import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
/** Without windows and what belongs to them; a page of its own opens in a third of the time. */
const SHELL = 'chromium-headless-shell'
const ELSEWHERE = [
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * @param kind `whole`: with all that a person has, as its viewer of PDF files; `quick`: one without
 *   windows, where it is installed
 * @returns an installed Chromium: MASHANG_TEST_CHROMIUM, else the first on PATH or in a usual
 *   place; undefined where there is none
 */
export function findChromium(kind: 'whole' | 'quick' = 'whole'): string | undefined {
  const told = process.env.MASHANG_TEST_CHROMIUM
  if (told) return existsSync(told) ? told : undefined
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin')
  const names = kind === 'quick' ? [SHELL, ...NAMES] : NAMES
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
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
