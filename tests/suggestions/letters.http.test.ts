import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import { LETTER, linesOf } from '@mashang/server/sheets/print/designs/letter-lines.ts'
import { Face } from '@mashang/server/sheets/print/fonts/face.ts'
import { fontFile } from '@mashang/server/sheets/print/fonts/font-names.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import {
  answeredBy,
  assignedTo,
  atWork,
  contact,
  department,
  done,
  fresh,
  written,
} from './steps.ts'

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

it('is there once there is something to print, for whoever may see the suggestion', async () => {
  const { id } = await written(li)
  const url = (kind: string) => `/api/suggestions/${id}/letters/${kind}`
  await done(li, id, { act: 'submit' })
  expect(outcome(await office({ url: url('assignment') }))).toBe('409 suggestion.no-letter')
  await done(office, id, { act: 'assign', lead: housing.id })
  expect(outcome(await office({ url: url('answer') }))).toBe('409 suggestion.no-letter')
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  const text = Array.from({ length: 30 }, (_, i) => `第${i}个小区：灯已装好。`).join('\n')
  await done(housing.client, id, { act: 'propose', text, class: 'A' })
  await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
  for (const kind of ['assignment', 'answer', 'opinion']) {
    const reply = await li({ url: url(kind) })
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(reply.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(reply.headers['content-disposition']).toContain('.pdf')
  }
  expect(outcome(await fresh(t, 1)({ url: url('answer') }))).toBe('404 suggestion.not-found')
  // Thirty paragraphs and what stands around them need a second page of twenty-two rows.
  const long = (await li({ url: url('answer') })).rawPayload.toString('latin1')
  expect(long.match(/\/MediaBox\[0 0 595\.276 841\.89\]/g)).toHaveLength(2)
  const pdf = await openPdf(new Uint8Array((await li({ url: url('opinion') })).rawPayload))
  pdf.close()
})

describe('分办: each department’s answer is a letter of its own', () => {
  let roads: { id: string; client: Client }
  let id: string
  const letter = (by: Client, query = '') =>
    by({ url: `/api/suggestions/${id}/letters/answer?file=docx${query}` })
  const wordsOf = async (by: Client, query = ''): Promise<string> => {
    const reply = await letter(by, query)
    expect(outcome(reply)).toBe('200')
    const xml = (await unzipped(reply.rawPayload)).get('word/document.xml')?.toString() ?? ''
    return xml.replaceAll(/<[^>]*>/g, '|')
  }
  const prints = async (by: Client) =>
    (await by({ url: `/api/suggestions/${id}` })).json<SuggestionView>().prints
  beforeAll(async () => {
    roads = await department(t, '区交通局')
    id = (await written(li)).id
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', separate: [housing.id, roads.id] })
    await answeredBy(housing.client, id, { text: '路灯 5 月底前装好。' })
    t.clock.set('2026-03-04T02:00:00Z')
    await answeredBy(roads.client, id, { text: '路口 6 月改好。' })
  })

  it('a department has its own; others say which, as the pages list them', async () => {
    const own = await wordsOf(roads.client)
    expect(own).toContain('路口 6 月改好。')
    expect(own).toContain('|测函〔2026〕1号|')
    expect(own).not.toContain('路灯 5 月底前装好。')
    expect(own).not.toContain('区住房和城乡建设局')
    const refused = await letter(office)
    expect(outcome(refused)).toBe('409 suggestion.which-letter')
    const listed = (await prints(li)).filter(({ kind }) => kind === 'answer')
    expect(listed.map(({ apart }) => apart)).toEqual([
      '区住房和城乡建设局 测函〔2026〕2号',
      '区交通局 测函〔2026〕1号',
    ])
    const [first, second] = listed.map((one) => `&letter=${one.letter}`)
    expect(await wordsOf(li, first)).toContain('路灯 5 月底前装好。')
    expect(await wordsOf(office, second)).toBe(own)
    expect(outcome(await letter(office, '&letter=nobody.1'))).toBe('404 suggestion.letter-unknown')
    expect((await prints(li)).filter(({ kind }) => kind === 'opinion')).toHaveLength(1)
  })

  it('many at once: a file for each department, and how many letters it comes to', async () => {
    const wanted = { ids: [id], kind: 'answer' }
    const plan = await post(office, '/api/suggestion-letters/plan', wanted)
    expect(plan.json()).toEqual({ ready: 1, letters: 2, skipped: [] })
    const zip = await post(office, '/api/suggestion-letters', { ...wanted, bundle: 'docx' })
    const number = '石拐建〔2026〕2 号'
    expect([...(await unzipped(zip.rawPayload)).keys()]).toEqual([
      `答复函（${number}，区住房和城乡建设局，测函〔2026〕2号）.docx`,
      `答复函（${number}，区交通局，测函〔2026〕1号）.docx`,
    ])
  })

  it('an answer that another one has replaced is there, marked; printed later it has its own day', async () => {
    const before = await wordsOf(roads.client)
    t.clock.set('2026-03-09T02:00:00Z')
    const fine = { attitude: 'satisfied', result: 'satisfied' }
    const apart = [
      { department: housing.id, ...fine },
      { department: roads.id, ...fine, result: 'dissatisfied', reason: '路口没有改' },
    ]
    await done(li, id, { act: 'rate', apart })
    await done(roads.client, id, { ...contact, on: '2026-03-09' })
    await done(roads.client, id, { act: 'propose', text: '路口改好了。', class: 'A' })
    await done(roads.client, id, { act: 'sign', signer: '局长赵强' })
    const listed = (await prints(office)).filter(({ kind }) => kind === 'answer')
    expect(listed.map(({ apart, inForce }) => [apart, inForce])).toEqual([
      ['区住房和城乡建设局 测函〔2026〕2号', true],
      ['区交通局 测函〔2026〕1号', false],
      ['区交通局 测函〔2026〕2号', true],
    ])
    expect(await wordsOf(roads.client, `&letter=${listed[1]?.letter}`)).toBe(before)
    expect(await wordsOf(roads.client)).toContain('路口改好了。')
  })
})

it('an assignment that went to another department is dated its own day', async () => {
  t.clock.set('2026-03-10T02:00:00Z')
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  const other = await department(t, '区水务局')
  t.clock.set('2026-03-12T02:00:00Z')
  await done(office, id, { act: 'reassign', lead: other.id })
  await done(office, id, { act: 'mark-key', leader: '王主任', post: '副主任', reason: '集中' })
  t.clock.set('2026-11-26T02:00:00Z')
  const reply = await other.client({ url: `/api/suggestions/${id}/letters/assignment?file=docx` })
  const xml = (await unzipped(reply.rawPayload)).get('word/document.xml')?.toString() ?? ''
  expect(xml).toContain('>2026年3月12日印发</w:t>')
  expect(xml).toContain('由副主任王主任督办')
  expect(xml).not.toMatch(/3月10日|11月26日/)
})

it('twenty-eight characters fill a line, and none begins with what closes', () => {
  const face = new Face('song', fontFile('song'))
  const size = (16 * 25.4) / 72
  const tracking = LETTER.width / LETTER.columns - size
  const [line, rest] = linesOf(face, '建'.repeat(29), size, LETTER.width, { tracking })
  expect([line?.length, rest?.length]).toEqual([28, 1])
  const closed = linesOf(face, `${'建'.repeat(28)}。`, size, LETTER.width, { tracking })
  expect(closed).toEqual(['建'.repeat(27), '建。'])
})

it('once it was judged the form says so, and every sign of it can be printed', async () => {
  t.clock.set('2026-03-13T02:00:00Z')
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  await answeredBy(housing.client, id)
  const form = (query: string) => li({ url: `/api/suggestions/${id}/letters/opinion${query}` })
  const wordsOf = async (query = ''): Promise<string> => {
    const word = await form(`?file=docx${query}`)
    return (await unzipped(word.rawPayload)).get('word/document.xml')?.toString() ?? ''
  }
  const blank = await wordsOf()
  await done(li, id, {
    act: 'rate',
    attitude: 'satisfied',
    result: 'dissatisfied',
    reason: '只装了一个',
  })
  const filled = await wordsOf()
  for (const words of ['■ 满意', '■ 不满意', '只装了一个', '系统里评价'])
    expect(filled).toContain(words)
  expect(await wordsOf('&letter=all')).toBe(blank)
  expect((await form('')).statusCode).toBe(200)
  const face = new Face('song', fontFile('song'))
  expect(['■', '□'].map((one) => face.has(one))).toEqual([true, true])
})
