import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, seeded } from '../issues/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { allNew } from './importing.ts'
import { fresh } from './steps.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
})
afterAll(() => t.close())

const preview = (text: string, query = '') =>
  sendFile(office, `/api/suggestion-imports/preview?${query}`, { name: '往年.csv', bytes: text })
const confirm = (text: string, query: string) =>
  sendFile(office, `/api/suggestion-imports?${query}`, { name: '往年.csv', bytes: text })
const fieldsOf = (reply: Awaited<ReturnType<typeof preview>>): Record<string, string | null> =>
  Object.fromEntries(
    reply
      .json()
      .columns.map((one: { letter: string; field: string | null }) => [one.letter, one.field]),
  )
/** Headed in words that nobody foresaw; its first line is a title. */
const odd = (): string =>
  [
    '石拐区往年情况,,,,,',
    '流水,说的什么事,哪位提的,谁办,哪天交的,备注',
    `2025-31,给公园加座椅,${seeded(t, 0).name},园林局,2025-02-10,已解决`,
  ].join('\n')

describe('columns of a list, said by hand', () => {
  it('given headings that are not recognised, then it says what is missing, with a look at each column', async () => {
    const reply = await preview(odd())
    const { sheet, head, missing, rows, columns } = reply.json()
    expect([sheet === null, missing, rows]).toEqual([false, ['number', 'title', 'lead'], []])
    expect(head).toBe(2)
    expect(columns[1]).toEqual({
      column: 2,
      letter: 'B',
      header: '说的什么事',
      field: null,
      sample: '给公园加座椅',
    })
    expect(outcome(await confirm(odd(), `fingerprint=${reply.json().fingerprint}`))).toBe(
      '422 suggestion.import-empty',
    )
  })

  it('given what they are, then it is read and imported so, and with another word not', async () => {
    const said = 'head=2&columns=1:number,2:title,3:lead,4:departments,5:assigned'
    const reply = await preview(odd(), said)
    expect(reply.json().missing).toEqual([])
    expect(reply.json().rows).toMatchObject([
      {
        number: '石拐建〔2025〕31 号',
        title: '给公园加座椅',
        lead: seeded(t, 0).name,
        class: null,
      },
    ])
    const seen = reply.json()
    // Looked at as one thing, sent as another.
    const other = said.replace('2:title', '6:title')
    expect(
      outcome(await confirm(odd(), `${other}&fingerprint=${seen.fingerprint}${allNew(seen)}`)),
    ).toBe('409 suggestion.import-changed')
    const done = await confirm(odd(), `${said}&fingerprint=${seen.fingerprint}${allNew(seen)}`)
    expect(done.json()).toMatchObject({ added: 1, left: 0 })
    const listed = (await office({ url: '/api/suggestions?year=2025' })).json().items
    expect(listed.map((one: { title: string }) => one.title)).toContain('给公园加座椅')
  })

  it('given a column that was taken for another, then the word goes before the guess', async () => {
    const list = [
      '编号,题目,题目备注,领衔代表,承办单位,交办日期',
      `2025-32,旧题目,新题目,${seeded(t, 0).name},园林局,2025-02-10`,
    ].join('\n')
    expect(fieldsOf(await preview(list))).toMatchObject({ B: 'title', C: null })
    const said = await preview(list, 'columns=3:title')
    expect(fieldsOf(said)).toMatchObject({ B: null, C: 'title' })
    expect(said.json().rows[0].title).toBe('新题目')
    const without = await preview(list, 'columns=6:')
    expect(fieldsOf(without).F).toBe(null)
  })

  it('given a field that there is not, then it is refused', async () => {
    for (const columns of ['3:nothing', '3:title;4:lead', 'title'])
      expect(outcome(await preview(odd(), `columns=${columns}`)), columns).toBe(
        '400 request.invalid',
      )
  })
})
