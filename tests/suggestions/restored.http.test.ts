import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import { letterMarks } from '@mashang/shared/suggestions/letters.words.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { allNew } from './importing.ts'
import { department, fresh } from './steps.ts'

let t: TestApp
let office: Client
let ids: string[]
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
  await department(t, '区城市管理局')
  const lead = seeded(t, 0).name
  const list = [
    '编号,题目,领衔代表,承办单位,交办日期,答复日期,解决程度,答复内容',
    `2025-1,修路灯,${lead},区城市管理局,2025-01-20,2025-04-08,A,六个小区都装好了。`,
    `2025-2,修人行道,${lead},区城市管理局,2025-01-20,2025-04-09,A,`,
  ].join('\n')
  const file = { name: '2025.csv', bytes: list }
  const preview = await sendFile(office, '/api/suggestion-imports/preview', file)
  const { fingerprint } = preview.json()
  const url = `/api/suggestion-imports?fingerprint=${fingerprint}`
  expect(outcome(await sendFile(office, url, file))).toBe('200')
  const idOf = async (q: string): Promise<string> =>
    (await office({ url: `/api/suggestions?q=${encodeURIComponent(q)}` })).json().items[0].id
  ids = [await idOf('修路灯'), await idOf('修人行道')]
})
afterAll(() => t.close())

const MARK = letterMarks.restored.words
const letter = (id: string, kind: string, file = 'pdf') =>
  office({ url: `/api/suggestions/${id}/letters/${kind}?file=${file}` })

it('what came out of a list is listed as its restored answer alone, and printed with its mark', async () => {
  const [told = '', silent = ''] = ids
  const prints = async (id: string) =>
    (await office({ url: `/api/suggestions/${id}` }))
      .json<SuggestionView>()
      .prints.map(({ kind, restored }) => [kind, restored])
  expect([await prints(told), await prints(silent)]).toEqual([[['answer', true]], []])
  const docx = await letter(told, 'answer', 'docx')
  const words = (await unzipped(docx.rawPayload)).get('word/document.xml')?.toString() ?? ''
  for (const said of [MARK, '六个小区都装好了。', '2025年4月8日'])
    expect(words).toContain(`>${said}</w:t>`)
  expect(words).not.toMatch(/签发|印发/)
  const pdf = await openPdf(new Uint8Array((await letter(told, 'answer')).rawPayload))
  const text = pdf.textOf(0).replaceAll(/\s/g, '')
  pdf.close()
  expect(text).toContain(MARK)
  expect(text).not.toMatch(/签发|印发/)
})

it('what there is none of is refused with its reason, one by one and in a batch', async () => {
  const [told = '', silent = ''] = ids
  for (const kind of ['assignment', 'opinion']) {
    const refused = await letter(told, kind)
    expect(outcome(refused)).toBe('409 suggestion.no-letter')
    expect(refused.json().detail).toContain('以存档的原件为准')
    const plan = await post(office, '/api/suggestion-letters/plan', { ids, kind })
    expect(plan.json()).toMatchObject({ ready: 0, letters: 0 })
    expect(plan.json().skipped.map(({ why }: { why: string }) => why)).toEqual(
      ids.map(() => refused.json().detail),
    )
  }
  const wanted = { ids, kind: 'answer', bundle: 'docx' }
  const plan = await post(office, '/api/suggestion-letters/plan', { ids, kind: 'answer' })
  expect(plan.json()).toMatchObject({ ready: 1, skipped: [{ id: silent }] })
  const zip = await unzipped((await post(office, '/api/suggestion-letters', wanted)).rawPayload)
  expect([...zip.keys()].sort()).toEqual(
    ['没有印的.csv', '答复函（石拐建〔2025〕1 号，补制）.docx'].sort(),
  )
})

it('before it is imported a list shows who handles what, and what becomes of 公开情况', async () => {
  const lead = seeded(t, 0).name
  const list = [
    '编号,题目,领衔代表,承办单位,交办日期,答复日期,公开情况',
    `2024-1,修路灯,${lead},城市管理局、水务局,2024-01-20,2024-04-08,公开`,
    `2024-2,修人行道,${lead},石拐区城市管理局,2024-01-20,2024-04-08,不公开`,
  ].join('\n')
  const file = { name: '2024.csv', bytes: list }
  const preview = (await sendFile(office, '/api/suggestion-imports/preview', file)).json()
  const own = { name: '区城市管理局', part: 'lead', isNew: false }
  expect(preview.rows).toMatchObject([
    { handlers: [own, { name: '水务局', part: 'co', isNew: true }], secret: false, answered: true },
    { handlers: [own], secret: true, answered: true },
  ])
  expect(preview.unknownDepartments).toEqual([{ name: '水务局', rows: 1, guesses: [] }])
  const url = `/api/suggestion-imports?fingerprint=${preview.fingerprint}${allNew(preview)}`
  expect(outcome(await sendFile(office, url, file))).toBe('200')
  // Nothing is public by a list: the office looks at it first.
  const listed = async (query: string) =>
    (await office({ url: `/api/suggestions?year=2024&${query}` }))
      .json()
      .items.map((one: { title: string; published: boolean }) => [one.title, one.published])
  expect(await listed('unpublished=true')).toEqual([['修路灯', false]])
})
