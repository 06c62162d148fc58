import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { answeredBy, assignedTo, atWork, department, done, fresh, written } from './steps.ts'

/** 代表建议办理情况报告: what the system knows of a year, as a Word file. */

let t: TestApp
let li: Client
let office: Client
let housing: Awaited<ReturnType<typeof department>>
let police: Awaited<ReturnType<typeof department>>
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
  police = await department(t, '区公安分局')
})
afterAll(() => t.close())

const NOW = '2026-06-20T02:00:00Z'
const take = (by: Client, query = '?year=2026') => by({ url: `/api/suggestion-report${query}` })
const plain = (xml: string): string => xml.replace(/<w:br\/>/gu, '\n').replace(/<[^>]+>/gu, '')

/** Paragraphs and the cells of tables, as a reader of Word sees them. */
async function read() {
  const reply = await take(office)
  expect(outcome(reply)).toBe('200')
  const xml = (await unzipped(reply.rawPayload)).get('word/document.xml')?.toString() ?? ''
  const tables = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gsu)].map(([table]) =>
    [...table.matchAll(/<w:tr>.*?<\/w:tr>/gsu)].map(([row]) =>
      [...row.matchAll(/<w:tc>.*?<\/w:tc>/gsu)].map(([cell]) => plain(cell)),
    ),
  )
  const paragraphs = [...xml.replace(/<w:tbl>.*?<\/w:tbl>/gsu, '').matchAll(/<w:p>.*?<\/w:p>/gsu)]
    .map(([paragraph]) => plain(paragraph))
    .filter((words) => words !== '')
  return { xml, tables, paragraphs, name: String(reply.headers['content-disposition']) }
}
const under = (paragraphs: readonly string[], heading: string): string[] => {
  const from = paragraphs.findIndex((words) => words.includes(heading))
  const rest = paragraphs.slice(from + 1)
  const to = rest.findIndex((words) => /^[一二三四五六]、/u.test(words))
  return to < 0 ? rest : rest.slice(0, to)
}

const assigned = (to: string, title: string, more: object = {}): Promise<SuggestionView> =>
  assignedTo({ lead: li, office }, to, { title, ...more })
const rated = (id: string, word: string): Promise<SuggestionView> =>
  done(li, id, {
    act: 'rate',
    attitude: word,
    result: word,
    ...(word === 'dissatisfied' ? { reason: '没有装' } : {}),
  })

describe('the report of a year', () => {
  let numbers: Record<'late' | 'promised' | 'key' | 'apart', string>
  beforeAll(async () => {
    const solved = await assigned(housing.id, '解决了的一件', { attendee: '其木格' })
    await answeredBy(housing.client, solved.id)
    await rated(solved.id, 'satisfied')
    const promised = await assigned(housing.id, '答应了的一件')
    await answeredBy(housing.client, promised.id, { class: 'B', promisedFor: '2026-06-10' })
    await rated(promised.id, 'fair')
    const secretPromise = await assigned(housing.id, '不公开也答应了', { secret: true })
    await answeredBy(housing.client, secretPromise.id, { class: 'B', promisedFor: '2026-12-31' })
    const late = await assigned(police.id, '没有答复的一件')
    await assigned(police.id, '不公开也没有答复', { secret: true })
    const key = await assigned(police.id, '重点的一件')
    await done(office, key.id, {
      act: 'mark-key',
      leader: '王主任',
      post: '常委会副主任',
      reason: '反映集中',
    })
    await answeredBy(police.client, key.id, { class: 'C' })
    const redo = await rated(key.id, 'dissatisfied')
    expect(redo.state).toBe('redo')
    const { id } = await written(li, { title: '分着办的一件' })
    await done(li, id, { act: 'submit' })
    const apart = await done(office, id, { act: 'assign', separate: [housing.id, police.id] })
    const waits = await written(li, { title: '还没交办的一件' })
    await done(li, waits.id, { act: 'submit' })
    const refused = await written(li, { title: '不立案的一件' })
    await done(li, refused.id, { act: 'submit' })
    await done(office, refused.id, { act: 'decline', why: 'empty', reason: '请写具体' })
    numbers = {
      late: late.number ?? '',
      promised: promised.number ?? '',
      key: key.number ?? '',
      apart: apart.number ?? '',
    }
    t.clock.set(NOW)
  })

  it('is a Word file with title, period and who reports to whom', async () => {
    const { paragraphs, name } = await read()
    expect(decodeURIComponent(name)).toContain('2026年代表建议办理情况报告.docx')
    const [title, to, opening] = paragraphs
    expect(title).toMatch(/区2026年\n代表建议办理情况报告$/u)
    expect(to).toMatch(/人民代表大会常务委员会：$/u)
    expect(opening).toContain('2026年1月1日至6月20日')
    expect(opening).toContain('算到2026年6月20日')
    expect(paragraphs.slice(-3)[0]).toBe('特此报告。')
    expect(paragraphs.slice(-1)).toEqual(['2026年6月20日'])
  })

  it('has the figures of the office’s page, each with both of its numbers', async () => {
    const { tables } = await read()
    const { items } = (await office({ url: '/api/suggestion-figures?year=2026' })).json()
    const [head, ...rows] = tables[0] ?? []
    expect(head).toEqual(['名称', '比率', '分子', '分母', '怎样计算'])
    expect(rows.map(([words, , ...rest]) => [words, ...rest])).toEqual(
      items.map((one: Record<string, string | number>) => [
        one.words,
        String(one.numerator),
        String(one.denominator),
        one.meaning,
      ]),
    )
    expect(rows[0]?.slice(0, 4)).toEqual(['A 类解决率', '14.29 %', '1', '7'])
  })

  it('counts what came in, whose it was, and how far it is', async () => {
    const words = under((await read()).paragraphs, '一、').join('')
    expect(words).toContain('共收到代表建议、批评和意见9件')
    expect(words).toContain('列席人员提出、由代表采纳的1件，列席人员1人')
    expect(words).toContain('交办7件，由2个承办单位办理；还没有交办1件；不予立案1件。')
    expect(words).toContain('已经答复4件，还没有答复3件')
    expect(words).toMatch(/A类（[^）]+）1件；B类（[^）]+）2件；C类（[^）]+）1件。/u)
    expect(words).toContain('不公开的2件')
  })

  it('has a line for each department, one that several answer apart in each of theirs', async () => {
    const { tables } = await read()
    expect(tables[1]).toEqual([
      ['承办单位', '交办', '已答复', '期限内', 'A类', 'B类', 'C类', '满意'],
      ['区住房和城乡建设局', '4', '3', '3', '1', '2', '0', '2/2'],
      ['区公安分局', '4', '1', '1', '0', '0', '1', '0/1'],
      ['合计', '8', '4', '4', '1', '2', '1', '2/3'],
    ])
  })

  it('lists what is watched, promised and not answered, with state and day; what stays inside without its name', async () => {
    const { tables, paragraphs, xml } = await read()
    expect(tables[2]?.slice(1)).toEqual([
      [numbers.key, '重点的一件', '常委会副主任王主任\n区公安分局', '重办中，C类'],
    ])
    expect(tables[3]?.slice(1)).toEqual([
      [numbers.promised, '答应了的一件', '区住房和城乡建设局', '2026年6月10日\n已经过期'],
    ])
    expect(under(paragraphs, '五、')).toEqual(['共2件。', '另有不公开的1件，不列编号和题目。'])
    expect(tables[4]?.slice(1).map((row) => row.slice(0, 3))).toEqual([
      [numbers.late, '没有答复的一件', '区公安分局'],
      [numbers.key, '重点的一件', '区公安分局'],
      [numbers.apart, '分着办的一件', '区住房和城乡建设局、区公安分局'],
    ])
    const [late, again] = (tables[4]?.slice(1) ?? []).map((row) => row[3])
    expect(late).toBe('2026年6月2日\n已经超期')
    expect(again).toContain('代表不满意，重办')
    expect(under(paragraphs, '六、')[0]).toBe('共4件，其中1件答复后代表不满意，正在重办。')
    expect(xml).not.toContain('不公开也')
  })

  it('is kept in the ledger with who took it', async () => {
    const { items } = (await office({ url: '/api/ledger?group=exports' })).json()
    expect(items.map((one: { type: string }) => one.type)).toContain('suggestion.report-taken')
  })
})

describe('who takes it', () => {
  it('is the office alone, of a year with suggestions', async () => {
    for (const by of [li, housing.client])
      expect(outcome(await take(by))).toBe('403 auth.forbidden')
    expect(outcome(await take(t.voter))).toBe('401 auth.required')
    expect(outcome(await take(office, ''))).toBe('400 request.invalid')
    expect(outcome(await take(office, '?year=2019'))).toBe('422 suggestion.report-empty')
    expect(outcome(await take(fresh(t, 'office')))).toBe('200')
  })
})
