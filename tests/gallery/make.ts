/** Makes docs/gallery anew; `npm run run gallery` starts it on a fresh build. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { launchBrowser } from '../support/devices.ts'
import { show } from './camera.ts'
import { faultsOf } from './checks.ts'
import { type District, fixRandomness } from './district.ts'
import { openDistricts } from './districts.ts'
import { pageOf } from './index-page.ts'
import { type Look, looksOf, type Screen } from './screen.ts'
import { screens } from './screens.ts'

const folder = join(import.meta.dirname, '../../docs/gallery')
/** Bytes of one picture; they travel with every clone. */
const LIMIT = 18 * 1024
/** CSS pixels; what is longer repeats itself. */
const TALLEST = 2_000
/** Pages at a time; more would only wait for the processor. */
const AT_ONCE = 2

interface Shot {
  screen: Screen
  look: Look
}

const wanted = process.argv.slice(2)
const shots: Shot[] = screens
  .filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  .flatMap((screen) => looksOf(screen).map((look) => ({ screen, look })))

const fileOf = ({ screen, look }: Shot): string => `${screen.name}.${look}.webp`

async function picture(page: Page): Promise<Buffer> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {}
  const clip = { x: 0, y: 0, width, height: Math.min(height, TALLEST) }
  const png = await page.screenshot({ animations: 'disabled', clip })
  for (const quality of [35, 25, 15]) {
    const small = await sharp(png).webp({ quality, effort: 6 }).toBuffer()
    if (small.length <= LIMIT) return small
  }
  return await sharp(png).webp({ quality: 10, effort: 6 }).toBuffer()
}

/** Keeps a picture that is the same as before as it is, byte for byte. */
function keep(name: string, bytes: Buffer): void {
  const path = join(folder, name)
  const before = readdirSync(folder).includes(name) ? readFileSync(path) : null
  if (before === null || !before.equals(bytes)) writeFileSync(path, bytes)
}

async function look(browser: Browser, district: District, shot: Shot): Promise<string[]> {
  const device = await show(browser, district, shot.screen, shot.look)
  try {
    keep(fileOf(shot), await picture(device.page))
    return await faultsOf(device, shot.screen, shot.look)
  } finally {
    await device.close()
  }
}

fixRandomness()
mkdirSync(folder, { recursive: true })
const districts = await openDistricts()
const browser = await launchBrowser()
const faults: string[] = []
const waiting = [...shots]

async function work(): Promise<void> {
  for (let shot = waiting.shift(); shot !== undefined; shot = waiting.shift()) {
    const name = `${shot.screen.name}, ${shot.look}`
    const district = districts[shot.screen.district ?? 'played']
    const found = await look(browser, district, shot).catch((error: unknown) => [String(error)])
    for (const fault of found) {
      console.error(`✗ ${name}: ${fault}`)
      faults.push(`${name}: ${fault}`)
    }
  }
}

try {
  await Promise.all(Array.from({ length: AT_ONCE }, work))
} finally {
  await browser.close()
  await Promise.all(Object.values(districts).map((one) => one.close()))
}

const known = new Set(
  screens.flatMap((screen) => looksOf(screen).map((look) => fileOf({ screen, look }))),
)
for (const name of readdirSync(folder))
  if (name.endsWith('.webp') && !known.has(name)) rmSync(join(folder, name))
writeFileSync(
  join(folder, 'README.md'),
  pageOf(screens, (screen, look) => fileOf({ screen, look })),
)
const bytes = readdirSync(folder).reduce(
  (sum, name) => sum + readFileSync(join(folder, name)).length,
  0,
)
console.log(
  `${shots.length} pictures, ${(bytes / 1024 / 1024).toFixed(1)} MB in docs/gallery, ${faults.length} faults`,
)
process.exit(faults.length === 0 ? 0 : 1)
