import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, seeded } from '../issues/steps.ts'
import { multipart } from '../photos/upload.ts'
import type { Client, TestApp } from '../support/app.ts'
import { PDF } from '../support/small-pdf.ts'
import { bothReadFirst, rightBefore } from '../support/while-committing.ts'
import { act, answeredBy, assignedTo, atWork, type department, done } from './steps.ts'

/** 征求意见表 on paper, entered by the office. */

let t: TestApp
let li: Client
let office: Client
let housing: Awaited<ReturnType<typeof department>>
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

const seen = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const answered = async (): Promise<string> => {
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  await answeredBy(housing.client, id)
  return id
}
const scan = async (): Promise<string> => {
  const { headers, payload } = multipart(PDF, 'file', '意见表.pdf')
  const reply = await office({
    method: 'POST',
    url: '/api/suggestion-files',
    headers,
    body: payload,
  })
  return reply.json<{ id: string }>().id
}
const fine = { act: 'rate', attitude: 'satisfied', result: 'fair' }
const bad = { act: 'rate', attitude: 'fair', result: 'dissatisfied', reason: '只装了一个小区' }
const paper = () => ({ of: seeded(t, 0).id, signedOn: '2026-03-02' })

it('given a signed paper, when the office enters it with its scan, then its author reads what was said, and how', async () => {
  const id = await answered()
  const before = await seen(office, id)
  expect(before.papers).toEqual([
    { id: seeded(t, 0).id, name: seeded(t, 0).name, judging: [], decides: true },
  ])
  expect((await seen(li, id)).papers).toEqual([])
  const file = await scan()
  await done(office, id, { ...fine, paper: paper(), files: [file] })
  const view = await seen(li, id)
  expect(view.state).toBe('closed')
  expect(view.feedbacks).toMatchObject([
    {
      representative: { name: seeded(t, 0).name },
      result: 'fair',
      forLead: false,
      paper: { signedOn: '2026-03-02', until: expect.any(String) },
      files: [{ id: file, name: '意见表.pdf' }],
    },
  ])
  expect(view.timeline[0]?.sentence).toBe(
    `代表工委按${seeded(t, 0).name}代表 3月2日签的纸质意见表代录了评价（态度满意，结果基本满意）。`,
  )
  // The paper with a hand on it is its author's and the office's.
  const read = async (by: Client) =>
    (await by({ url: `/api/suggestions/${id}/files/${file}` })).statusCode
  expect([await read(li), await read(office), await read(housing.client)]).toEqual([200, 200, 404])
  expect((await seen(housing.client, id)).feedbacks[0]?.files).toEqual([])
  await tellOfFacts(t.context)
  const { items } = (await li({ url: '/api/notices' })).json()
  expect(items).toContainEqual(
    expect.objectContaining({ suggestionId: id, headline: '按您的纸质意见表代录了评价，请核对' }),
  )
})

it('given a mistake in it, when its author judges themselves, then that stands, and the office hears of it', async () => {
  const id = await answered()
  await done(office, id, { ...bad, paper: paper() })
  expect((await seen(li, id)).state).toBe('redo')
  const mended = await done(li, id, fine)
  expect([mended.state, mended.round, mended.feedbacks.length]).toEqual(['closed', 0, 1])
  expect(mended.feedbacks[0]?.paper).toBeNull()
  expect(mended.clocks.filter(({ stoppedAt }) => stoppedAt === null)).toEqual([])
  expect(mended.timeline[0]?.sentence).toContain('代替按纸质意见表代录的那一次')
  expect(outcome(await act(li, id, fine))).toBe('409 suggestion.already-done')
  expect(outcome(await act(office, id, { ...fine, paper: paper() }))).toBe(
    '409 suggestion.already-done',
  )
  await tellOfFacts(t.context)
  const { items } = (await office({ url: '/api/notices' })).json()
  expect(items).toContainEqual(
    expect.objectContaining({
      suggestionId: id,
      headline: expect.stringContaining('代表自己改了'),
    }),
  )
})

it('given what is wrong on a paper, then one sentence says what, and nothing is entered', async () => {
  const id = await answered()
  const refused = async (of: object) => {
    const reply = await act(office, id, { ...fine, paper: { ...paper(), ...of } })
    return [outcome(reply), reply.json().fields?.[0]?.path]
  }
  expect(await refused({ signedOn: '2026-03-03' })).toEqual([
    '422 suggestion.paper-day',
    'paper.signedOn',
  ])
  expect(await refused({ of: seeded(t, 1).id })).toEqual([
    '422 suggestion.paper-author',
    'paper.of',
  ])
  expect(await refused({ signedOn: '下周' })).toEqual(['400 request.invalid', 'paper.signedOn'])
  expect(outcome(await act(li, id, { ...fine, paper: paper() }))).toBe(
    '403 suggestion.paper-for-office',
  )
  expect((await seen(li, id)).feedbacks).toEqual([])
})

describe('given the office enters and its author judges at once', () => {
  const enter = (id: string) => act(office, id, { ...fine, paper: paper() })
  const fromPaper = async (id: string) =>
    (await seen(li, id)).feedbacks.map((one) => one.paper !== null)

  it('when both have read before either writes, then one gets through, and one word is kept', async () => {
    const id = await answered()
    const replies = await bothReadFirst(t, ['suggestion.rate'], () =>
      Promise.all([enter(id), act(li, id, bad)]),
    )
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const [entered] = replies
    expect(await fromPaper(id)).toEqual([entered?.statusCode === 200])
  })

  it('when its author is faster, then the paper is refused, and the author’s stands', async () => {
    const id = await answered()
    rightBefore(t, 'save suggestion', () => done(li, id, bad))
    expect((await enter(id)).statusCode).toBe(409)
    expect(await fromPaper(id)).toEqual([false])
  })
})
