import { sourcesOf } from '@mashang/server/records/sources.store.ts'
import { activityKinds } from '@mashang/shared/activities/activities.words.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { entriesUntil } from '@mashang/shared/records/entries.rules.ts'
import type { RecordView } from '@mashang/shared/records/records.api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answer, filed, outcome, post, seeded } from '../issues/steps.ts'
import { mediated, registered, stepped } from '../mediations/steps.ts'
import { mine } from '../points/steps.ts'
import { done, text, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { heldBy } from './steps.ts'

/** 六大员 stands on two pages: made of the tables for a record, of the ledger for points. */

let t: TestApp
let office: Client
let people: [Client, Client, Client]
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  office = await t.as('office')
  people = [await t.as(0), await t.as(1), await t.as(2)]
})
afterAll(() => t.close())

const idOf = (index: 0 | 1 | 2): string => seeded(t, index).id
const recordOf = async (index: 0 | 1 | 2): Promise<RecordView> =>
  (await people[index]({ url: `/api/records/${idOf(index)}?year=2026` })).json()

/** The roles that everybody has shown, after making sure that both pages say the same. */
async function pictures(): Promise<Record<string, number>[]> {
  const all: Record<string, number>[] = []
  for (const index of [0, 1, 2] as const) {
    const { roles } = await recordOf(index)
    const shown = Object.fromEntries(roles.map(({ role, count }) => [role, count]))
    expect(shown).toEqual((await mine(people[index])).roles)
    all.push(shown)
  }
  return all
}
const entriesOf = async (index: 0 | 1 | 2, section: string) =>
  (await recordOf(index)).sections.find((one) => one.section === section)?.entries ?? []

it('given somebody who is only asked to join, then nothing is theirs before they join', async () => {
  const [li, zhang, third] = people
  const { id } = await written(li, { ...text, cosigners: [idOf(1)] })
  await done(li, id, { act: 'submit' })
  expect(await entriesOf(1, 'suggestions')).toEqual([])
  await pictures()
  await done(zhang, id, { act: 'confirm' })
  expect((await pictures()).map((one) => [one.analysis, one.information])).toEqual([
    [1, 0],
    [0, 1],
    [0, 0],
  ])
  await done(office, id, { act: 'return', reason: '请写清是哪几个小区。' })
  expect((await pictures()).map((one) => [one.analysis, one.information])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ])
  // Told, and counted for nothing.
  expect(await entriesOf(0, 'suggestions')).toMatchObject([{ role: null }])
  await done(li, id, { act: 'edit', ...text, files: [], cosigners: [idOf(1), idOf(2)] })
  await done(li, id, { act: 'submit' })
  await pictures()
  expect(await entriesOf(2, 'suggestions')).toEqual([])
  await done(zhang, id, { act: 'confirm' })
  await pictures()
  await done(third, id, { act: 'refuse' })
  expect((await pictures()).map((one) => [one.analysis, one.information])).toEqual([
    [1, 0],
    [0, 1],
    [0, 0],
  ])
  expect(await entriesOf(2, 'suggestions')).toEqual([])
  await done(office, id, { act: 'decline', why: 'empty', reason: '没有写清要办什么。' })
  await pictures()
})

it('given a suggestion that was taken back, then it is told and counts for nothing', async () => {
  const { id } = await written(people[0])
  await done(people[0], id, { act: 'submit' })
  const [before] = await pictures()
  await done(people[0], id, { act: 'withdraw', reason: '已经办成了。' })
  const [after] = await pictures()
  expect([before?.analysis, after?.analysis]).toEqual([1, 0])
  expect((await entriesOf(0, 'suggestions'))[0]).toMatchObject({ role: null })
})

it('given an answer that only said it arrived, then it counts for nothing; a late one stays late', async () => {
  const hollow = async (late: boolean): Promise<void> => {
    const issue = await filed(t, {}, 1)
    if (late) t.clock.advance(30 * HOUR)
    await answer(await t.as(1), issue.id)
    await post(t.voter, `/api/receipts/${issue.receipt}/verdict`, {
      answer: 'acceptable',
      solved: 'satisfied',
      onlyAcknowledged: true,
    })
    const review = { upheld: true, reason: '没有说怎么办。' }
    const url = `/api/issues/${issue.id}/acknowledgement-review`
    expect(outcome(await post(office, url, review))).toBe('200')
  }
  await hollow(false)
  expect((await pictures())[1]?.liaison).toBe(0)
  expect((await entriesOf(1, 'issues'))[0]).toMatchObject({
    role: null,
    detail: expect.stringMatching(/^核实为只是收到，不算答复/),
  })
  await hollow(true)
  expect((await pictures())[1]?.liaison).toBe(1)
})

it('given activities of every kind, then both pages count each once', async () => {
  for (const kind of Object.keys(activityKinds)) await heldBy(t, office, kind)
  const sums = (await pictures()).map((one) => Object.values(one).reduce((a, b) => a + b, 0))
  expect(sums).toEqual([9, 10, 9])
})

it('given a fact that was looked at and found to be none, then it is told on both pages and counts on neither', async () => {
  const on = momentDigits(t.clock.now()).slice(0, 10)
  const { id } = await registered(office, [idOf(0)])
  await mediated(office, people[0], id, on)
  await stepped(office, id, { act: 'finish', outcome: 'agreed', on, agreement: '调协 1 号' })
  const after = async (
    act: string | null,
    was?: string,
  ): Promise<[count: number | undefined, told: string]> => {
    const key = `mediation.done:${id}`
    const url = `/api/points/representatives/${idOf(0)}/entries/${key}`
    if (act !== null)
      expect(outcome(await post(office, url, { act, was, reason: '看过了记录。' })), act).toBe(
        '200',
      )
    const [picture] = await pictures()
    const [entry] = await entriesOf(0, 'mediations')
    return [picture?.mediation, entry?.detail ?? '']
  }
  const REJECTED = /核对后不计$/
  /** As a copy of an earlier moment tells it. */
  const roleBefore = async (until: number) =>
    entriesUntil((await sourcesOf(t.context, idOf(0), until)).sources, until).find(
      ({ key }) => key === `mediation:${id}`,
    )?.role
  // Until somebody has looked at it, it is what it says it is.
  expect(await after(null)).toEqual([1, expect.not.stringMatching(REJECTED)])
  t.clock.advance(HOUR)
  const looked = t.clock.now()
  expect(await after('reject')).toEqual([0, expect.stringMatching(REJECTED)])
  // That it came to a settlement is a fact of its own, which nobody has found to be none.
  expect((await entriesOf(0, 'mediations'))[0]?.detail).toMatch(/· “参与调解”核对后不计$/)
  expect(await roleBefore(looked)).toBe('mediation')
  expect(await roleBefore(looked + 1)).toBeNull()
  expect(await after('confirm', 'rejected')).toEqual([1, expect.not.stringMatching(REJECTED)])
  // Points that are taken away are no word on whether it was done.
  expect((await after('reverse'))[0]).toBe(1)
})
