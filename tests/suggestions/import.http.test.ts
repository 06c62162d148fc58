import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { xlsxStream } from '@mashang/server/core/xlsx.ts'
import { suggestionsTables } from '@mashang/server/suggestions/suggestions.table.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, seeded } from '../issues/steps.ts'
import { issueOf, join as tied } from '../lineage/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { allNew } from './importing.ts'
import { contact, department, departmentLogin, done, fresh, written } from './steps.ts'

const sample = readFileSync(join(import.meta.dirname, 'data/last-year.csv'), 'utf8')
let t: TestApp
let office: Client
let names: [string, string]
/** The sample, in the names of this district. */
const listed = (text: string): string =>
  text.replaceAll('李婺', names[0]).replaceAll('张建国', names[1])
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
  names = [seeded(t, 0).name, seeded(t, 1).name]
  await department(t, '城市管理局')
})
afterAll(() => t.close())

const PREVIEW = '/api/suggestion-imports/preview'
const file = (bytes: string | Uint8Array, name = '2025.csv') => ({ name, bytes })
const confirm = (
  seen: { fingerprint: string; unknownDepartments: readonly unknown[] },
  given: ReturnType<typeof file>,
) =>
  sendFile(office, `/api/suggestion-imports?fingerprint=${seen.fingerprint}${allNew(seen)}`, given)
const imported = async (text: string) => {
  const preview = await sendFile(office, PREVIEW, file(text))
  expect(outcome(preview)).toBe('200')
  return await confirm(preview.json(), file(text))
}
const numbers = async (query: string): Promise<string[]> =>
  (await office({ url: `/api/suggestions?sort=number&${query}` }))
    .json()
    .items.map((one: { number: string }) => one.number)

describe('a list of last year', () => {
  it('shows what it would do, and every bad row with what is wrong and how to mend it', async () => {
    const reply = await sendFile(office, PREVIEW, file(listed(sample)))
    const { rows, problems, warnings, unknownDepartments, columns } = reply.json()
    expect(columns.find((one: { header: string }) => one.header === '案由').field).toBe('title')
    expect(rows.map((one: { number: string; change: string }) => [one.number, one.change])).toEqual(
      [1, 2, 3].map((number) => [`石拐建〔2025〕${number} 号`, 'new']),
    )
    expect(
      rows.map((one: { class: string; satisfaction: string; met: boolean }) => [
        one.class,
        one.satisfaction,
        one.met,
      ]),
    ).toEqual([
      ['A', 'satisfied', true],
      ['C', 'fair', false],
      [null, null, false],
    ])
    expect(problems.map((one: { row: number; field: string }) => [one.row, one.field])).toEqual([
      [6, 'lead'],
      [7, 'number'],
      [8, 'number'],
      [9, 'assigned'],
      [10, 'answered'],
      [11, 'departments'],
    ])
    expect(problems[0].message).toBe('没有叫“王不存在”的代表，请核对姓名，或先导入花名册。')
    expect(problems[2].message).toContain('2026 年还没过完')
    expect(warnings.map((one: { row: number; field: string }) => [one.row, one.field])).toEqual([
      [5, 'cosigners'],
      [5, 'answered'],
    ])
    expect(unknownDepartments).toEqual(
      ['住房和城乡建设局', '财政局', '公安分局'].map((name, at) => ({
        name,
        rows: at === 0 ? 2 : 1,
        guesses: [],
      })),
    )
    expect(await numbers('year=2025')).toEqual([])
  })

  it('is written once; the same again changes nothing, a mended one brings up to date', async () => {
    const first = await imported(listed(sample))
    expect(first.json()).toMatchObject({
      added: 3,
      changed: 0,
      same: 0,
      left: 6,
      departments: 3,
      unanswered: 1,
    })
    const again = await imported(listed(sample))
    expect(again.json()).toEqual({
      added: 0,
      changed: 0,
      same: 3,
      left: 6,
      departments: 0,
      id: null,
      unanswered: 0,
    })
  })

  it('a mended list brings up to date what came out of it before, and says so', async () => {
    const mended = listed(sample).replace('Ｃ类,基本满意', 'B 类,满意')
    expect((await imported(mended)).json()).toMatchObject({ added: 0, changed: 1, same: 2 })
    expect(await numbers('year=2025')).toHaveLength(3)
    const [id] = (await office({ url: '/api/suggestions?year=2025&class=B' }))
      .json()
      .items.map((one: { id: string }) => one.id)
    const { timeline, state, letters } = (await office({ url: `/api/suggestions/${id}` })).json()
    expect(state).toBe('closed')
    expect(letters).toHaveLength(1)
    expect(timeline.map((one: { type: string }) => one.type)).toEqual([
      'suggestion.import-updated',
      'suggestion.imported',
    ])
  })

  it('given the office has marked one as not public, then a list that says otherwise changes nothing of it', async () => {
    const [{ id }] = (await office({ url: '/api/suggestions?year=2025&class=A' })).json().items
    await done(office, id, { act: 'mark-secret', reason: '涉及商业秘密' })
    const secret = async () => (await office({ url: `/api/suggestions/${id}` })).json().secret
    const open = listed(sample)
      .replace('沟通方式', '沟通方式,公开情况')
      .replace(/满意,面商/u, '满意,面商,公开')
    expect(open).toContain('面商,公开')
    await imported(open)
    expect(await secret()).toBe(true)
    await done(office, id, { act: 'unmark-secret', reason: '已经可以公开' })
    await imported(listed(sample).replace('Ｃ类,基本满意', 'B 类,满意'))
    expect(await secret()).toBe(false)
  })

  it('keeps text, people and dates, and its representatives find it among theirs', async () => {
    const [row] = (await office({ url: '/api/suggestions?year=2025&class=A' })).json().items
    const seen = (await fresh(t, 1)({ url: `/api/suggestions/${row.id}` })).json()
    expect(seen.text).toBe('六个小区没有路灯。\n请年内装上。')
    expect(seen.part).toBe('cosigner')
    expect(
      seen.handlers.map((one: { name: string; part: string }) => [one.name, one.part]),
    ).toEqual([
      ['住房和城乡建设局', 'lead'],
      ['财政局', 'co'],
      ['公安分局', 'co'],
    ])
    expect([seen.assignedAt, seen.answeredAt, seen.satisfaction]).toEqual([
      '2025-01-19T16:00:00.000Z',
      '2025-04-07T16:00:00.000Z',
      'satisfied',
    ])
  })

  it('given no answer, then nobody says that it was ended, or that anybody signed for it', async () => {
    const [row] = (await office({ url: '/api/suggestions?year=2025&q=HYPERLINK' })).json().items
    expect(row).toMatchObject({ answeredAt: null, overdue: false, published: false })
    expect(row.handlers).toMatchObject([{ name: '住房和城乡建设局', received: false }])
    const out = await office({ url: '/api/exports/suggestions?file=csv&year=2025&q=HYPERLINK' })
    const [head = '', line = ''] = out.body.replace('\uFEFF', '').split('\r\n')
    expect(line.split(',')[head.split(',').indexOf('状态')]).toBe('没有答复')
  })

  it('given no answer, then a voter whose matter joins it reads of no end either, nor does its handler', async () => {
    const li = fresh(t, 0)
    const [row] = (await office({ url: '/api/suggestions?year=2025&q=HYPERLINK' })).json().items
    const one = await issueOf(t, li)
    expect(outcome(await tied(li, row.id, one.id))).toBe('200')
    const { body } = await t.voter({ url: `/r/${one.receipt}/chain` })
    expect(body).toContain('没有答复')
    expect(body).not.toContain('办结')
    const { items } = (await li({ url: '/api/written-issues' })).json()
    expect(items).toMatchObject([{ id: one.id, suggestion: { standing: '没有答复' } }])
  })

  it('counts in the figures of its own year, and in no others', async () => {
    const solved = async (query: string) =>
      (await office({ url: `/api/suggestion-figures?${query}` }))
        .json()
        .items.find((one: { key: string }) => one.key === 'solved')
    expect(await solved('year=2025')).toMatchObject({ numerator: 1, denominator: 3 })
    expect(await solved('')).toMatchObject({ numerator: 0, denominator: 0 })
    expect(await numbers('figure=solved&year=2025')).toHaveLength(3)
    expect(await numbers('figure=solved')).toEqual([])
  })

  it('what is public since stays public when it is brought up to date', async () => {
    const [row] = (await office({ url: '/api/suggestions?year=2025&class=A' })).json().items
    await done(office, row.id, { act: 'publish' })
    const mended = listed(sample).replace('A,满意', 'A,基本满意')
    expect((await imported(mended)).json().changed).toBeGreaterThan(0)
    const after = (await office({ url: `/api/suggestions/${row.id}` })).json()
    expect([after.published, after.satisfaction]).toEqual([true, 'fair'])
  })
})

it('what was logged here since stays, whatever of the list changes', async () => {
  const text = (judged: string, way: string) =>
    `编号,题目,领衔代表,承办单位,交办日期,答复日期,解决程度,沟通方式\n2022-8,老旧管网,${names[0]},管网公司,2022-01-20,2022-03-01,${judged},${way}\n`
  await imported(text('B', '面商'))
  const [{ id }] = (await office({ url: '/api/suggestions?year=2022' })).json().items
  const { suggestions } = t.context.db.tables(suggestionsTables)
  const contacts = async () => {
    const [row] = await t.context.db.read.select().from(suggestions).where(eq(suggestions.id, id))
    return row?.matter.contacts.map(({ people }) => people)
  }
  const handler = (await office({ url: `/api/suggestions/${id}` })).json().handlers[0].id
  const company = (await departmentLogin(t, handler, '管网公司')).client
  await done(company, id, { ...contact, phase: 'after' })
  expect(await contacts()).toEqual(['', contact.people])
  expect((await imported(text('B', '面商'))).json()).toMatchObject({ same: 1 })
  expect((await imported(text('A', '电话'))).json()).toMatchObject({ changed: 1 })
  expect(await contacts()).toEqual([contact.people])
})

it('given one was named 优秀建议, then the list once more takes nothing of that away', async () => {
  const text = (judged: string) =>
    `编号,题目,领衔代表,承办单位,交办日期,答复日期,解决程度\n2021-4,路灯,${names[0]},管网公司,2021-01-20,2021-03-01,${judged}\n`
  await imported(text('A'))
  const [{ id }] = (await office({ url: '/api/suggestions?year=2021' })).json().items
  const excellent = async () => (await office({ url: `/api/suggestions/${id}` })).json().excellent
  await done(office, id, { act: 'mark-excellent', reason: '调研扎实' })
  expect((await imported(text('A'))).json()).toMatchObject({ same: 1, changed: 0 })
  expect((await imported(text('B'))).json()).toMatchObject({ changed: 1 })
  expect(await excellent()).toBe(true)
  await done(office, id, { act: 'unmark-excellent', reason: '路灯又坏了' })
  expect((await imported(text('B'))).json()).toMatchObject({ same: 1, changed: 0 })
  expect(await excellent()).toBe(false)
})

describe('what is refused', () => {
  const heads = '编号,题目,领衔代表,承办单位,交办日期'

  it('a number that was handled here is not overwritten', async () => {
    t.clock.set('2024-05-06T02:00:00Z')
    const { id } = await written(fresh(t, 0), { title: '在系统里办的' })
    const { number } = await done(fresh(t, 0), id, { act: 'submit' })
    t.clock.set('2026-03-02T02:00:00Z')
    const own = `${heads}\n${number},改掉它,${names[0]},城市管理局,2024-01-20\n`
    const refused = (await sendFile(office, PREVIEW, file(own))).json()
    expect(refused.rows).toEqual([])
    expect(refused.problems[0].message).toContain('在系统里办的')
  })

  it('a file that changed since, or a district that did, is looked at again', async () => {
    const text = `${heads}\n2023-7,去年以前的,${names[0]},新单位甲,2023-01-20\n`
    const seen = (await sendFile(office, PREVIEW, file(text))).json()
    const other = await confirm(seen, file(text.replace('去年以前的', '换过的')))
    expect(outcome(other)).toBe('409 suggestion.import-changed')
    const both = await Promise.all([confirm(seen, file(text)), confirm(seen, file(text))])
    expect(both.map(outcome).sort()).toEqual(['200', '409 suggestion.import-changed'])
    expect(await numbers('year=2023')).toHaveLength(1)
  })

  it('a file with nothing to import says so, and what is no list at all as well', async () => {
    const bad = `${heads}\n2025-9,谁也不是,没有的人,城市管理局,2025-01-20\n`
    const seen = (await sendFile(office, PREVIEW, file(bad))).json()
    expect(outcome(await confirm(seen, file(bad)))).toBe('422 suggestion.import-empty')
    const strange = (await sendFile(office, PREVIEW, file('甲,乙\n1,2\n'))).json()
    expect([strange.sheet, strange.rows]).toEqual([null, []])
    const picture = await sendFile(office, PREVIEW, file(Buffer.from('%PDF-1.7'), 'x.xlsx'))
    expect(outcome(picture)).toBe('415 roster.pdf')
    expect(outcome(await sendFile(fresh(t, 0), PREVIEW, file(bad)))).toBe('403 auth.forbidden')
  })
})

it('what the system exports it reads again, and changes nothing by it', async () => {
  const out = await office({ url: '/api/exports/suggestions?file=xlsx&year=2025&class=C' })
  const preview = await sendFile(office, PREVIEW, file(out.rawPayload, '导出.xlsx'))
  expect(preview.json().problems).toEqual([])
  expect(preview.json().rows).toHaveLength(1)
  const whole = await buffer(
    xlsxStream(
      '建议',
      ['编号', '题目', '代表姓名', '主办单位', '提交日期'],
      Readable.from([[['2023-5', '更早的', names[0], '城市管理局', '2023-02-01']]]),
    ),
  )
  const excel = await sendFile(office, PREVIEW, file(whole, '2023.xlsx'))
  expect(excel.json().rows).toMatchObject([{ number: '石拐建〔2023〕5 号', change: 'new' }])
})
