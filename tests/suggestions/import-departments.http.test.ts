import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { department, fresh } from './steps.ts'

let t: TestApp
let office: Client
let [housing, schools] = ['', '']
let lead = ''
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
  lead = seeded(t, 0).name
  housing = (await department(t, '住房和城乡建设局')).id
  schools = (await department(t, '教育体育局')).id
})
afterAll(() => t.close())

const HEAD = '编号,题目,领衔代表,承办单位,交办日期,答复日期,解决程度'
const list = (...rows: (readonly [number: number, by: string])[]) => ({
  name: '2025.csv',
  bytes: [
    HEAD,
    ...rows.map(
      ([number, by]) => `2025-${number},第 ${number} 件,${lead},${by},2025-01-20,2025-04-08,A`,
    ),
  ].join('\n'),
})
type List = ReturnType<typeof list>
const look = async (file: List) =>
  (await sendFile(office, '/api/suggestion-imports/preview', file)).json()
const confirm = async (file: List, departments?: string) => {
  const { fingerprint } = await look(file)
  const said = departments === undefined ? '' : `&departments=${departments}`
  return await sendFile(office, `/api/suggestion-imports?fingerprint=${fingerprint}${said}`, file)
}
const units = async (): Promise<
  { id: string; name: string; aliases: { id: string; name: string }[] }[]
> => (await office({ url: '/api/departments' })).json().items
const aliasesOf = async (id: string) =>
  (await units()).find((one) => one.id === id)?.aliases.map(({ name }) => name)
const handled = async (id: string): Promise<number> =>
  (await office({ url: `/api/suggestions?year=2025&department=${id}` })).json().items.length

describe('a list that calls departments otherwise', () => {
  const file = () => list([1, '住建局'], [2, '住建局、教育局'], [3, '粮食局'], [4, '教育体育局'])

  it('is shown with each name that nobody knows, how many rows say it, and what it may mean', async () => {
    expect((await look(file())).unknownDepartments).toEqual([
      { name: '住建局', rows: 2, guesses: [{ id: housing, name: '住房和城乡建设局' }] },
      { name: '教育局', rows: 1, guesses: [{ id: schools, name: '教育体育局' }] },
      { name: '粮食局', rows: 1, guesses: [] },
    ])
  })

  it('is not imported before each of them was decided, nor by a guess', async () => {
    for (const said of [undefined, `1:${housing}`, `1:${housing},2:new`]) {
      const refused = await confirm(file(), said)
      expect(outcome(refused), said).toBe('422 suggestion.import-departments')
      expect(refused.json().detail).toMatch(/^还有 \d 个单位没有选：.*粮食局。请给每一个选好/u)
    }
    const unknown = await confirm(file(), `1:${crypto.randomUUID()},2:new,3:new`)
    expect(outcome(unknown)).toBe('404 department.not-found')
    expect(outcome(await confirm(file(), '1:住建局'))).toBe('400 request.invalid')
    expect((await units()).map(({ name }) => name)).toEqual(['住房和城乡建设局', '教育体育局'])
  })

  it('goes to the departments that were chosen, and makes the others', async () => {
    const done = await confirm(file(), `1:${housing},2:${schools},3:new`)
    expect(done.json()).toMatchObject({ added: 4, departments: 1 })
    expect(await Promise.all([handled(housing), handled(schools)])).toEqual([2, 2])
    expect((await units()).map(({ name }) => name)).toEqual([
      '住房和城乡建设局',
      '教育体育局',
      '粮食局',
    ])
    expect(await aliasesOf(housing)).toEqual(['住建局'])
    const facts = (await office({ url: '/api/ledger?size=50' })).json().items
    expect(facts.map((one: { type: string }) => one.type)).toContain('department.alias-added')
  })

  it('the next list needs no question, however it writes the district', async () => {
    const next = list([5, '区住建局、石拐区教育局'])
    const seen = await look(next)
    expect(seen.unknownDepartments).toEqual([])
    expect(seen.rows[0].handlers).toMatchObject([
      { name: '住房和城乡建设局', isNew: false },
      { name: '教育体育局', isNew: false },
    ])
    expect((await confirm(next)).json()).toMatchObject({ added: 1, departments: 0 })
    expect((await confirm(file())).json()).toMatchObject({ same: 4, added: 0 })
  })

  it('given a row that names one of them twice, then it has it once', async () => {
    const twice = list([6, '住房城乡建设局、住房和城乡建设局'])
    expect((await confirm(twice, `1:${housing}`)).json()).toMatchObject({ added: 1 })
    const [row] = (
      await office({ url: `/api/suggestions?year=2025&q=${encodeURIComponent('第 6 件')}` })
    ).json().items
    expect(row.handlers.map((one: { name: string }) => one.name)).toEqual(['住房和城乡建设局'])
  })

  it('taken back, it takes what it called them along', async () => {
    const { id } = (await office({ url: '/api/suggestion-imports' })).json().items[0]
    const undoing = (await office({ url: `/api/suggestion-imports/${id}/undoing` })).json()
    expect(undoing).toMatchObject({ removed: 1, aliases: ['住房城乡建设局'] })
    expect(outcome(await post(office, `/api/suggestion-imports/${id}/undoing`, {}))).toBe('200')
    expect(await aliasesOf(housing)).toEqual(['住建局'])
    expect((await look(list([6, '住房城乡建设局']))).unknownDepartments).toHaveLength(1)
  })
})

describe('what else a department is called', () => {
  const add = (id: string, name: string) => post(office, `/api/departments/${id}/aliases`, { name })

  it('is found by it, said by hand, and taken away again', async () => {
    expect(
      (await add(schools, '教体局')).json().aliases.map((one: { name: string }) => one.name),
    ).toEqual(['教育局', '教体局'])
    // Sent again after an answer that was lost.
    expect(outcome(await add(schools, '教体局'))).toBe('200')
    const found = await office({ url: `/api/departments?q=${encodeURIComponent('教体局')}` })
    expect(found.json().items).toMatchObject([{ name: '教育体育局' }])
    const [one] = (await units()).find(({ id }) => id === schools)?.aliases ?? []
    const url = `/api/departments/${schools}/aliases/${one?.id}`
    const drop = () => office({ method: 'DELETE', url })
    expect((await Promise.all([drop(), drop()])).map(outcome)).toEqual(['200', '200'])
    expect(await aliasesOf(schools)).toEqual(['教体局'])
    expect((await look(list([7, '教育局']))).unknownDepartments).toHaveLength(1)
  })

  it('is no other one, nor any department', async () => {
    expect(outcome(await add(schools, '住建局'))).toBe('409 department.alias-taken')
    expect(outcome(await add(schools, '住房和城乡建设局'))).toBe('409 department.alias-taken')
    expect(outcome(await add(crypto.randomUUID(), '林草局'))).toBe('404 department.not-found')
    expect(outcome(await post(office, '/api/departments', { name: '住建局' }))).toBe(
      '409 department.is-alias',
    )
    const rename = (id: string, name: string, was: string) =>
      office({ method: 'PUT', url: `/api/departments/${id}`, body: { name, was } })
    expect(outcome(await rename(schools, '住建局', '教育体育局'))).toBe('409 department.is-alias')
    // Its own may become its name.
    const renamed = await rename(schools, '教体局', '教育体育局')
    expect(renamed.json()).toMatchObject({ name: '教体局', aliases: [] })
  })
})

describe('rows that are not taken', () => {
  const refused = (file: { name: string; bytes: string | Uint8Array }) =>
    sendFile(office, '/api/suggestion-imports/refused', file)

  it('leave as a file with why, come back mended, and nothing else does', async () => {
    const text = [
      HEAD,
      `2025-21,好的,${lead},住建局,2025-01-20,2025-04-08,A`,
      '2025-22,写错了人,王不存在,住建局,2025-01-20,2025-04-08,A',
    ].join('\n')
    const reply = await refused({ name: '去年 A.csv', bytes: text })
    expect(outcome(reply)).toBe('200')
    expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain(
      '去年 A（没有导入的行）.xlsx',
    )
    const back = { name: '没有导入的行.xlsx', bytes: reply.rawPayload }
    const seen = (await sendFile(office, '/api/suggestion-imports/preview', back)).json()
    expect(seen.columns[0]).toMatchObject({ header: '没有导入的原因', field: null })
    expect(seen.columns[0].sample).toContain('原表第 3 行：没有叫“王不存在”')
    expect([seen.rows, seen.problems.length]).toEqual([[], 1])
    expect(await handled(housing)).toBe(3)
  })

  it('given none, then it says so; whoever may not import gets none', async () => {
    const good = list([31, '住建局'])
    expect(outcome(await refused(good))).toBe('422 suggestion.import-all-taken')
    expect(outcome(await sendFile(fresh(t, 0), '/api/suggestion-imports/refused', good))).toBe(
      '403 auth.forbidden',
    )
  })
})
