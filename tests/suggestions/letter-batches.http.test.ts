import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { contact, department, done, fresh, written } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
let answered: string
let assigned: string
let waiting: string
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
  const sent = async (title: string): Promise<string> => {
    const { id } = await written(li, { title })
    await done(li, id, { act: 'submit' })
    return id
  }
  answered = await sent('给 <老旧> 小区 & 巷子装路灯')
  assigned = await sent('修锦绣社区的人行道')
  waiting = await sent('=1+1 给学校门口设减速带')
  for (const id of [answered, assigned]) await done(office, id, { act: 'assign', lead: housing.id })
  await done(housing.client, answered, { act: 'receive' })
  await done(housing.client, answered, contact)
  const text = '已装好 12 盏。\n谢谢您的建议。'
  await done(housing.client, answered, { act: 'propose', text, class: 'A' })
  await done(housing.client, answered, { act: 'sign', signer: '局长王建国' })
})
afterAll(() => t.close())

const wordOf = async (archive: Buffer): Promise<string> =>
  (await unzipped(archive)).get('word/document.xml')?.toString() ?? ''

describe('one letter as Word', () => {
  const letter = (kind: string): Promise<Buffer> =>
    li({ url: `/api/suggestions/${answered}/letters/${kind}?file=docx` }).then((reply) => {
      expect(outcome(reply)).toBe('200')
      expect(reply.headers['content-type']).toContain('wordprocessingml')
      expect(reply.headers['content-disposition']).toContain('.docx')
      return reply.rawPayload
    })

  it('says what the PDF says, with the number, the signature and who printed it', async () => {
    const xml = await wordOf(await letter('answer'))
    for (const words of [
      '测函〔2026〕1号',
      '关于对《给 &lt;老旧&gt; 小区 &amp; 巷子装路灯》的答复',
      '李婺代表：',
      '您提出的建议（石拐建〔2026〕1 号）收悉，现答复如下：',
      '已装好 12 盏。',
      '谢谢您的建议。',
      '签发人：',
      '局长王建国',
      '2026年3月2日印发',
    ])
      expect(xml).toContain(`>${words}</w:t>`)
    expect(await wordOf(await letter('assignment'))).toContain('区住房和城乡建设局（主办）：')
  })

  it('the form is a real table, with room to write', async () => {
    const xml = await wordOf(await letter('opinion'))
    const table = /<w:tbl>.*?<\/w:tbl>/.exec(xml)?.[0] ?? ''
    expect(table.match(/<w:tr>/g)).toHaveLength(9)
    expect(table).toContain('□ 满意')
    expect(table).toContain('意见和建议')
  })

  it('is refused as the PDF is, in the same words', async () => {
    const url = `/api/suggestions/${assigned}/letters/answer?file=docx`
    expect(outcome(await li({ url }))).toBe('409 suggestion.no-letter')
    expect(outcome(await fresh(t, 1)({ url }))).toBe('404 suggestion.not-found')
    expect(outcome(await li({ url: url.replace('docx', 'odt') }))).toBe('400 request.invalid')
  })
})

describe('letters of many', () => {
  const all = (): string[] => [answered, assigned, waiting]
  const many = (body: object) =>
    post(office, '/api/suggestion-letters', { ids: all(), kind: 'assignment', ...body })

  it('the plan says how many there are, and why others have none', async () => {
    const ids = [...all(), crypto.randomUUID(), answered]
    const plan = await post(office, '/api/suggestion-letters/plan', { ids, kind: 'answer' })
    expect([plan.json().ready, plan.json().letters]).toEqual([1, 1])
    expect(plan.json().skipped.map((one: { why: string }) => one.why)).toEqual([
      '还没有签发的答复，签发以后才有答复函。',
      '还没有签发的答复，签发以后才有答复函。',
      '没有找到这件建议，可能已经撤下。',
    ])
  })

  it('as Word: a file for each by its number, and a list of what is missing', async () => {
    const reply = await many({ bundle: 'docx' })
    expect(reply.headers['content-type']).toBe('application/zip')
    const files = await unzipped(reply.rawPayload)
    expect([...files.keys()]).toEqual([
      '没有印的.csv',
      '交办单（石拐建〔2026〕1 号）.docx',
      '交办单（石拐建〔2026〕2 号）.docx',
    ])
    const missing = files.get('没有印的.csv')?.toString() ?? ''
    // What a spreadsheet would run is a text there.
    expect(missing).toContain("'=1+1 给学校门口设减速带")
    expect(missing).toContain('交办以后才有交办单')
    expect(await wordOf(files.get('交办单（石拐建〔2026〕2 号）.docx') as Buffer)).toContain(
      '修锦绣社区的人行道',
    )
  })

  it('as PDF, each for itself or all in one; progress is told to whoever asked', async () => {
    const files = await unzipped((await many({ bundle: 'pdf' })).rawPayload)
    expect([...files.keys()].filter((name) => name.endsWith('.pdf'))).toHaveLength(2)
    for (const [name, bytes] of files)
      if (name.endsWith('.pdf')) (await openPdf(new Uint8Array(bytes))).close()
    const ticket = crypto.randomUUID()
    const book = await many({ bundle: 'book', ticket })
    expect(book.headers['content-type']).toBe('application/pdf')
    expect(book.rawPayload.toString('latin1').match(/\/MediaBox/g)).toHaveLength(2)
    const run = await office({ url: `/api/exports/${ticket}` })
    expect(run.json()).toEqual({ done: 2, total: 2 })
  })

  it('who took how many is in the ledger; where there is nothing, nothing is', async () => {
    const taken = async (): Promise<number> =>
      (await office({ url: '/api/ledger?group=exports' }))
        .json()
        .items.filter((one: { type: string }) => one.type === 'suggestion.letters-taken').length
    const before = await taken()
    expect(outcome(await many({ ids: [waiting], bundle: 'pdf' }))).toBe('409 suggestion.no-letters')
    expect(await taken()).toBe(before)
    expect(outcome(await many({ bundle: 'pdf' }))).toBe('200')
    expect(await taken()).toBe(before + 1)
  })

  it('is the office’s alone, and bounded', async () => {
    const body = { ids: [answered], kind: 'answer', bundle: 'pdf' }
    expect(outcome(await post(li, '/api/suggestion-letters', body))).toBe('403 auth.forbidden')
    expect(outcome(await post(t.voter, '/api/suggestion-letters/plan', body))).toBe(
      '401 auth.required',
    )
    const ids = Array.from({ length: 1001 }, () => crypto.randomUUID())
    const refused = await post(office, '/api/suggestion-letters', { ...body, ids })
    expect(outcome(refused)).toBe('400 request.invalid')
    expect(refused.body).toContain('一次最多印 1000 件')
    expect(outcome(await many({ ids: [], bundle: 'pdf' }))).toBe('400 request.invalid')
  })
})

describe('the list as a file', () => {
  it('holds the same filter and order, opens in Excel, and runs nothing there', async () => {
    const reply = await office({ url: '/api/exports/suggestions?file=csv&sort=number' })
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8')
    const rows = reply.body.trim().split('\r\n')
    expect(rows).toHaveLength(1 + 3)
    expect(rows[0]).toContain('建议编号,建议题目,建议内容,领衔代表')
    expect(rows[1]).toContain('石拐建〔2026〕1 号,给 <老旧> 小区 & 巷子装路灯')
    expect(reply.body).toContain("'=1+1 给学校门口设减速带")
    expect(reply.body).toContain('2026-06-02')
    const narrowed = await office({ url: '/api/exports/suggestions?file=csv&class=A' })
    expect(narrowed.body.trim().split('\r\n')).toHaveLength(1 + 1)
    const excel = await office({ url: '/api/exports/suggestions?columns=what' })
    const sheet = (await unzipped(excel.rawPayload)).get('xl/worksheets/sheet1.xml')?.toString()
    expect(sheet).toContain('给学校门口设减速带')
    expect(sheet).not.toContain('领衔代表')
    expect(outcome(await li({ url: '/api/exports/suggestions' }))).toBe('403 auth.forbidden')
  })
})
