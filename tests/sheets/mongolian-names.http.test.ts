import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { ordered, work } from './batch-steps.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
})
afterAll(() => t.close())

describe('a batch', () => {
  it('prints a Mongolian name of the roster beside the Chinese one, and nowhere else', async () => {
    const someone = t.seed.representatives[0]
    const url = `/api/roster/representatives/${someone?.id}`
    const { facts, seen } = (await office({ url })).json()
    const mongolian = 'ᠣᠶᠤᠨ'
    const named = await office({
      method: 'PUT',
      url,
      body: { seen, facts: { ...facts, mongolian } },
    })
    expect(named.statusCode, named.body).toBe(200)
    const id = await ordered(office, { format: 'a4', select: { all: true }, copies: 1 })
    await work(t)
    const { rawPayload } = await office({ url: `/api/poster-batches/${id}.pdf` })
    const pdf = await openPdf(rawPayload)
    const pages = Array.from({ length: pdf.pages }, (_, page) => pdf.textOf(page))
    pdf.close()
    const spoken = pages.filter((page) => page.includes(mongolian))
    expect(spoken).toHaveLength(1)
    expect(spoken[0]?.replace(/\s/g, '')).toContain(someone?.name)
  })
})
