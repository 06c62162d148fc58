import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { form, linkDesk } from './link-desk.ts'
import { act, assignedTo, atWork, contact, department, done } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
let roads: { id: string; client: Client }
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
  roads = await department(t, '区交通局')
})
afterAll(() => t.close())

const drafted = async (by = housing): Promise<string> => {
  const { id } = await assignedTo({ lead: li, office }, by.id)
  await done(by.client, id, { act: 'receive' })
  await done(by.client, id, contact)
  await done(by.client, id, { act: 'propose', text: '5 月底前装好。', class: 'A' })
  return id
}
const sign = (id: string, document?: string, by = housing) =>
  act(by.client, id, { act: 'sign', signer: '局长王建国', document })
const proposed = async (id: string, by = housing) =>
  (await by.client({ url: `/api/suggestions/${id}` })).json().nextDocument

describe('the number of a department’s letter', () => {
  it('given none yet, then none is proposed, and one must be said; afterwards the next one is', async () => {
    const id = await drafted()
    expect(await proposed(id)).toBeNull()
    const refused = await sign(id)
    expect(outcome(refused)).toBe('422 suggestion.document-missing')
    expect(refused.json().fields).toMatchObject([{ path: 'document' }])
    const signed = await sign(id, '江建函 [2026] 12号')
    expect(outcome(signed)).toBe('200')
    expect(signed.json().letters).toMatchObject([{ document: '江建函〔2026〕12号' }])
    const fact = (await factsOf(t.context, id)).find(({ type }) => type === 'suggestion.sign')
    expect(JSON.parse(fact?.data ?? '{}')).toMatchObject({ document: '江建函〔2026〕12号' })
    expect(await proposed(await drafted())).toBe('江建函〔2026〕13号')
    // Whoever does not answer is not told what others number.
    expect((await li({ url: `/api/suggestions/${id}` })).json().nextDocument).toBeNull()
  })

  it('is given once by a department in a year; another one counts for itself', async () => {
    const id = await drafted()
    const taken = await sign(id, '江建函〔2026〕12号')
    expect(outcome(taken)).toBe('409 suggestion.document-taken')
    expect(taken.json().fields).toMatchObject([{ path: 'document' }])
    const other = await drafted(roads)
    expect(await proposed(other, roads)).toBeNull()
    expect(outcome(await sign(other, '江建函〔2026〕12号', roads))).toBe('200')
    expect(outcome(await sign(id, '江建发〔2026〕12号'))).toBe('200')
    // It goes on with the mark that was used last.
    expect(await proposed(await drafted())).toBe('江建发〔2026〕13号')
  })

  it('is given once within one suggestion, too: to the answer, not to what it redeems', async () => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    await done(housing.client, id, { act: 'receive' })
    await done(housing.client, id, contact)
    const promised = { class: 'B', promisedFor: '2026-05-31' }
    await done(housing.client, id, { act: 'propose', text: '5 月底前装好。', ...promised })
    expect(outcome(await sign(id, '江建函〔2026〕30号'))).toBe('200')
    const redeem = (document: string) =>
      act(housing.client, id, {
        act: 'redeem',
        text: '装好了。',
        class: 'A',
        signer: '局长王建国',
        document,
      })
    expect(outcome(await redeem('江建函〔2026〕30号'))).toBe('409 suggestion.document-taken')
    expect(outcome(await redeem('江建函〔2026〕31号'))).toBe('200')
  })

  it('of two letters at once that want the same number, one gets it', async () => {
    const two = [await drafted(), await drafted()]
    const replies = await Promise.all(two.map((id) => sign(id, '江建函〔2026〕40号')))
    expect(replies.map(outcome).sort()).toEqual(['200', '409 suggestion.document-taken'])
  })

  it('by a one-time link it is proposed, asked for, and given once, too', async () => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: housing.id })
    const token = new URL(made.json<{ url: string }>().url).hash.slice(1)
    const desk = linkDesk(t)
    expect((await desk.open(token)).json().nextDocument).toBe('江建函〔2026〕41号')
    expect(outcome(await desk.answer(token, { ...form, document: undefined }))).toBe(
      '422 suggestion.document-missing',
    )
    expect(outcome(await desk.answer(token, { ...form, document: '江建函〔2026〕40号' }))).toBe(
      '409 suggestion.document-taken',
    )
    expect(outcome(await desk.answer(token, { ...form, document: '江建函〔2026〕41号' }))).toBe(
      '200',
    )
  })

  it('stands in the letter, at the left of the line that names who signed, and on the public page', async () => {
    const id = await drafted()
    await done(housing.client, id, {
      act: 'sign',
      signer: '王建国',
      document: '江建函〔2026〕50号',
    })
    const file = await li({ url: `/api/suggestions/${id}/letters/answer?file=docx` })
    const xml = (await unzipped(file.rawPayload)).get('word/document.xml')?.toString() ?? ''
    const text = xml.replaceAll(/<w:tab\/>/g, '→').replaceAll(/<[^>]+>/g, '')
    expect(text).toContain('江建函〔2026〕50号→签发人：王建国')
    expect((await li({ url: `/api/suggestions/${id}/letters/answer` })).statusCode).toBe(200)
    await done(office, id, { act: 'publish' })
    expect((await t.voter({ url: `/suggestions/${id}` })).body).toContain('江建函〔2026〕50号 · ')
  })

  it('given another year, then it begins anew', async () => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    t.clock.set('2027-01-04T02:00:00Z')
    await done(housing.client, id, { act: 'receive' })
    await done(housing.client, id, { ...contact, on: '2027-01-04' })
    await done(housing.client, id, { act: 'propose', text: '装好了。', class: 'A' })
    expect(await proposed(id)).toBe('江建函〔2027〕1号')
    expect(outcome(await sign(id, '江建函〔2026〕60号'))).toBe('422 suggestion.document-year')
    expect(outcome(await sign(id, '江建函〔2027〕1号'))).toBe('200')
  })
})
