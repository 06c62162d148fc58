import { askForPromises } from '@mashang/server/suggestions/recount.usecases.ts'
import { suggestionsTables } from '@mashang/server/suggestions/suggestions.table.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outcome, seeded } from '../issues/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { workbook } from '../support/small-xlsx.ts'
import { allNew } from './importing.ts'
import { act, department, done, fresh } from './steps.ts'

const HEAD = [
  '建议编号',
  '题目',
  '领衔代表',
  '承办单位',
  '交办日期',
  '答复日期',
  '解决程度',
  '承诺办结日期',
]
type Cells = readonly (string | Date)[]

let t: TestApp
let office: Client
let lead: string
let housing: Awaited<ReturnType<typeof department>>
let police: Awaited<ReturnType<typeof department>>
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
  lead = seeded(t, 0).name
  housing = await department(t, '区住房和城乡建设局')
  police = await department(t, '区公安分局')
})
afterAll(() => t.close())
beforeEach(() => t.clock.set('2026-03-02T02:00:00Z'))

const row = (number: number, of: string, promised: string | Date, by = '区住房和城乡建设局') =>
  [`2025-${number}`, `第 ${number} 件`, lead, by, '2025-01-20', '2025-04-08', of, promised] as Cells
const send = (url: string, rows: readonly Cells[]) =>
  sendFile(office, url, { name: '去年.xlsx', bytes: workbook([HEAD, ...rows]) })
const preview = async (...rows: Cells[]) =>
  (await send('/api/suggestion-imports/preview', rows)).json()
const imported = async (...rows: Cells[]) => {
  const seen = await preview(...rows)
  const url = `/api/suggestion-imports?fingerprint=${seen.fingerprint}${allNew(seen)}`
  const reply = await send(url, rows)
  expect(outcome(reply)).toBe('200')
  return reply.json()
}
const tracked = async (
  by: Client,
): Promise<{ id: string; number: string; promisedFor: string }[]> =>
  (await by({ url: '/api/suggestions?promised=true&sort=promise' })).json().items
const numberOf = (number: number): string => `石拐建〔2025〕${number} 号`
const idOf = async (number: number): Promise<string> => {
  const listed = await office({ url: `/api/suggestions?q=${encodeURIComponent(numberOf(number))}` })
  return listed.json().items[0].id
}
const show = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
/** The clocks of a promise that run, as they are stored. */
async function running(id: string) {
  const { suggestionClocks: c } = t.context.db.tables(suggestionsTables)
  const rows = await t.context.db.read
    .select()
    .from(c)
    .where(and(eq(c.suggestionId, id), eq(c.clock, 'promise'), isNull(c.stoppedAt)))
  return rows.map(({ ownerId, dueAt }) => [ownerId, new Date(dueAt).toISOString()])
}
const END_OF_JUNE = '2026-06-30T16:00:00.000Z'

describe('a promise of class B in a list of an earlier year', () => {
  it('is read as a date of Excel and as text, shown before it is imported, and then tracked', async () => {
    const rows = [
      row(1, 'B', new Date('2026-06-30')),
      row(2, 'B', '2025年12月31日'),
      row(3, 'B', ''),
      row(4, 'A', '—'),
    ]
    const seen = await preview(...rows)
    expect(seen.columns.at(-1)).toMatchObject({ header: '承诺办结日期', field: 'promised' })
    expect(seen.problems).toEqual([])
    expect(seen.rows.map((one: { promisedFor: string | null }) => one.promisedFor)).toEqual([
      END_OF_JUNE,
      '2025-12-31T16:00:00.000Z',
      null,
      null,
    ])
    expect(await imported(...rows)).toMatchObject({ added: 4, left: 0 })
    // The second is late already; it stands first, on both desks.
    for (const by of [office, housing.client])
      expect((await tracked(by)).map((one) => [one.number, one.promisedFor])).toEqual([
        [numberOf(2), '2025-12-31T16:00:00.000Z'],
        [numberOf(1), END_OF_JUNE],
      ])
    expect(await tracked(police.client)).toEqual([])
    const late = await show(housing.client, await idOf(2))
    expect(late.clocks).toMatchObject([
      { clock: 'promise', owner: '区住房和城乡建设局', overdue: true, stoppedAt: null },
    ])
    expect(late.can).toContain('redeem')
  })

  it('has its department asked on the day, a late one at once, each once', async () => {
    expect([await askForPromises(t.context), await askForPromises(t.context)]).toEqual([1, 0])
    expect((await show(office, await idOf(2))).timeline[0]?.sentence).toContain('答应的日子到了')
    t.clock.set('2026-06-29T15:59:00Z')
    expect(await askForPromises(t.context)).toBe(0)
    t.clock.set('2026-06-29T16:00:00Z')
    expect([await askForPromises(t.context), await askForPromises(t.context)]).toEqual([1, 0])
    const asked = (await show(office, await idOf(1))).timeline[0]?.sentence
    expect(asked).toContain('答应的日子到了')
  })

  it('imported twice has one clock; another day moves it, and the department is asked on that one', async () => {
    const id = await idOf(1)
    expect(await imported(row(1, 'B', '2026-06-30'))).toMatchObject({ same: 1, changed: 0 })
    expect(await running(id)).toEqual([[housing.id, END_OF_JUNE]])
    expect(await imported(row(1, 'B', '2026-09-30'))).toMatchObject({ same: 0, changed: 1 })
    expect(await running(id)).toEqual([[housing.id, '2026-09-30T16:00:00.000Z']])
    t.clock.set('2026-07-01T02:00:00Z')
    expect(await askForPromises(t.context)).toBe(0)
    t.clock.set('2026-09-30T02:00:00Z')
    expect(await askForPromises(t.context)).toBe(1)
  })

  it('goes with its department where the list names another one', async () => {
    const id = await idOf(1)
    await imported(row(1, 'B', '2026-09-30', '区公安分局'))
    expect(await running(id)).toEqual([[police.id, '2026-09-30T16:00:00.000Z']])
    await imported(row(1, 'B', '2026-09-30'))
    expect(await running(id)).toEqual([[housing.id, '2026-09-30T16:00:00.000Z']])
  })

  it('is gone where the list says another class, or no day any more', async () => {
    const id = await idOf(1)
    await imported(row(1, 'A', ''))
    expect([await running(id), (await show(office, id)).promisedFor]).toEqual([[], null])
    await imported(row(1, 'B', '2026-06-30'))
    expect(await running(id)).toEqual([[housing.id, END_OF_JUNE]])
    await imported(row(1, 'B', ''))
    expect(await running(id)).toEqual([])
    expect((await tracked(office)).map((one) => one.number)).toEqual([numberOf(2)])
  })

  it('keeps whom the office has urged', async () => {
    const id = await idOf(2)
    await done(office, id, { act: 'remind', clock: 'promise', owner: housing.id })
    await imported(row(2, 'B', '2026-01-31'))
    expect((await show(office, id)).reminders).toHaveLength(1)
  })

  it('is told again by its department, and then the list changes nothing of it', async () => {
    const id = await idOf(2)
    await done(housing.client, id, {
      act: 'redeem',
      text: '装好了。',
      class: 'A',
      signer: '王建国',
    })
    const told = await show(office, id)
    expect([told.class, told.delivered, told.promisedFor]).toEqual(['A', 'done', null])
    expect([await tracked(office), await running(id)]).toEqual([[], []])
    const again = row(2, 'B', '2026-12-31')
    expect((await preview(again)).warnings).toEqual([
      {
        row: 2,
        field: null,
        message: '承诺的结果已经在系统里答复或补记过，以系统里的为准，这一行不会改它。',
      },
    ])
    expect(await imported(again)).toMatchObject({ same: 1, changed: 0 })
    const after = await show(office, id)
    expect([after.class, after.letters]).toEqual(['A', told.letters])
  })

  it('given a list that says 不公开 of it, then that takes it down, and changes nothing else of it', async () => {
    const id = await idOf(2)
    await done(office, id, { act: 'publish' })
    const before = await show(office, id)
    expect(before.published).toBe(true)
    const stricter: Cells[] = [
      [...HEAD, '公开情况'],
      [...row(2, 'B', '2026-12-31'), '不公开'],
    ]
    const file = { name: '去年.xlsx', bytes: workbook(stricter) }
    const seen = (await sendFile(office, '/api/suggestion-imports/preview', file)).json()
    expect(seen.rows).toMatchObject([{ change: 'changed' }])
    expect(seen.warnings[0].message).toContain('只照它标为不公开。')
    const url = `/api/suggestion-imports?fingerprint=${seen.fingerprint}`
    expect((await sendFile(office, url, file)).json()).toMatchObject({ changed: 1, same: 0 })
    const after = await show(office, id)
    expect(after).toMatchObject({ secret: true, published: false })
    const kept = ({ title, class: of, letters, clocks, promisedFor }: SuggestionView) => ({
      title,
      of,
      letters,
      clocks,
      promisedFor,
    })
    expect(kept(after)).toEqual(kept(before))
    // Once it is so, the same list changes nothing.
    const again = (await sendFile(office, '/api/suggestion-imports/preview', file)).json()
    expect(again.rows).toMatchObject([{ change: 'same' }])
  })

  it('leaves as a file with its day, and comes in with it again', async () => {
    await imported(row(5, 'B', '2026-06-30'))
    const out = await office({ url: '/api/exports/suggestions?file=csv&year=2025&class=B' })
    const [head = '', ...lines] = out.body.replace('\uFEFF', '').split('\r\n')
    const column = head.split(',').indexOf('承诺办结日期')
    expect(column).toBeGreaterThan(0)
    expect(lines.map((line) => line.split(',')[column]).filter(Boolean)).toEqual(['2026-06-30'])
    const back = await sendFile(office, '/api/suggestion-imports/preview', {
      name: '导出.csv',
      bytes: out.rawPayload,
    })
    expect(back.json().problems).toEqual([])
    expect(
      back.json().rows.map((one: { promisedFor: string | null }) => one.promisedFor),
    ).toContain(END_OF_JUNE)
  })
})

describe('a promise that cannot be', () => {
  it('is said with its row, in one sentence, and nothing of that row is taken', async () => {
    const seen = await preview(
      row(11, 'B', '明年夏天'),
      row(12, 'A', '2026-06-30'),
      row(13, 'B', '2025-03-01'),
      row(14, 'B', '2026-06-30', '区住房和城乡建设局（会办）'),
      row(15, '', '2026-06-30'),
    )
    expect(seen.rows).toEqual([])
    expect(
      seen.problems.map(
        (one: { row: number; field: string; message: string }) =>
          `${one.row} ${one.field} ${one.message}`,
      ),
    ).toEqual([
      '2 promised 看不懂承诺办结日期，请写成 2025-03-18 这样。',
      '3 promised 只有 B 类才有承诺办结日期，请核对解决程度，或把这一格空着。',
      '4 promised 承诺办结日期在答复日期前面，请核对。',
      '5 departments 有承诺办结日期却没有主办单位，请写明由哪个单位办。',
      '6 promised 只有 B 类才有承诺办结日期，请核对解决程度，或把这一格空着。',
    ])
  })
})

describe('what became of a promise out of a list', () => {
  it('is entered by the office, too, without importing again, and scores for its lead', async () => {
    await imported(row(21, 'B', '2026-06-30'))
    const id = await idOf(21)
    const entered = await done(office, id, { act: 'retell', text: '来文说已经装好。', class: 'A' })
    expect([entered.class, entered.delivered, entered.promisedFor]).toEqual(['A', 'done', null])
    expect(await running(id)).toEqual([])
    expect(entered.timeline[0]?.sentence).toContain('补记了往年承诺的结果')
    expect(entered.can).not.toContain('retell')
    expect((await show(housing.client, id)).can).not.toContain('redeem')
    // It was signed by nobody here.
    expect(entered.prints.at(-1)).toMatchObject({ kind: 'answer', restored: true })
    const points = (await fresh(t, 0)({ url: '/api/me/points?period=2026' })).json()
    const facts = points.items.flatMap(({ entries }: { entries: { fact: string }[] }) =>
      entries.map(({ fact }) => fact),
    )
    expect(facts).toContain('suggestion.class-a')
  })

  it('says how far it is, as its form offers', async () => {
    await imported(row(23, 'B', '2026-06-30'))
    const id = await idOf(23)
    const told = { act: 'retell', text: '来文说已经装好。', class: 'A', solved: 'done' }
    expect((await done(office, id, told)).letters.at(-1)).toMatchObject({ solved: 'done' })
    await imported(row(24, 'B', '2026-06-30'))
    const other = await idOf(24)
    const unfit = await act(office, other, { ...told, class: 'C' })
    expect(outcome(unfit)).toBe('422 suggestion.solved-unwanted')
  })

  it('may be another day, which then runs', async () => {
    await imported(row(22, 'B', '2026-06-30'))
    const id = await idOf(22)
    const words = { act: 'retell', text: '还差两个小区。', class: 'B', promisedFor: '2026-10-31' }
    const entered = await done(office, id, words)
    expect(entered.can).toContain('retell')
    expect(await running(id)).toEqual([[housing.id, '2026-10-31T16:00:00.000Z']])
  })
})
