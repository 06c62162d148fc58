import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { multipart } from '../photos/upload.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { assignedTo, contact, department, done, fresh } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
let police: { id: string; client: Client }
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
  police = await department(t, '公安分局')
})
afterAll(() => t.close())

async function linked(): Promise<{ id: string; token: string }> {
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  return { id, token: await linkOf(id) }
}
async function linkOf(id: string): Promise<string> {
  const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: housing.id })
  return new URL(made.json<{ url: string }>().url).hash.slice(1)
}
const open = (token: string) => post(t.voter, '/api/suggestion-links/opening', { token })
const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')
const { act: _, ...talk } = contact
const form = { contact: talk, letter: { text: '5 月底前装好。', class: 'A' }, signer: '局长王建国' }
const answer = (token: string, body: object = form) =>
  post(t.voter, '/api/suggestion-links/answer', { token, ...body })

it('a department without an account reads and answers, and its representative sees it', async () => {
  const { id, token } = await linked()
  expect((await open(token)).json()).toMatchObject({ lead: '李婺代表', part: 'lead' })
  expect((await answer(token)).json()).toEqual({ number: '石拐建〔2026〕1 号', answered: true })
  const seen = (await li({ url: `/api/suggestions/${id}` })).json()
  expect(seen.letters).toMatchObject([{ class: 'A', signer: '局长王建国' }])
  expect(seen.timeline[0].sentence).toContain('区住房和城乡建设局签发了答复')
})

it('used twice it is refused, also where both come at once', async () => {
  const { id, token } = await linked()
  const both = await Promise.all([answer(token), answer(token)])
  expect(both.map(outcome).sort()).toEqual(['200', '410 suggestion.link-used'])
  expect(outcome(await open(token))).toBe('410 suggestion.link-used')
  expect((await li({ url: `/api/suggestions/${id}` })).json().letters).toHaveLength(1)
})

it('after its days, replaced, wrong, or when others handle it now, each has its own sentence', async () => {
  const late = await linked()
  t.clock.advance(30 * DAY + 1)
  expect(outcome(await answer(late.token))).toBe('410 suggestion.link-expired')
  t.clock.advance(-30 * DAY - 1)
  const newer = await linkOf(late.id)
  expect(outcome(await open(late.token))).toBe('410 suggestion.link-expired')
  expect(outcome(await open(newer))).toBe('200')
  expect(outcome(await open('wrong'))).toBe('404 suggestion.link-wrong')
  await done(housing.client, late.id, { act: 'object', reason: '不归我们管' })
  await done(office, late.id, { act: 'assign', lead: police.id })
  expect(outcome(await answer(newer))).toBe('410 suggestion.link-not-yours')
})

it('what does not do is refused by the same rules, and the link is good still', async () => {
  const { token } = await linked()
  const { contact: _talk, ...silent } = form
  expect(outcome(await answer(token, silent))).toBe('422 suggestion.no-contact')
  expect(outcome(await answer(token, { ...form, letter: { text: '在办。', class: 'B' } }))).toBe(
    '422 suggestion.promise-missing',
  )
  expect(outcome(await answer(token))).toBe('200')
})

it('only the office makes one, only for who handles it; the token is nowhere in the database', async () => {
  const { id, token } = await linked()
  const url = `/api/suggestions/${id}/links`
  expect(outcome(await post(li, url, { departmentId: housing.id }))).toBe('403 auth.forbidden')
  expect(outcome(await post(office, url, { departmentId: police.id }))).toBe(
    '422 suggestion.department-unknown',
  )
  const { suggestionsTables } = await import('@mashang/server/suggestions/suggestions.table.ts')
  const { suggestionLinks } = t.context.db.tables(suggestionsTables)
  expect(JSON.stringify(await t.context.db.read.select().from(suggestionLinks))).not.toContain(
    token,
  )
})

it('files go with the answer of the link that sent them, and with no other', async () => {
  const [one, other] = [await linked(), await linked()]
  const send = (token: string, bytes = PDF) => {
    const { headers, payload } = multipart(bytes, 'file', '../答复附件.PDF')
    const url = '/api/suggestion-links/files'
    return t.voter({
      method: 'POST',
      url,
      headers: { ...headers, 'x-link-token': token },
      body: payload,
    })
  }
  expect(outcome(await send('wrong'))).toBe('404 suggestion.link-wrong')
  expect(outcome(await send(one.token, Buffer.from('<html>')))).toBe(
    '415 suggestion.attachment-kind',
  )
  const sent = await send(one.token)
  expect([sent.statusCode, sent.json().name]).toEqual([201, '答复附件.pdf'])
  const file = sent.json<{ id: string }>()
  const named = { ...form, letter: { ...form.letter, files: [file.id] } }
  // Neither another link nor an account of the same department.
  expect(outcome(await answer(other.token, named))).toBe('422 suggestion.attachment-unknown')
  const talked = { ...contact, files: [file.id] }
  await done(housing.client, other.id, { act: 'receive' })
  expect(outcome(await post(housing.client, `/api/suggestions/${other.id}/acts`, talked))).toBe(
    '422 suggestion.attachment-unknown',
  )
  expect(outcome(await answer(one.token, named))).toBe('200')
  const { letters } = (await li({ url: `/api/suggestions/${one.id}` })).json()
  expect(letters[0].files).toMatchObject([{ id: file.id, name: '答复附件.pdf' }])
  const read = await li({ url: `/api/suggestions/${one.id}/files/${file.id}` })
  expect(read.rawPayload.equals(PDF)).toBe(true)
  expect(outcome(await send(one.token))).toBe('410 suggestion.link-used')
})
