import { afterRatingWords } from '@mashang/shared/suggestions/after-rating.rules.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { act, answeredBy, contact, department, done, fresh, written } from './steps.ts'

/** 分办: of several answers only the one that is not good enough is made once more. */

let t: TestApp
let lead: Client
let office: Client
let housing: Awaited<ReturnType<typeof department>>
let roads: Awaited<ReturnType<typeof department>>
let id: string
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  lead = fresh(t, 0)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
  roads = await department(t, '区交通运输局')
  id = (await written(lead)).id
  await done(lead, id, { act: 'submit' })
  await done(office, id, { act: 'assign', separate: [housing.id, roads.id] })
  await answeredBy(housing.client, id)
  await answeredBy(roads.client, id, { text: '路口 5 月改好。' })
})
afterAll(() => t.close())

const seen = async (by: Client): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const fine = { attitude: 'satisfied', result: 'fair' }
const bad = { attitude: 'fair', result: 'dissatisfied', reason: '路口没有改' }
const judged = (...apart: object[]) => act(lead, id, { act: 'rate', apart })

it('given two have answered, then both are judged each alone, and nothing half', async () => {
  const { judging } = await seen(lead)
  expect(judging.map(({ name }) => name)).toEqual(['区住房和城乡建设局', '区交通运输局'])
  const [a, b] = [housing.id, roads.id]
  const refused: [object, string][] = [
    [{ act: 'rate' }, '400 request.invalid'],
    [{ act: 'rate', attitude: 'fair' }, '400 request.invalid'],
    [
      {
        act: 'rate',
        ...fine,
        apart: [
          { department: a, ...fine },
          { department: b, ...fine },
        ],
      },
      '400 request.invalid',
    ],
    [{ act: 'rate', apart: [{ department: a, ...fine }] }, '400 request.invalid'],
    [
      {
        act: 'rate',
        apart: [
          { department: a, ...fine },
          { department: a, ...fine },
        ],
      },
      '422 suggestion.parts-unclear',
    ],
    [
      {
        act: 'rate',
        apart: [
          { department: a, ...fine },
          { department: crypto.randomUUID(), ...fine },
        ],
      },
      '422 suggestion.parts-unclear',
    ],
  ]
  for (const [body, said] of refused)
    expect(outcome(await act(lead, id, body)), JSON.stringify(body)).toBe(said)
  const silent = await judged(
    { department: a, ...fine },
    { department: b, ...bad, reason: undefined },
  )
  expect(silent.json()).toMatchObject({
    code: 'suggestion.reason-missing',
    fields: [{ path: 'apart.1.reason' }],
  })
  expect((await seen(lead)).feedbacks).toEqual([])
})

it('when one is 不满意, then that one alone owes an answer and hears why', async () => {
  const reply = await judged({ department: housing.id, ...fine }, { department: roads.id, ...bad })
  expect(outcome(reply)).toBe('200')
  const view = await seen(lead)
  expect([view.state, view.satisfaction]).toEqual(['redo', 'dissatisfied'])
  expect(view.feedbacks[0]?.apart).toEqual([
    { department: { id: housing.id, name: '区住房和城乡建设局' }, ...fine, reason: null },
    { department: { id: roads.id, name: '区交通运输局' }, ...bad },
  ])
  expect(afterRatingWords(view, seeded(t, 0).id)).toContain('由区交通运输局重办')
  expect(view.timeline[0]?.sentence).toBe(
    `${seeded(t, 0).name}代表作了评价（各单位里最差的：态度基本满意，结果不满意），由区交通运输局再答复一次。`,
  )
  const [owed, ...more] = view.clocks.filter(
    ({ clock, stoppedAt }) => clock === 'answer' && stoppedAt === null,
  )
  expect([owed?.owner, more]).toEqual(['区交通运输局', []])
  expect((await seen(housing.client)).can).not.toContain('propose')
  // In the lists, too, it is owed anew and not merely answered.
  expect(view).toMatchObject({ owed: true, answerDueAt: owed?.dueAt })
  expect(
    outcome(await post(office, `/api/suggestions/${id}/links`, { departmentId: housing.id })),
  ).toBe('409 suggestion.link-needless')
  const link = await post(office, `/api/suggestions/${id}/links`, { departmentId: roads.id })
  const token = link.json<{ url: string }>().url.split('#')[1]
  const open = await post(t.voter, '/api/suggestion-links/opening', { token })
  expect(open.json()).toMatchObject({ again: { reason: '路口没有改', letter: '路口 5 月改好。' } })
})

it('when that one has answered, then the whole waits for one word, and both words make it', async () => {
  t.clock.set('2026-03-03T02:00:00Z')
  await done(roads.client, id, { ...contact, on: '2026-03-03' })
  await done(roads.client, id, { act: 'propose', text: '路口改好了。', class: 'A' })
  await done(roads.client, id, { act: 'sign', signer: '局长李建军' })
  const view = await seen(lead)
  expect([view.state, view.judging, view.can.includes('rate')]).toEqual(['answered', [], true])
  await done(lead, id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
  const closed = await seen(lead)
  // 基本满意 was said of the other answer, and stands.
  expect([closed.state, closed.satisfaction]).toEqual(['closed', 'fair'])
})
