import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { BAYAR, nameInMongolian } from '../representatives/mongolian.steps.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
  await nameInMongolian(t, 0)
})
afterAll(() => t.close())

const page = (index: 0 | 1) =>
  t.voter({ url: `/q/${seeded(t, index).code}`, headers: { accept: 'text/html' } })

describe('letters that many phones do not have', () => {
  it('given a Mongolian name, then the page names them, and they are there and kept for ever', async () => {
    const reply = await page(0)
    expect(reply.body).toContain(BAYAR)
    const style = /<style id="letters">(.*?)<\/style>/s.exec(reply.body)?.[1] ?? ''
    expect(style).toContain('unicode-range:')
    expect(style).toContain('font-display:swap')
    const policy = String(reply.headers['content-security-policy'])
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`)
    expect(policy).toContain("font-src 'self'")
    const [, url = ''] = /url\("?(\/assets\/[^")]+\.woff2)"?\)/.exec(style) ?? []
    const font = await t.voter({ url })
    expect(font.statusCode).toBe(200)
    expect(font.headers).toMatchObject({
      'content-type': 'font/woff2',
      'cache-control': expect.stringContaining('immutable'),
    })
    expect(font.rawPayload.subarray(0, 4).toString()).toBe('wOF2')
  })

  it('given none, then nothing of them is in the page', async () => {
    const { body } = await page(1)
    expect(body).not.toContain('letters')
    expect(body).not.toContain('woff2')
  })
})
