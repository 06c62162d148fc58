import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client, TestApp } from '../support/app.ts'
import { answeredBy, assignedTo, atWork, contact, done } from './steps.ts'

/** 征求意见表 is one sheet, to be filled in and with what was said. */

let t: TestApp
let li: Client
let office: Client
let housing: Awaited<ReturnType<typeof atWork>>['housing']
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

async function pagesOf(id: string): Promise<number> {
  const { rawPayload } = await li({ url: `/api/suggestions/${id}/letters/opinion` })
  const pdf = await openPdf(new Uint8Array(rawPayload))
  const { pages } = pdf
  pdf.close()
  return pages
}

it('given two talks and words of the representative, then it is still one', async () => {
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  await answeredBy(housing.client, id)
  await done(housing.client, id, { ...contact, phase: 'after', text: '答复后又登门看了一次' })
  expect(await pagesOf(id)).toBe(1)
  const reason = '灯都亮了，老人晚上敢出门，还请把两个路口也列进明年。'
  await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'fair', reason })
  expect(await pagesOf(id)).toBe(1)
})
