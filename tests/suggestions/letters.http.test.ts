import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import { LETTER, linesOf } from '@mashang/server/sheets/print/designs/letter-lines.ts'
import { Face } from '@mashang/server/sheets/print/fonts/face.ts'
import { fontFile } from '@mashang/server/sheets/print/fonts/font-names.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { atWork, contact, done, fresh, written } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

it('is there once there is something to print, for whoever may see the suggestion', async () => {
  const { id } = await written(li)
  const url = (kind: string) => `/api/suggestions/${id}/letters/${kind}`
  await done(li, id, { act: 'submit' })
  expect(outcome(await office({ url: url('assignment') }))).toBe('409 suggestion.no-letter')
  await done(office, id, { act: 'assign', lead: housing.id })
  expect(outcome(await office({ url: url('answer') }))).toBe('409 suggestion.no-letter')
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  const text = Array.from({ length: 30 }, (_, i) => `第${i}个小区：灯已装好。`).join('\n')
  await done(housing.client, id, { act: 'propose', text, class: 'A' })
  await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
  for (const kind of ['assignment', 'answer', 'opinion']) {
    const reply = await li({ url: url(kind) })
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(reply.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(reply.headers['content-disposition']).toContain('.pdf')
  }
  expect(outcome(await fresh(t, 1)({ url: url('answer') }))).toBe('404 suggestion.not-found')
  // Thirty paragraphs and what stands around them need a second page of twenty-two rows.
  const long = (await li({ url: url('answer') })).rawPayload.toString('latin1')
  expect(long.match(/\/MediaBox\[0 0 595\.276 841\.89\]/g)).toHaveLength(2)
  const pdf = await openPdf(new Uint8Array((await li({ url: url('opinion') })).rawPayload))
  pdf.close()
})

it('twenty-eight characters fill a line, and none begins with what closes', () => {
  const face = new Face('sans', fontFile('sans'))
  const size = (16 * 25.4) / 72
  const tracking = LETTER.width / LETTER.columns - size
  const [line, rest] = linesOf(face, '建'.repeat(29), size, LETTER.width, { tracking })
  expect([line?.length, rest?.length]).toEqual([28, 1])
  const closed = linesOf(face, `${'建'.repeat(28)}。`, size, LETTER.width, { tracking })
  expect(closed).toEqual(['建'.repeat(27), '建。'])
})
