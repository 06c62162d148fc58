import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { allNew } from './importing.ts'
import { contact, department, done, fresh, written } from './steps.ts'

let t: TestApp
let office: Client
let old: Awaited<ReturnType<typeof department>>
let main: Awaited<ReturnType<typeof department>>
let linked = ''
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
  old = await department(t, '住建局')
  main = await department(t, '住房和城乡建设局')
  linked = (await post(office, '/api/departments', { name: '园林所' })).json().id
})
afterAll(() => t.close())

const look = (from: string, into: string) =>
  office({ url: `/api/departments/${from}/merging?into=${into}` })
const merge = async (from: string, into: string, reason = '同一个单位，导入时建重了') => {
  const seen = await look(from, into)
  const { fingerprint } = seen.json()
  return await post(office, `/api/departments/${from}/merging`, { into, reason, fingerprint })
}
const handedIn = async (lead: string, co: readonly string[] = []): Promise<string> => {
  const { id } = await written(fresh(t, 0), { title: '给老小区装路灯' })
  await done(fresh(t, 0), id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead, co })
  return id
}
const shown = async (id: string, by = office) =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const names = async (): Promise<string[]> =>
  (await office({ url: '/api/departments' })).json().items.map((one: { name: string }) => one.name)

describe('one department that is there twice', () => {
  let [open, ended, byLink, token] = ['', '', '', '']

  it('is looked at first: what would move, and nothing has moved', async () => {
    open = await handedIn(old.id)
    await done(old.client, open, { act: 'receive' })
    ended = await handedIn(old.id)
    await done(old.client, ended, { act: 'receive' })
    await done(old.client, ended, contact)
    await done(old.client, ended, { act: 'propose', text: '都装好了。', class: 'A' })
    await done(old.client, ended, {
      act: 'sign',
      signer: '王局长',
      document: '石住建字〔2026〕3号',
    })
    await done(fresh(t, 0), ended, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
    expect((await look(old.id, main.id)).json()).toMatchObject({
      from: '住建局',
      into: '住房和城乡建设局',
      open: 1,
      closed: 1,
      accounts: 1,
      links: 0,
      documents: 1,
      both: 0,
      stopped: [],
    })
    expect((await shown(open)).handlers).toMatchObject([{ id: old.id }])
  })

  it('is not merged into itself, nor without a reason, nor after something changed', async () => {
    expect(outcome(await look(old.id, old.id))).toBe('422 department.merge-self')
    expect(outcome(await look(old.id, crypto.randomUUID()))).toBe('422 department.into-unknown')
    expect(outcome(await look(crypto.randomUUID(), old.id))).toBe('404 department.not-found')
    expect(outcome(await merge(old.id, main.id, ' '))).toBe('400 request.invalid')
    const { fingerprint } = (await look(old.id, main.id)).json()
    await done(old.client, open, contact)
    const late = { into: main.id, reason: '重了', fingerprint }
    expect(outcome(await post(office, `/api/departments/${old.id}/merging`, late))).toBe(
      '409 department.merge-changed',
    )
  })

  it('in the middle of a return or of work of both it waits, and says for which', async () => {
    const returned = await handedIn(old.id)
    await done(old.client, returned, { act: 'object', reason: '不归我们管' })
    const together = await handedIn(main.id, [old.id])
    expect((await look(old.id, main.id)).json().stopped).toMatchObject([
      { id: returned, why: '正在退办，请先定下来由谁办' },
      { id: together, why: '两个单位都在办，请先办完，或由其中一个退办' },
    ])
    expect(outcome(await merge(old.id, main.id))).toBe('409 department.merge-stopped')
    await done(office, returned, { act: 'assign', lead: linked })
    await done(office, together, { act: 'reassign', lead: main.id })
  })

  it('goes on as the other one: suggestions, accounts, numbers, and its name', async () => {
    expect((await merge(old.id, main.id)).json()).toMatchObject({ open: 1, closed: 1 })
    expect(await names()).toEqual(['住房和城乡建设局', '园林所'])
    const [one] = (await office({ url: '/api/departments' })).json().items
    expect(one).toMatchObject({
      account: true,
      aliases: [{ name: '住建局' }],
      merged: [{ name: '住建局', reason: '同一个单位，导入时建重了' }],
    })
    // Whoever signed in for it goes on with what it had, and signs with the next number.
    await done(old.client, open, { act: 'propose', text: '六月前装好。', class: 'A' })
    const drafted = await shown(open, old.client)
    expect(drafted.handlers).toMatchObject([{ id: main.id, name: '住房和城乡建设局' }])
    expect(drafted.nextDocument).toBe('石住建字〔2026〕4号')
    await done(main.client, open, { act: 'sign', signer: '王局长' })
    expect((await shown(ended)).letters).toMatchObject([{ department: { id: main.id } }])
    const listed = await office({ url: `/api/suggestions?department=${main.id}` })
    expect(listed.json().items.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining([open, ended]),
    )
    // A view that was saved under the old one shows what goes on.
    const saved = await office({ url: `/api/suggestions?department=${old.id}` })
    expect(saved.json().items).toHaveLength(listed.json().items.length)
    const rates = await office({ url: `/api/suggestion-figures?department=${main.id}` })
    const solved = rates.json().items.find((one: { key: string }) => one.key === 'solved')
    expect(solved.numerator).toBe(2)
    const facts = (await office({ url: '/api/ledger?size=50' })).json().items
    expect(facts.map(({ type }: { type: string }) => type)).toContain('department.merged')
  })

  it('a second time, or as the one that goes on, it is no more', async () => {
    expect(outcome(await look(old.id, linked))).toBe('409 department.merged')
    expect(outcome(await look(linked, old.id))).toBe('409 department.merged')
    const { id } = await written(fresh(t, 0), { title: '再装几盏' })
    await done(fresh(t, 0), id, { act: 'submit' })
    const assigned = await post(office, `/api/suggestions/${id}/acts`, {
      act: 'assign',
      lead: old.id,
    })
    expect(outcome(assigned)).toBe('422 suggestion.department-unknown')
    expect(outcome(await post(office, '/api/departments', { name: '住建局' }))).toBe(
      '409 department.is-alias',
    )
  })

  it('a link that is out goes on working, and answers for the one that goes on', async () => {
    byLink = await handedIn(linked)
    const made = await post(office, `/api/suggestions/${byLink}/links`, { departmentId: linked })
    token = new URL(made.json().url).hash.slice(1)
    const parks = (await post(office, '/api/departments', { name: '园林绿化中心' })).json().id
    expect((await look(linked, parks)).json()).toMatchObject({ links: 1, accounts: 0 })
    expect(outcome(await merge(linked, parks))).toBe('200')
    const opened = await post(t.voter, '/api/suggestion-links/opening', { token })
    expect(opened.json()).toMatchObject({ department: '园林绿化中心', task: 'answer' })
  })
})

it('a list from before can still be taken back, and one that says the old name means the new', async () => {
  const list = (by: string) => ({
    name: '2025.csv',
    bytes: `编号,题目,领衔代表,承办单位,交办日期,答复日期,解决程度\n2025-1,修桥,${seeded(t, 0).name},${by},2025-01-20,2025-04-08,A`,
  })
  const imported = async (by: string, query = '') => {
    const file = list(by)
    const seen = (await sendFile(office, '/api/suggestion-imports/preview', file)).json()
    const url = `/api/suggestion-imports?fingerprint=${seen.fingerprint}${query || allNew(seen)}`
    return (await sendFile(office, url, file)).json()
  }
  const { id } = await imported('交通所')
  const [from] = (await office({ url: '/api/departments?q=交通所' })).json().items
  expect((await merge(from.id, main.id)).json()).toMatchObject({ open: 0, closed: 1 })
  expect(await imported('交通所')).toMatchObject({ same: 1, departments: 0 })
  const undone = await post(office, `/api/suggestion-imports/${id}/undoing`, {})
  expect(undone.json()).toMatchObject({ removed: 1, stays: [], departments: [] })
})

it('a list that made the one that goes on leaves it there; the old name is free for another', async () => {
  const file = {
    name: '2024.csv',
    bytes: `编号,题目,领衔代表,承办单位,交办日期,答复日期,解决程度\n2024-1,修渠,${seeded(t, 0).name},水利所,2024-01-20,2024-04-08,A\n2024-2,清渠,${seeded(t, 0).name},水务局,2024-01-20,2024-04-08,A`,
  }
  const seen = (await sendFile(office, '/api/suggestion-imports/preview', file)).json()
  const url = `/api/suggestion-imports?fingerprint=${seen.fingerprint}${allNew(seen)}`
  const { id } = (await sendFile(office, url, file)).json()
  const units = async (name: string) => (await office({ url: `/api/departments?q=${name}` })).json()
  const [from] = (await units('水利所')).items
  const [into] = (await units('水务局')).items
  expect(outcome(await merge(from.id, into.id))).toBe('200')
  const undone = await post(office, `/api/suggestion-imports/${id}/undoing`, {})
  expect(undone.json()).toMatchObject({ removed: 2, departments: [] })
  const [stays] = (await units('水务局')).items
  expect(stays).toMatchObject({ id: into.id, merged: [{ name: '水利所' }] })
  for (const one of stays.aliases)
    await office({ method: 'DELETE', url: `/api/departments/${into.id}/aliases/${one.id}` })
  expect((await post(office, '/api/departments', { name: '水利所' })).statusCode).toBe(201)
})
