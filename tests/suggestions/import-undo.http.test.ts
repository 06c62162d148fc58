import { verifyLedger } from '@mashang/server/core/ledger/ledger.store.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { workbook } from '../support/small-xlsx.ts'
import { allNew } from './importing.ts'
import { departmentLogin, done, fresh } from './steps.ts'

/** A list that should not have been imported is taken back, as far as nobody has worked on it. */

const HEAD = ['建议编号', '题目', '领衔代表', '承办单位', '交办日期', '答复日期', '解决程度']
let t: TestApp
let office: Client
let li: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
  li = fresh(t, 0)
})
afterAll(() => t.close())

const row = (number: number, of = 'A', by = '粮食局') => [
  `2025-${number}`,
  `第 ${number} 件往年的`,
  seeded(t, 0).name,
  by,
  '2025-01-20',
  of === '' ? '' : '2025-04-08',
  of,
]
async function imported(...rows: (readonly string[])[]) {
  const file = { name: '去年.xlsx', bytes: workbook([HEAD, ...rows]) }
  const seen = (await sendFile(office, '/api/suggestion-imports/preview', file)).json()
  const url = `/api/suggestion-imports?fingerprint=${seen.fingerprint}${allNew(seen)}`
  const reply = await sendFile(office, url, file)
  expect(outcome(reply)).toBe('200')
  t.clock.set(new Date(t.context.clock.now() + 60_000).toISOString())
  return reply.json() as { id: string; added: number; changed: number }
}
const lists = async () => (await office({ url: '/api/suggestion-imports' })).json().items
const titles = async (query: string): Promise<string[]> =>
  (await office({ url: `/api/suggestions?year=2025&sort=number&${query}` }))
    .json()
    .items.map(({ title }: { title: string }) => title)
const units = async (): Promise<string[]> =>
  (await office({ url: '/api/departments' })).json().items.map(({ name }: { name: string }) => name)
const undo = (id: string) => post(office, `/api/suggestion-imports/${id}/undoing`, {})
const points = async (): Promise<number> => {
  const { items } = (await li({ url: '/api/me/points?period=2025' })).json()
  return items.find(({ id }: { id: string }) => id === 'suggestions').points
}

describe('an import', () => {
  it('stands in a list: who, when, which file, how many, and what was not taken', async () => {
    const { id } = await imported(row(1), row(2), ['2025-3', '无人', '王不存在', '', '2025-01-20'])
    const [last, ...more] = await lists()
    expect(more).toEqual([])
    expect(last).toMatchObject({
      id,
      by: expect.any(String),
      fileName: '去年.xlsx',
      written: 2,
      same: 0,
      departments: ['粮食局'],
      undone: 0,
      left: 1,
    })
    // What was wrong with each row is asked for apart: of many lists that is much.
    expect(last.problems).toBeUndefined()
    const problems = await office({ url: `/api/suggestion-imports/${id}/problems` })
    expect(problems.json().items).toMatchObject([{ row: 4, field: 'lead' }])
    const absent = await office({
      url: `/api/suggestion-imports/${crypto.randomUUID()}/problems`,
    })
    expect(outcome(absent)).toBe('404 suggestion.import-unknown')
    expect(await titles(`import=${id}`)).toEqual(['第 1 件往年的', '第 2 件往年的'])
    expect(await points()).toBe(10)
  })

  it('is withdrawn as a whole: what it made goes, with departments that nothing else names', async () => {
    const [{ id }] = await lists()
    expect((await office({ url: `/api/suggestion-imports/${id}/undoing` })).json()).toEqual({
      removed: 2,
      restored: 0,
      stays: [],
      departments: ['粮食局'],
      aliases: [],
    })
    expect(await units()).toContain('粮食局')
    expect(outcome(await undo(id))).toBe('200')
    expect([await titles(''), await points()]).toEqual([[], 0])
    expect(await units()).not.toContain('粮食局')
    expect((await lists())[0]).toMatchObject({ undone: 2, undoneBy: expect.any(String) })
    // The ledger keeps what was, and says that it was taken back.
    const ledger = (await office({ url: '/api/ledger?size=50' })).json()
    expect(ledger.items.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining([
        'suggestion.imported',
        'suggestion.import-undone',
        'department.removed',
      ]),
    )
    expect(await verifyLedger(t.context.db, t.context.district)).toMatchObject({ whole: true })
    // Pressed again there is nothing left.
    expect(outcome(await undo(id))).toBe('409 suggestion.import-stays')
    expect(outcome(await undo(crypto.randomUUID()))).toBe('404 suggestion.import-unknown')
  })

  it('comes in again after that, under the same numbers', async () => {
    expect(await imported(row(1), row(2, ''))).toMatchObject({ added: 2 })
    expect(await titles('')).toHaveLength(2)
    expect(await points()).toBe(8)
  })

  it('leaves what was worked on since, and names it', async () => {
    const [{ id }] = await lists()
    const [unanswered] = (await office({ url: '/api/suggestions?left=true' })).json().items
    await done(office, unanswered.id, { act: 'go-on' })
    const reply = await undo(id)
    expect(reply.json()).toMatchObject({
      removed: 1,
      stays: [{ id: unanswered.id, title: '第 2 件往年的', why: '导入以后办过' }],
      departments: [],
    })
    expect(await titles('')).toEqual(['第 2 件往年的'])
    expect(await units()).toContain('粮食局')
  })

  it('that changed some gives back what they were; an earlier one can be withdrawn after it', async () => {
    const first = await imported(row(11, 'A', '民政局'))
    const second = await imported(row(11, 'C', '卫健局'))
    expect(second.changed).toBe(1)
    const stays = (await office({ url: `/api/suggestion-imports/${first.id}/undoing` })).json()
    expect(stays).toMatchObject({ removed: 0, stays: [{ why: '后来又导入过，请先撤回后一次' }] })
    const before = await points()
    expect((await undo(second.id)).json()).toMatchObject({ restored: 1, departments: ['卫健局'] })
    expect(await titles('class=A')).toEqual(['第 11 件往年的'])
    expect(await points()).toBeGreaterThan(before)
    expect((await undo(first.id)).json()).toMatchObject({ removed: 1, departments: ['民政局'] })
    expect(await titles('class=A')).toEqual([])
  })

  it('keeps a department that another list has written over: what it gives back names it', async () => {
    const first = await imported(row(21, 'A', '水务局'), row(22, 'A', '水务局'))
    const second = await imported(row(21, 'C', '卫健局'))
    expect((await undo(first.id)).json()).toMatchObject({ removed: 1, departments: [] })
    expect(await units()).toContain('水务局')
    await undo(second.id)
    const { items } = (await office({ url: '/api/suggestions?year=2025&class=A' })).json()
    expect(items.map(({ handlers }: { handlers: object[] }) => handlers)).toEqual([
      [expect.objectContaining({ name: '水务局' })],
    ])
  })

  it('keeps a department that somebody begins to use at this very moment, and says to look again', async () => {
    const { id } = await imported(row(31, 'A', '气象局'))
    const { items } = (await office({ url: '/api/departments' })).json()
    const made = items.find(({ name }: { name: string }) => name === '气象局')
    const { db } = t.context
    const commit = db.commit.bind(db)
    db.commit = async (...given) => {
      const [, , facts = []] = given
      if (facts.some(({ type }) => type === 'suggestion-import.undone')) {
        db.commit = commit
        await departmentLogin(t, made.id, '气象局')
      }
      return await commit(...given)
    }
    try {
      expect(outcome(await undo(id))).toBe('409 suggestion.import-moved')
    } finally {
      db.commit = commit
    }
    expect(await units()).toContain('气象局')
    expect((await undo(id)).json()).toMatchObject({ removed: 1, departments: [] })
    expect(await units()).toContain('气象局')
  })
})
