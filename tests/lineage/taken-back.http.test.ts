import { keepVotersClocks } from '@mashang/server/suggestions/voters-clocks.usecases.ts'
import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import type { SuggestionRow } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import { answeredBy, department, done, fresh, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { type Issue, issueOf, JOINED_AGAIN, join, toldOn } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
})
afterAll(() => t.close())

/** Whether its lead is offered to take it out; not tied, it stands in no list. */
const offered = async (id: string, issueId: string): Promise<boolean> =>
  (await li({ url: `/api/suggestions?issue=${issueId}` }))
    .json<{ items: SuggestionRow[] }>()
    .items.some((row) => row.id === id && row.mayTakeBack === true)
/** What is offered is done, and nothing else is; pressed once more it changes nothing. */
const leave = async (id: string, issueId: string, again = false): Promise<string> => {
  const before = await offered(id, issueId)
  const said = outcome(
    await li({ method: 'DELETE', url: `/api/suggestions/${id}/issues/${issueId}` }),
  )
  expect([before, await offered(id, issueId)]).toEqual(
    again ? [false, false] : [said === '200', false],
  )
  return said
}
const receipt = async (one: Issue): Promise<ReceiptView> =>
  (await t.voter({ url: `/api/receipts/${one.receipt}` })).json<ReceiptView>()
const ways = async (one: Issue): Promise<number> =>
  (await t.voter({ url: `/api/receipts/${one.receipt}/lineage` })).json<LineageView>().matters
    .length - 1
const sent = async (issueId?: string): Promise<string> => {
  const { id } = await written(li, issueId === undefined ? {} : { issueId })
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id })
  return id
}
/** Later, so that what comes is told apart from what was there. */
const later = (): void => t.clock.set(new Date(t.clock.now() + 60_000).toISOString())
const MISTAKE = '更正：这件事和连上的那件代表建议不是一回事，取下来了，不跟着它办。'

describe('a matter joined by mistake to a suggestion that was sent', () => {
  it('is taken back: its voter reads so, sees it no longer, and their days begin anew', async () => {
    const [one, id] = [await issueOf(t, li), await sent()]
    expect(outcome(await join(li, id, one.id))).toBe('200')
    expect([await ways(one), (await receipt(one)).awaitsSuggestion]).toEqual([1, true])
    later()
    expect(await leave(id, one.id)).toBe('200')
    // A second click changes nothing.
    expect(await leave(id, one.id, true)).toBe('200')
    const { awaitsSuggestion, resolution } = await receipt(one)
    expect([await ways(one), awaitsSuggestion]).toEqual([0, false])
    expect(resolution).toMatchObject({ stoppedAt: null, suggested: false })
    const told = await toldOn(t, one)
    expect(told.filter((each) => each === MISTAKE)).toHaveLength(1)
    await keepVotersClocks(t.context)
    expect((await receipt(one)).resolution).toMatchObject({ stoppedAt: null })
    await answeredBy(housing.client, id, { class: 'A' })
    expect(await toldOn(t, one)).toEqual(told)
  })

  it('may be joined again, to that one or to the right one', async () => {
    const [one, wrong, right] = [await issueOf(t, li), await sent(), await sent()]
    await join(li, wrong, one.id)
    await leave(wrong, one.id)
    for (const id of [right, wrong]) expect(outcome(await join(li, id, one.id))).toBe('200')
    later()
    expect(await leave(wrong, one.id)).toBe('200')
    expect(await toldOn(t, one)).toContain(JOINED_AGAIN)
    // The other one is waited for still.
    const { awaitsSuggestion, resolution } = await receipt(one)
    expect([await ways(one), awaitsSuggestion, resolution?.suggested]).toEqual([1, true, true])
  })

  it('is taken back, too, where it was joined to the draft, and not with what it was written from', async () => {
    const [one, origin] = [await issueOf(t, li), await issueOf(t, li)]
    const { id } = await written(li, { issueId: origin.id })
    await join(li, id, one.id)
    await done(li, id, { act: 'submit' })
    expect(await leave(id, one.id)).toBe('200')
    expect([await ways(one), await ways(origin)]).toEqual([0, 1])
  })

  it('stays once something came of it, and so does what it was written from', async () => {
    const [one, origin] = [await issueOf(t, li), await issueOf(t, li)]
    const id = await sent(origin.id)
    await join(li, id, one.id)
    expect(await leave(id, origin.id)).toBe('409 suggestion.origin-told')
    later()
    await answeredBy(housing.client, id, { class: 'A' })
    expect(await leave(id, one.id)).toBe('409 suggestion.origin-told')
    // Joined to what is answered already: that was no news of the suggestion.
    const late = await issueOf(t, li)
    await join(li, id, late.id)
    expect(await leave(id, late.id)).toBe('200')
  })
})
