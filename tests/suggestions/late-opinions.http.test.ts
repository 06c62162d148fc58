import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { linkDesk } from './link-desk.ts'
import { newsOf } from './news.ts'
import { act, atWork, contact, department, done, written } from './steps.ts'

/** A silent co-handler does not hold the answer up for ever; its word is taken until the answer is out. */

type Department = Awaited<ReturnType<typeof department>>
let t: TestApp
let li: Client
let office: Client
let housing: Department
let police: Department
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
  police = await department(t, '公安分局')
})
afterAll(() => t.close())
beforeEach(() => t.clock.set('2026-03-02T02:00:00Z'))

const news = (by: Client): Promise<string[]> => newsOf(t, by)
const waiver = () => ({ act: 'waive', department: police.id, reason: '催了三次没有回音' })

/** Led by one that has talked, and the one beside it says nothing; `at`: the moment of it. */
async function silent(at: string): Promise<string> {
  const { id } = await written(li)
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id, co: [police.id] })
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  t.clock.set(at)
  return id
}

describe('given a co-handler that is late', () => {
  it('when the office waives its opinion, then the answer goes on and says so, and it stays late', async () => {
    const id = await silent('2026-04-07T02:00:00Z')
    for (const by of [li, housing.client, police.client]) await news(by)
    const seen: SuggestionView = (await office({ url: `/api/suggestions/${id}` })).json()
    expect([seen.waivable.map(({ name }) => name), seen.can.includes('waive')]).toEqual([
      ['公安分局'],
      true,
    ])
    expect(outcome(await act(housing.client, id, waiver()))).toBe('403 suggestion.not-yours')
    const after = await done(office, id, waiver())
    expect([after.opinionsOwed, after.waivable]).toEqual([[], []])
    expect(after.waived).toMatchObject([
      { department: { name: '公安分局' }, reason: '催了三次没有回音', spoke: false },
    ])
    expect(after.timeline[0]?.sentence).toBe('会办意见的期限过了，代表工委定了不再等公安分局的。')
    for (const by of [housing.client, police.client])
      expect(await news(by)).toEqual(['代表工委定了：过期没有交的会办意见不等了'])
    // A colleague who was slower.
    expect(outcome(await act(office, id, waiver()))).toBe('409 suggestion.not-owing')
    const late = ({ clocks }: SuggestionView) =>
      clocks.filter(({ clock }) => clock === 'opinion').map((one) => one.overdue)
    expect(late(after)).toEqual([true])
    // What it says after all is taken as long as the answer is not out.
    await done(housing.client, id, { act: 'propose', text: '装好了。', class: 'A' })
    const spoken = await done(police.client, id, { act: 'opine', text: '配合。' })
    expect([spoken.opinions.length, spoken.waived[0]?.spoke, late(spoken)]).toEqual([
      1,
      true,
      [true],
    ])
    await done(housing.client, id, { act: 'sign', signer: '局长' })
    expect(outcome(await act(police.client, id, { act: 'opine', text: '再说一句。' }))).toBe(
      '409 suggestion.not-now',
    )
  })

  it('then whoever has no account may still say it by a link', async () => {
    const id = await silent('2026-04-07T02:00:00Z')
    await done(office, id, waiver())
    const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: police.id })
    const token = new URL(made.json<{ url: string }>().url).hash.slice(1)
    const desk = linkDesk(t)
    expect((await desk.open(token)).json()).toMatchObject({ task: 'opinion' })
    expect(outcome(await desk.answer(token, { opinion: '配合划停车位。' }))).toBe('200')
    const seen = (await office({ url: `/api/suggestions/${id}` })).json<SuggestionView>()
    expect(seen.opinions.map(({ text }) => text)).toEqual(['配合划停车位。'])
  })

  it('given it is assigned to it anew, then it is waited for again', async () => {
    const id = await silent('2026-04-07T02:00:00Z')
    await done(office, id, waiver())
    const why = { reason: '照分工', on: '2026-04-07' }
    await done(office, id, { act: 'reassign', lead: housing.id, ...why })
    t.clock.set('2026-04-08T02:00:00Z')
    const again = { act: 'reassign', lead: housing.id, co: [police.id], ...why }
    expect((await done(office, id, again)).opinionsOwed).toEqual(['公安分局'])
  })
})

it('given its days are not over, then nobody waives it', async () => {
  const id = await silent('2026-04-01T02:00:00Z')
  const seen: SuggestionView = (await office({ url: `/api/suggestions/${id}` })).json()
  expect([seen.waivable, seen.can.includes('waive')]).toEqual([[], false])
  expect(outcome(await act(office, id, waiver()))).toBe('409 suggestion.waived-early')
  const { department: _, ...unsaid } = waiver()
  expect(outcome(await act(office, id, unsaid))).toBe('400 request.invalid')
  expect(outcome(await act(office, id, { ...waiver(), department: housing.id }))).toBe(
    '409 suggestion.not-owing',
  )
})
