import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { dropUnnamed } from '@mashang/server/suggestions/attachments.usecases.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { rightBefore } from '../support/while-committing.ts'
import { form, linkDesk } from './link-desk.ts'
import {
  act,
  assignedTo,
  atWork,
  contact,
  department,
  departmentLogin,
  done,
  sentFile,
} from './steps.ts'

type Login = Awaited<ReturnType<typeof departmentLogin>>

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
let clerk: Login
let head: Login
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
  clerk = await departmentLogin(t, housing.id, '小刘', { part: 'clerk' })
  head = await departmentLogin(t, housing.id, '王建国', { part: 'head', post: '局长' })
})
afterAll(() => t.close())

const draft = { act: 'propose', text: '5 月底前装好。', class: 'B', promisedFor: '2026-05-31' }
const drafted = async (): Promise<string> => {
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  await done(clerk.client, id, { act: 'receive' })
  await done(clerk.client, id, contact)
  await done(clerk.client, id, draft)
  return id
}
const heard = async ({ client }: Pick<Login, 'client'>, id: string): Promise<string[]> => {
  await tellOfFacts(t.context)
  return (await client({ url: '/api/notices' }))
    .json<{ items: { headline: string; suggestionId: string | null }[] }>()
    .items.filter(({ suggestionId }) => suggestionId === id)
    .map(({ headline }) => headline)
}
const account = async (id: string) =>
  (await office({ url: '/api/accounts?role=department' }))
    .json<{ items: { id: string; signing: unknown }[] }>()
    .items.find((one) => one.id === id)

describe('who of a department signs its answers', () => {
  it('given a clerk, then they draft and hand up, and cannot sign', async () => {
    const id = await drafted()
    const seen = (await clerk.client({ url: `/api/suggestions/${id}` })).json()
    expect(seen.state).toBe('signing')
    expect(seen.can).not.toContain('sign')
    const signs = { act: 'sign', signer: '局长王建国', document: '建函〔2026〕1号' }
    expect(outcome(await act(clerk.client, id, signs))).toBe('403 suggestion.only-drafting')
    expect(await heard(head, id)).toContain('有件答复等您签发')
    expect(await heard(clerk, id)).not.toContain('有件答复等您签发')
  })

  it('given the head sends it back, then the clerk is told, with the draft and the words', async () => {
    const id = await drafted()
    await done(head.client, id, { act: 'rework', reason: '把数字写清楚' })
    expect(await heard(clerk, id)).toContain('签发人退回了答复，请修改再送签')
    const seen = (await clerk.client({ url: `/api/suggestions/${id}` })).json()
    const { act: _, ...words } = draft
    expect(seen.sentBack).toEqual({
      ...words,
      from: null,
      solved: null,
      contactPerson: null,
      contactPhone: null,
      files: [],
      reason: '把数字写清楚',
    })
    expect((await li({ url: `/api/suggestions/${id}` })).json().sentBack).toBeNull()
    await done(clerk.client, id, { ...draft, text: '5 月底前装好 12 盏。' })
    await done(head.client, id, { act: 'sign' })
    const after = (await clerk.client({ url: `/api/suggestions/${id}` })).json()
    expect([after.state, after.sentBack]).toEqual(['answered', null])
  })

  it('given an answer with a PDF is sent back, then the PDF is there to be handed up again', async () => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    await done(clerk.client, id, { act: 'receive' })
    await done(clerk.client, id, contact)
    const file = await sentFile(clerk.client)
    await done(clerk.client, id, { ...draft, files: [file] })
    await done(head.client, id, { act: 'rework', reason: '改一个字' })
    await dropUnnamed(t.context)
    const seen = (await clerk.client({ url: `/api/suggestions/${id}` })).json()
    expect(seen.sentBack.files).toMatchObject([{ id: file, name: '说明.pdf' }])
    const read = async (by: Client) =>
      outcome(await by({ url: `/api/suggestions/${id}/files/${file}` }))
    expect(await read(clerk.client)).toBe('200')
    expect(await read(li)).toBe('404 suggestion.attachment-missing')
    await done(clerk.client, id, { ...draft, text: '5 月底以前装好。', files: [file] })
    await done(head.client, id, { act: 'sign' })
    await dropUnnamed(t.context)
    expect(await read(li)).toBe('200')
  })

  it('given a letter was signed, then office and department read who has put the name there', async () => {
    const signed = async (by: Login | typeof housing, body: object): Promise<string> => {
      const id = await drafted()
      await done(by.client, id, { act: 'sign', ...body })
      return id
    }
    const own = await signed(head, {})
    const typed = await signed(housing, { signer: '副局长赵敏' })
    const seen = async (by: Client, id: string) => {
      const { letters, timeline } = (await by({ url: `/api/suggestions/${id}` })).json()
      const { sentence } = timeline.find(({ type }: { type: string }) => type === 'suggestion.sign')
      return [letters[0].signedBy, sentence]
    }
    const answer = '区住房和城乡建设局签发了答复（B 类：正在解决，或列入计划'
    for (const by of [office, housing.client]) {
      expect(await seen(by, own)).toEqual(['self', `${answer}；本人签发）。`])
      expect(await seen(by, typed)).toEqual(['typed', `${answer}；由承办单位填写的签发人）。`])
    }
    expect(await seen(li, typed)).toEqual([null, `${answer}）。`])
  })

  it('given the head signs, then in the head’s own name, whatever is typed, and the fact says which account', async () => {
    const id = await drafted()
    const before = (await head.client({ url: `/api/suggestions/${id}` })).json()
    expect(before.signsAs).toBe('局长王建国')
    await done(head.client, id, { act: 'sign', signer: '别人' })
    const { letters } = (await li({ url: `/api/suggestions/${id}` })).json()
    expect(letters).toMatchObject([{ signer: '局长王建国' }])
    const fact = (await factsOf(t.context, id)).find(({ type }) => type === 'suggestion.sign')
    expect([fact?.actorKind, fact?.actorId]).toEqual(['account', head.accountId])
    // The official letter has the name alone.
    const file = await li({ url: `/api/suggestions/${id}/letters/answer?file=docx` })
    const xml = (await unzipped(file.rawPayload)).get('word/document.xml')?.toString() ?? ''
    expect(xml.replaceAll(/<[^>]+>/g, '')).toContain('签发人：王建国')
    // What was promised is told again by who may sign, too.
    const redeem = { act: 'redeem', text: '装好了。', class: 'A' }
    expect(outcome(await act(clerk.client, id, redeem))).toBe('403 suggestion.only-drafting')
    await done(head.client, id, redeem)
  })

  it('given an account that does both, then it says which head has signed', async () => {
    const id = await drafted()
    const unsaid = { act: 'sign', document: '建函〔2026〕90号' }
    const refused = await act(housing.client, id, unsaid)
    expect(outcome(refused)).toBe('422 suggestion.signer-missing')
    expect(refused.json().fields).toMatchObject([{ path: 'signer' }])
    await done(housing.client, id, { ...unsaid, signer: '副局长赵敏' })
  })
})

describe('a department whose accounts do both', () => {
  it('given one drafts, then the others hear that it waits, and that it was sent back', async () => {
    const water = await department(t, '区水利局')
    const both = await departmentLogin(t, water.id, '小孙')
    const boss = await departmentLogin(t, water.id, '孙局', { part: 'head', post: '局长' })
    const drafts = await departmentLogin(t, water.id, '小何', { part: 'clerk' })
    const { id } = await assignedTo({ lead: li, office }, water.id)
    const WAITS = '有件答复等您签发'
    const BACK = '签发人退回了答复，请修改再送签'
    const hear = async (what: string) => {
      const found = []
      for (const one of [both, water, boss, drafts])
        found.push((await heard(one, id)).includes(what))
      return found
    }
    await done(both.client, id, { act: 'receive' })
    await done(both.client, id, contact)
    await done(both.client, id, draft)
    expect(await hear(WAITS)).toEqual([false, true, true, false])
    await done(boss.client, id, { act: 'rework', reason: '把数字写清楚' })
    expect(await hear(BACK)).toEqual([true, true, false, true])
  })

  it('given it is drafted and signed in one by a link, then nobody is told that it waits', async () => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: housing.id })
    const token = new URL(made.json<{ url: string }>().url).hash.slice(1)
    const desk = linkDesk(t)
    await desk.open(token)
    expect(outcome(await desk.answer(token, { ...form, document: '建函〔2026〕70号' }))).toBe('200')
    for (const one of [housing, head])
      expect(await heard(one, id)).not.toContain('有件答复等您签发')
  })
})

describe('the office says who signs', () => {
  const change = (id: string, body: object) =>
    office({ method: 'PUT', url: `/api/accounts/${id}/signing`, body })

  it('with a reason, from the next request on; who changed it meanwhile is not overwritten', async () => {
    const both = await departmentLogin(t, housing.id, '小陈')
    const id = await drafted()
    const wanted = { signing: { part: 'clerk' }, was: null, reason: '只管起草' }
    expect(outcome(await change(both.accountId, wanted))).toBe('204')
    expect((await account(both.accountId))?.signing).toEqual({ part: 'clerk' })
    expect(outcome(await act(both.client, id, { act: 'sign' }))).toBe(
      '403 suggestion.only-drafting',
    )
    const late = { ...wanted, signing: { part: 'head', post: '局长' } }
    expect(outcome(await change(both.accountId, late))).toBe('409 conflict')
    const [fact] = (await factsOf(t.context, both.accountId)).filter(
      ({ type }) => type === 'account.signing-changed',
    )
    expect(JSON.parse(fact?.data ?? '{}')).toMatchObject({ signing: 'clerk' })
    const { items } = (await office({ url: `/api/accounts/${both.accountId}/changes` })).json()
    expect(items).toMatchObject([{ kind: 'signing', detail: '经办人', reason: '只管起草' }])
    const back = { signing: null, was: { part: 'clerk' }, reason: '又要签发' }
    expect(outcome(await change(both.accountId, back))).toBe('204')
  })

  it('somebody of a department always signs; without any account it answers by links', async () => {
    const made = await post(office, '/api/departments', { name: '区水务局' })
    const departmentId = made.json<{ id: string }>().id
    const opened = (login: string, signing: object | null) =>
      post(office, '/api/accounts', {
        name: login,
        login,
        role: 'department',
        departmentId,
        signing,
      })
    const close = (id: string) =>
      post(office, `/api/accounts/${id}/closing`, { reason: '调走了' }).then(outcome)
    const toClerk = (id: string, was: object | null) =>
      change(id, { signing: { part: 'clerk' }, was, reason: '只管起草' }).then(outcome)
    const idOf = (reply: { json: () => { accountId: string } }) => reply.json().accountId
    const head_ = { part: 'head', post: '局长' }
    expect(outcome(await opened('水务小周', { part: 'clerk' }))).toBe('409 account.signer-first')
    const first = idOf(await opened('水务周局', head_))
    expect(await toClerk(first, head_)).toBe('409 account.last-signer')
    const drafts = idOf(await opened('水务小周', { part: 'clerk' }))
    expect(await close(first)).toBe('409 account.last-signer')
    expect((await account(first))?.signing).toEqual(head_)
    const second = idOf(await opened('水务吴局', null))
    // Of both at once who would take it from the other, one is left.
    const both = await Promise.all([toClerk(first, head_), toClerk(second, null)])
    expect(both.sort()).toEqual(['204', '409 account.last-signer'])
    expect(await close(drafts)).toBe('204')
  })

  describe('given the only account is closed while a 经办人 is opened', () => {
    const alone = async (name: string) => {
      const made = await post(office, '/api/departments', { name })
      const { id: departmentId } = made.json<{ id: string }>()
      const open = (login: string, signing: object | null) =>
        post(office, '/api/accounts', {
          name: login,
          login,
          role: 'department',
          departmentId,
          signing,
        })
      const only = (await open(`${name}老吴`, null)).json<{ accountId: string }>().accountId
      return {
        close: () =>
          post(office, `/api/accounts/${only}/closing`, { reason: '调走了' }).then(outcome),
        draftsOnly: () => open(`${name}小郑`, { part: 'clerk' }).then(outcome),
      }
    }

    it('and that comes first, then it is not closed', async () => {
      const { close, draftsOnly } = await alone('区林业局')
      rightBefore(t, 'close account', async () => expect(await draftsOnly()).toBe('201'))
      expect(await close()).toBe('409 account.last-signer')
    })

    it('and the closing comes first, then the 经办人 is not opened', async () => {
      const { close, draftsOnly } = await alone('区畜牧局')
      rightBefore(t, 'insert accounts', async () => expect(await close()).toBe('204'))
      expect(await draftsOnly()).toBe('409 account.signer-first')
    })
  })

  it('is for departments alone, and a head has a post', async () => {
    const all = (await office({ url: '/api/accounts?role=office' })).json()
    const own = all.items[0].id
    const body = { signing: { part: 'clerk' }, was: null, reason: '试一试' }
    expect(outcome(await change(own, body))).toBe('422 account.signing-for-department')
    const none = { ...body, signing: { part: 'head', post: '' } }
    expect(outcome(await change(clerk.accountId, none))).toContain('400')
  })
})
