import { attachmentFile } from '@mashang/server/suggestions/attachments.store.ts'
import { dropUnnamed } from '@mashang/server/suggestions/attachments.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { AttachmentView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { multipart, picture } from '../photos/upload.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { PDF } from '../support/small-pdf.ts'
import { act, contact, department, done, fresh, written } from './steps.ts'

let t: TestApp
let li: Client
let zhang: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  zhang = fresh(t, 1)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
})
afterAll(() => t.close())

const send = (by: Client, bytes: Buffer, name: string) => {
  const { headers, payload } = multipart(bytes, 'file', name)
  return by({ method: 'POST', url: '/api/suggestion-files', headers, body: payload })
}
async function sent(by: Client, name = '说明.pdf', bytes = PDF): Promise<AttachmentView> {
  const reply = await send(by, bytes, name)
  if (reply.statusCode !== 201) throw new Error(reply.body)
  return reply.json()
}
const read = (by: Client, id: string, file: AttachmentView) =>
  by({ url: `/api/suggestions/${id}/files/${file.id}` })

describe('sending a file', () => {
  it('is judged by its content, never by its name; a photo loses what rode along', async () => {
    const photo = await sent(li, '路灯.png', await picture(60, 40).png().toBuffer())
    expect(photo).toMatchObject({ name: '路灯.jpg', type: 'image/jpeg' })
    expect(await sent(li, '../方案.PDF')).toMatchObject({ name: '方案.pdf', size: PDF.length })
    const refused = async (bytes: Buffer) => outcome(await send(li, bytes, '方案.pdf'))
    expect(await refused(Buffer.from('<html><script>'))).toBe('415 suggestion.attachment-kind')
    expect(await refused(Buffer.from('%PDF-1.7 cut off'))).toBe('415 suggestion.attachment-kind')
    expect(await refused(Buffer.alloc(0))).toBe('415 suggestion.attachment-kind')
    const huge = Buffer.alloc(20 * 1024 * 1024 + 1)
    PDF.copy(huge)
    expect(await refused(huge)).toBe('413 suggestion.attachment-too-large')
    // Scans of what came on paper.
    expect(outcome(await send(office, PDF, '方案.pdf'))).toBe('201')
    expect(outcome(await send((call) => t.voter(call), PDF, '方案.pdf'))).toBe('401 auth.required')
  })
})

it('a department without an account reads those of the suggestion, and no others', async () => {
  const [mine, others] = [await sent(li), await sent(li)]
  const { id } = await written(li, { files: [mine.id] })
  await written(li, { files: [others.id] })
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id })
  const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: housing.id })
  const token = new URL(made.json<{ url: string }>().url).hash.slice(1)
  const ask = (body: object) => post(t.voter, '/api/suggestion-links/file', body)
  expect((await post(t.voter, '/api/suggestion-links/opening', { token })).json().files).toEqual([
    mine,
  ])
  const got = await ask({ token, file: mine.id })
  expect([got.statusCode, got.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(got.rawPayload.equals(PDF)).toBe(true)
  expect(outcome(await ask({ token, file: others.id }))).toBe('404 suggestion.attachment-missing')
  expect(outcome(await ask({ token: 'wrong', file: mine.id }))).toBe('404 suggestion.link-wrong')
})

describe('a file of a draft', () => {
  it('is read by whoever sees the draft, is named by its sender alone, and may be taken away', async () => {
    const [one, two] = [await sent(li), await sent(li, '照片说明.pdf')]
    const draft = await written(li, { files: [one.id] })
    expect(draft.files).toEqual([one])
    const got = await read(li, draft.id, one)
    expect([got.statusCode, got.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(got.headers['content-disposition']).toMatch(/^attachment; /)
    expect(got.rawPayload.equals(PDF)).toBe(true)
    for (const by of [zhang, office])
      expect(outcome(await read(by, draft.id, one))).toBe('404 suggestion.not-found')
    expect(outcome(await read(li, draft.id, two))).toBe('404 suggestion.attachment-missing')
    // Somebody else's, and one that another suggestion names, cannot be named.
    const edit = { act: 'edit', title: '新标题', text: '新内容', secret: false, cosigners: [] }
    const foreign = await sent(zhang)
    const other = await written(li, { files: [two.id] })
    for (const file of [foreign, two])
      expect(outcome(await act(li, draft.id, { ...edit, files: [file.id] }))).toBe(
        '422 suggestion.attachment-unknown',
      )
    const emptied = await done(li, draft.id, { ...edit, files: [] })
    expect(emptied.files).toEqual([])
    expect(outcome(await read(li, draft.id, one))).toBe('404 suggestion.attachment-missing')
    await done(li, other.id, { act: 'withdraw', reason: '不提了' })
    expect(outcome(await read(li, other.id, two))).toBe('404 suggestion.attachment-missing')
    // What nobody names any more goes for good; what is fresh stays.
    await dropUnnamed(t.context)
    for (const { id } of [one, two])
      expect(await t.context.files.read(attachmentFile(id))).toBeNull()
    const kept = await t.context.files.read(attachmentFile(foreign.id))
    kept?.stream.destroy()
    expect(kept).not.toBeNull()
    t.clock.advance(4 * DAY)
    await dropUnnamed(t.context)
    expect(await t.context.files.read(attachmentFile(foreign.id))).toBeNull()
    t.clock.set('2026-03-02T02:00:00Z')
  })

  it('given one file in two drafts at once, then one of them gets it', async () => {
    const file = await sent(li)
    const make = () =>
      li({
        method: 'POST',
        url: '/api/suggestions',
        body: { title: '修桥', text: '桥塌了。', secret: false, cosigners: [], files: [file.id] },
      })
    const both = await Promise.all([make(), make()])
    expect(both.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1)
  })
})

describe('a file of an answer', () => {
  it('is the representative’s once signed, and everybody’s once released', async () => {
    const plan = await sent(housing.client, '方案.pdf')
    const photo = await sent(housing.client, '灯.png', await picture(60, 40).png().toBuffer())
    const talk = await sent(housing.client, '现场.pdf')
    const page = await sent(li, '现状.pdf')
    const { id } = await written(li, { files: [page.id] })
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: housing.id })
    await done(housing.client, id, { act: 'receive' })
    await done(housing.client, id, { ...contact, files: [talk.id] })
    const letter = { act: 'propose', text: '装好了。', class: 'A', files: [plan.id, photo.id] }
    await done(housing.client, id, letter)
    expect(outcome(await read(office, id, plan))).toBe('200')
    expect(outcome(await read(li, id, plan))).toBe('404 suggestion.attachment-missing')
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    for (const file of [plan, talk, page]) expect(outcome(await read(li, id, file))).toBe('200')
    const open = async (file: AttachmentView) =>
      outcome(await t.voter({ url: `/api/published-suggestions/${id}/files/${file.id}` }))
    expect(await open(plan)).toBe('404 suggestion.attachment-missing')
    await done(office, id, { act: 'publish' })
    expect([await open(plan), await open(page), await open(talk)]).toEqual([
      '200',
      '200',
      '404 suggestion.attachment-missing',
    ])
    expect((await t.voter({ url: `/suggestions/${id}` })).body).toContain('附件：方案.pdf')
    // Some browsers inside apps save nothing: it is looked at where it is. The reader of a PDF is a
    // page of the browser's own, which a sandbox leaves empty; nothing of a picture runs.
    for (const [file, type, policy] of [
      [plan, 'application/pdf', "frame-ancestors 'none'"],
      [photo, 'image/jpeg', "default-src 'none';frame-ancestors 'none';sandbox"],
    ] as const) {
      const shown = await t.voter({ url: `/api/published-suggestions/${id}/files/${file.id}` })
      expect(shown.headers).toMatchObject({
        'content-type': type,
        'content-disposition': expect.stringMatching(/^inline; filename=/),
        'x-content-type-options': 'nosniff',
        'content-security-policy': policy,
      })
    }
    expect((await read(office, id, plan)).headers['content-disposition']).toMatch(/^attachment; /)
    const inWechat = (body: string) => body.includes('选“在浏览器打开”')
    const agent = { 'user-agent': 'Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0.32' }
    const seen = (headers = {}) => t.voter({ url: `/suggestions/${id}`, headers })
    expect([inWechat((await seen(agent)).body), inWechat((await seen()).body)]).toEqual([
      true,
      false,
    ])
    await done(office, id, { act: 'unpublish', reason: '里面有住址' })
    expect(await open(plan)).toBe('404 suggestion.attachment-missing')
  })
})
