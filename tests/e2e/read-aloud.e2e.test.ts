import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeededRepresentative } from '../support/app.ts'
import { type Device, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await t?.close()
})

/** Longer than a phone is given to begin. Milliseconds. */
const LONG = 3_500

declare global {
  interface Window {
    /** What the phone was asked to say, and how often it was told to be quiet. */
    said: string[]
    hushed: number
    /** The phone says that it has other voices now. */
    voicesChanged?: () => void
  }
}

/** A phone with a voice of its own, for the languages given; it starts to speak where `speaks`. */
async function landing(
  languages: string[],
  speaks: boolean,
): Promise<{ device: Device; page: Page }> {
  const device = await phone(browser)
  const { page } = device
  await page.clock.install()
  await page.addInitScript(
    ([langs, speaks]) => {
      window.said = []
      window.hushed = 0
      class Utterance {
        onstart?: () => void
        readonly text: string
        constructor(text: string) {
          this.text = text
        }
      }
      const speech = {
        getVoices: () => langs.map((lang) => ({ lang })),
        addEventListener: (_: string, look: () => void) => {
          window.voicesChanged = look
        },
        removeEventListener: () => undefined,
        cancel: () => {
          window.hushed++
        },
        speak: (utterance: Utterance) => {
          window.said.push(utterance.text)
          if (speaks) utterance.onstart?.()
        },
      }
      Object.defineProperty(window, 'speechSynthesis', { value: speech, configurable: true })
      Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance })
    },
    [languages, speaks] as const,
  )
  const first = t.seed.representatives[0] as SeededRepresentative
  await page.goto(`${t.url}/q/${first.code}?elder=1`)
  return { device, page }
}

describe('读给我听', () => {
  it('reads who it is and what can be done here, until it is told to stop', async () => {
    const { device, page } = await landing(['en-US', 'zh-CN'], true)
    await page.getByRole('button', { name: '读给我听' }).first().click()
    const [said] = await page.evaluate(() => window.said)
    expect(said).toContain((t.seed.representatives[0] as SeededRepresentative).name)
    await page.clock.fastForward(LONG)
    await page.getByRole('button', { name: '别读了' }).click()
    await page.getByRole('button', { name: '读给我听' }).first().waitFor()
    expect(await page.evaluate(() => window.hushed)).toBeGreaterThan(0)
    await device.close()
  })

  it.each([
    ['has voices for other languages only', ['en-US']],
    ['says nothing when it is asked to', []],
  ])('given a phone that %s, then there is a number to call instead', async (_, languages) => {
    const { device, page } = await landing(languages, false)
    if (languages.length === 0) {
      await page.getByRole('button', { name: '读给我听' }).first().click()
      await page.clock.fastForward(LONG)
    }
    await page.getByRole('link', { name: '打电话问' }).first().waitFor()
    // Voices that are told of late and are none take nothing back.
    await page.evaluate(() => window.voicesChanged?.())
    expect(await page.getByRole('button', { name: /读给我听|别读了/ }).count()).toBe(0)
    await device.close()
  })

  it('reads the form and the pages around it, too, in elder mode and where there is a voice', async () => {
    const { code } = t.seed.representatives[0] as SeededRepresentative
    const { device, page } = await landing(['zh-CN'], true)
    for (const [path, words] of [
      ['file', '什么事'],
      ['choose', '在地图上找'],
      ['station', '在这里的代表'],
      ['places', '代表家站'],
    ] as const) {
      await page.goto(`${t.url}/q/${code}/${path}`)
      // Beside the page's name, on no strip of its own.
      await page.locator('.head').getByRole('button', { name: '读给我听' }).click()
      const said = await page.evaluate(() => window.said.at(-1))
      expect(said, path).toContain(words)
      expect(await overflows(page), path).toBe(false)
      expect(await barriers(page), path).toEqual([])
    }
    await device.close()
    const mute = await landing(['en-US'], true)
    await mute.page.goto(`${t.url}/q/${code}/choose`)
    await mute.page.getByRole('heading', { name: '换一位代表' }).waitFor()
    expect(await mute.page.getByRole('button', { name: '读给我听' }).count()).toBe(0)
    await mute.device.close()
  })
})
