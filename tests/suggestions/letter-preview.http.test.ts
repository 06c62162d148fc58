import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import { letterMarks } from '@mashang/shared/suggestions/letters.words.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { linkDesk } from './link-desk.ts'
import {
  assignedTo,
  atWork,
  contact,
  department,
  departmentLogin,
  done,
  fresh,
  sentFile,
} from './steps.ts'

/** What a letter will look like is seen before anybody signs it; nothing becomes of a look. */

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
let id: string
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())
beforeEach(async () => {
  ;({ id } = await assignedTo({ lead: li, office }, housing.id))
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
})

const MARK = letterMarks.preview.words
const draft = { text: '5 月底前装好。', class: 'A' }
const preview = (by: Client, said: object) =>
  post(by, `/api/suggestions/${id}/letters/preview`, said)
async function textOf(reply: LightMyRequestResponse): Promise<string> {
  expect(outcome(reply)).toBe('200')
  expect(reply.headers['content-type']).toBe('application/pdf')
  const pdf = await openPdf(new Uint8Array(reply.rawPayload))
  const text = pdf.textOf(0).replaceAll(/\s/g, '')
  pdf.close()
  return text
}
const seen = async () => {
  const { letters, prints, revision } = (await office({ url: `/api/suggestions/${id}` })).json()
  return { letters, prints, revision }
}

it('whoever writes it sees it with its mark and without a number; nothing is kept', async () => {
  const before = await seen()
  const file = await sentFile(housing.client)
  const text = await textOf(await preview(housing.client, { draft: { ...draft, files: [file] } }))
  expect(text.startsWith(MARK)).toBe(true)
  for (const said of ['李婺代表：', '收悉，现答复如下：', '5月底前装好。', 'A类', '附件：说明'])
    expect(text).toContain(said)
  expect(text).toContain('区住房和城乡建设局')
  expect(text).not.toMatch(/签发人|签发：|建议编号：/)
  expect(await seen()).toEqual(before)
})

it('whoever signs sees what was handed up, with the number and the name that it will have', async () => {
  await done(housing.client, id, { act: 'propose', ...draft })
  const signed = { signer: '局长王建国', document: '江建函〔2026〕99号' }
  const text = await textOf(await preview(housing.client, signed))
  for (const said of [MARK, '江建函〔2026〕99号', '签发人：局长王建国', '5月底前装好。'])
    expect(text).toContain(said)
  // The number is free still.
  await done(housing.client, id, { act: 'sign', ...signed })
  expect((await seen()).letters[0].document).toBe('江建函〔2026〕99号')
  const letter = await office({ url: `/api/suggestions/${id}/letters/answer` })
  expect(await textOf(letter)).toBe(text.replace(MARK, ''))
})

it('a 签发人 sees their own name, a 经办人 none', async () => {
  const head = { name: '王建国', post: '局长' }
  const heads = await departmentLogin(t, housing.id, head.name, { part: 'head', post: head.post })
  await done(housing.client, id, { act: 'propose', ...draft })
  const text = await textOf(await preview(heads.client, { document: '江建函〔2026〕100号' }))
  expect(text).toContain('签发人：王建国')
})

describe('is refused', () => {
  it('with the field that is wrong', async () => {
    const bad = async (said: object) => (await preview(housing.client, said)).json()
    expect(await bad({ draft: { ...draft, class: 'B' } })).toMatchObject({
      fields: [{ path: 'promisedFor' }],
    })
    expect((await bad({ draft: { text: '' } })).fields).not.toEqual([])
    expect(await bad({ draft, document: '第一号' })).toMatchObject({
      fields: [{ path: 'document' }],
    })
    expect(outcome(await preview(housing.client, {}))).toBe('409 suggestion.not-now')
  })

  it('to everybody who does not answer it', async () => {
    const other = await department(t, `区交通局${id.slice(-4)}`)
    expect(outcome(await preview(other.client, { draft }))).toBe('404 suggestion.not-found')
    expect(outcome(await preview(li, { draft }))).toBe('403 auth.forbidden')
    expect(outcome(await preview(fresh(t, 'office'), { draft }))).toBe('403 auth.forbidden')
  })
})

it('by a one-time link it is seen before it is sent, and the link stays good', async () => {
  const { id: linked } = await assignedTo({ lead: li, office }, housing.id)
  const made = await post(office, `/api/suggestions/${linked}/links`, { departmentId: housing.id })
  const token = new URL(made.json<{ url: string }>().url).hash.slice(1)
  const desk = linkDesk(t)
  const said = { draft, signer: '局长王建国', document: '江建函〔2026〕101号' }
  const text = await textOf(await desk.preview(token, said))
  for (const part of [MARK, '江建函〔2026〕101号', '局长王建国', '5月底前装好。'])
    expect(text).toContain(part)
  expect((await desk.open(token)).json()).toMatchObject({ heldSince: null, received: false })
  await desk.receive(token)
  const elsewhere = await linkDesk(t).preview(token, said)
  expect(outcome(elsewhere)).toContain('suggestion.link-elsewhere')
  expect(outcome(await desk.preview(`${token}x`, said))).toContain('suggestion.link-wrong')
})
