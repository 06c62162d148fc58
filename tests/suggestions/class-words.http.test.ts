import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { answerClasses } from '@mashang/shared/suggestions/suggestions.words.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed, outcome } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { answeredBy, atWork, done, written } from './steps.ts'

/** Districts say 解决程度 in their own words; an answer keeps those of its day. */

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

const periods = async () =>
  (await office({ url: '/api/suggestion-periods' })).json<{ periods: { classes: object } }>()
    .periods
const saved = async (classes: object) => {
  const was = await periods()
  const body = { ...was, classes: { ...was.classes, ...classes }, was }
  return await office({ method: 'PUT', url: '/api/suggestion-periods', body })
}
async function answered(): Promise<string> {
  const { id } = await written(li)
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id })
  await answeredBy(housing.client, id)
  return id
}
const view = async (id: string) => (await li({ url: `/api/suggestions/${id}` })).json()
const letterOf = async (id: string): Promise<string> => {
  const file = await office({ url: `/api/suggestions/${id}/letters/answer?file=docx` })
  return (await unzipped(file.rawPayload)).get('word/document.xml')?.toString() ?? ''
}

it('given other words, then answers from now on say them, and earlier ones theirs', async () => {
  const before = await answered()
  expect(outcome(await saved({ A: '已经解决或基本解决' }))).toBe('200')
  const after = await answered()
  expect((await view(after)).classes.A).toBe('已经解决或基本解决')
  expect(await letterOf(after)).toContain('A 类（已经解决或基本解决）')
  expect((await view(after)).letters[0].said).toBe('已经解决或基本解决')
  expect((await view(after)).timeline[0].sentence).toContain('A 类：已经解决或基本解决')
  expect(await letterOf(before)).toContain('A 类（已经解决、采纳，或今年能解决）')
  await done(office, after, { act: 'publish' })
  const page = await t.voter({ url: `/suggestions/${after}` })
  expect(page.body).toContain('A 类：已经解决或基本解决')
  const { ledger } = t.context.db.tables(ledgerTables)
  const facts = await t.context.db.read.select().from(ledger)
  expect(facts.find(({ type }) => type === 'suggestion-periods.changed')?.data).toContain(
    '已经解决或基本解决',
  )
})

it('given no words, then it is refused where they are missing', async () => {
  const refused = await saved({ B: ' ' })
  expect(outcome(refused)).toBe('400 request.invalid')
  expect(refused.json().fields).toMatchObject([{ path: 'classes.B' }])
})

it('given words of its own, then voters read and hear those; given none, everyday words', async () => {
  const issue = await filed(t, { publish: true })
  const sent = async (letter: object): Promise<string> => {
    const { id } = await written(li, { issueId: issue.id })
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, id, letter)
    await done(office, id, { act: 'publish' })
    return id
  }
  await saved({ A: '已经办好', C: '受条件限制，留作参考' })
  const own = await sent({ class: 'A' })
  const plain = await sent({ class: 'C' })
  const body = async (id: string) => (await t.voter({ url: `/suggestions/${id}` })).body
  expect(await body(own)).toContain('<strong>已经办好</strong>')
  expect(await body(plain)).toContain('<strong>现在条件不够，部门记下了</strong>')
  const { timeline } = (await li({ url: `/api/issues/${issue.id}` })).json()
  const told = timeline.map(({ sentence }: { sentence: string }) => sentence)
  expect(told).toContain('区住房和城乡建设局答复了代表建议：已经办好。')
  expect(told).toContain('区住房和城乡建设局答复了代表建议：现在条件不够，还办不了，部门记下了。')
})

describe('editions of these words', () => {
  const URL = '/api/suggestion-periods/class-versions'
  const versions = async () =>
    (await office({ url: URL })).json<{
      standard: object
      items: { version: number; at: string; by: string; changes: string[]; backTo: number | null }[]
    }>()

  it('each is kept with who, when and what was new; other periods make none', async () => {
    const before = (await versions()).items
    t.clock.advance(DAY)
    expect(outcome(await saved({ B: '正在办' }))).toBe('200')
    const at = new Date(t.clock.now()).toISOString()
    const was = await periods()
    const body = { ...was, contactDays: 12, was }
    expect(outcome(await office({ method: 'PUT', url: '/api/suggestion-periods', body }))).toBe(
      '200',
    )
    const { items, standard } = await versions()
    expect(standard).toEqual(answerClasses)
    expect(items.slice(1)).toEqual(before)
    expect(items[0]).toEqual({
      version: before.length + 2,
      at,
      by: expect.stringMatching(/./),
      changes: [`B 类“${answerClasses.B}”改成“正在办”`],
      backTo: null,
      content: { ...was.classes },
    })
    expect(items[0]?.by).not.toBe('一个账号')
  })

  it('the first one, said again, is told as the way back to it', async () => {
    await saved(answerClasses)
    const [last] = (await versions()).items
    expect(last).toMatchObject({ backTo: 1, content: answerClasses })
    expect(last?.changes.length).toBeGreaterThan(0)
  })

  it('are for the office alone', async () => {
    for (const [by, reason] of [
      [li, '403 auth.forbidden'],
      [housing.client, '403 auth.forbidden'],
      [t.voter, '401 auth.required'],
    ] as const)
      expect(outcome(await by({ url: URL }))).toBe(reason)
  })
})
