import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { STANDARD_LETTERS } from '@mashang/shared/suggestions/letter-texts.words.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { answeredBy, assignedTo, atWork, done, fresh } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

const URL = '/api/district/letters'
const shown = async () => (await office({ url: URL })).json()
const save = async (changes: object, basedOn?: number) => {
  const { content, version } = await shown()
  const body = { basedOn: basedOn ?? version, content: { ...content, ...changes } }
  return await office({ method: 'PUT', url: URL, body })
}
const wordsOf = async (id: string, kind: string): Promise<string> => {
  const file = await li({ url: `/api/suggestions/${id}/letters/${kind}?file=docx` })
  const xml = (await unzipped(file.rawPayload)).get('word/document.xml')?.toString() ?? ''
  return xml.replaceAll('</w:p>', '\n').replaceAll(/<[^>]+>/g, '')
}
const answered = async (): Promise<string> => {
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  await answeredBy(housing.client, id)
  return id
}

it('given none were changed, then letters say what the system came with', async () => {
  expect(await shown()).toMatchObject({ version: 1, current: true, content: STANDARD_LETTERS })
})

it('given others, then letters from now on say them; what was issued keeps its words', async () => {
  const before = await answered()
  const assigned = (await assignedTo({ lead: li, office }, housing.id)).id
  t.clock.advance(DAY)
  const saved = await save({
    assignmentTitle: '人大代表建议交办通知',
    answerBody: '收到您的建议（{建议编号}），谢谢。\n{答复内容}\n办理结果：{解决程度}',
    opinionAfter: '',
  })
  expect(outcome(saved)).toBe('200')
  t.clock.advance(DAY)
  const after = await answered()
  expect(await wordsOf(after, 'answer')).toContain('，谢谢。\n5 月底前装好。\n办理结果：A 类（')
  expect(await wordsOf(after, 'assignment')).toContain('人大代表建议交办通知')
  expect(await wordsOf(after, 'opinion')).not.toContain('不满意的请写明理由')
  const old = await wordsOf(before, 'answer')
  expect(old).toContain('收悉，现答复如下：\n5 月底前装好。\n解决程度：A 类（')
  expect(await wordsOf(before, 'opinion')).toContain('不满意的请写明理由')
  expect(await wordsOf(assigned, 'assignment')).toContain('代表建议交办单')
  // One that was assigned before and is answered now has the words of each day.
  await answeredBy(housing.client, assigned)
  expect(await wordsOf(assigned, 'answer')).toContain('，谢谢。')
  expect(await wordsOf(assigned, 'assignment')).toContain('代表建议交办单')
  // Once more the standard: a new edition, and nothing that is issued changes.
  t.clock.advance(DAY)
  const back = await post(office, `${URL}/back`, { basedOn: 2, to: 1 })
  expect(back.json()).toMatchObject({ version: 3, content: STANDARD_LETTERS })
  expect(await wordsOf(after, 'answer')).toContain('，谢谢。')
  expect(await wordsOf(before, 'answer')).toBe(old)
  const { items } = (await office({ url: `${URL}/versions` })).json()
  expect(items).toMatchObject([
    { version: 3, backTo: 1 },
    { version: 2, backTo: null },
  ])
  const facts = await factsOf(t.context, t.context.district)
  expect(facts.filter(({ type }) => type === 'district.letters-changed')).toHaveLength(2)
})

it('given what does not do, then it is refused with where and why, and nothing is kept', async () => {
  const { version } = await shown()
  const refused = await save({ answerTitle: '答复', opinionBody: '请{某人}评价' })
  expect(refused.statusCode).toBe(400)
  expect(refused.json().fields).toEqual([
    { path: 'content.answerTitle', message: '答复函的标题：里面要有 {标题}。' },
    { path: 'content.opinionBody', message: expect.stringContaining('“{某人}”填不出来') },
  ])
  expect(outcome(await save({ opinionAfter: '请交回。' }, version - 1))).toBe(
    '409 district.changed-meanwhile',
  )
  expect((await shown()).version).toBe(version)
})

it('a preview is a PDF of words that are not saved, about nobody; whoever only looks may have it', async () => {
  for (const kind of ['assignment', 'answer', 'opinion']) {
    const reply = await post(office, `${URL}/preview`, { kind, content: STANDARD_LETTERS })
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/pdf'])
    const pdf = await openPdf(new Uint8Array(reply.rawPayload))
    pdf.close()
  }
  const bad = { ...STANDARD_LETTERS, answerTitle: '' }
  expect((await post(office, `${URL}/preview`, { kind: 'answer', content: bad })).statusCode).toBe(
    400,
  )
  expect(outcome(await fresh(t, 1)({ url: URL }))).toBe('403 auth.forbidden')
  expect((await shown()).version).toBe(3)
})

it('given braces in an answer, then they are printed as they were written', async () => {
  const { id } = await assignedTo({ lead: li, office }, housing.id, { title: '把 {标题} 改掉' })
  await answeredBy(housing.client, id, { text: '{领衔代表}、{不存在}都照原样。' })
  expect(await wordsOf(id, 'answer')).toContain('{领衔代表}、{不存在}都照原样。')
  await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
})
